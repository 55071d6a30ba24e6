import type { Files } from '../files.ts';
import type { Machine } from '../machine.ts';
import type { Layer, PackageUse, Resolved, Runs } from '../model/identity.ts';
import type { Launch, RemoteLaunch, StdioLaunch } from '../model/launch.ts';
import type { Seen } from './answers.ts';
import { answer, imageIdentity, packageIdentity, packagePurl, unidentified } from './answers.ts';
import type { BridgeTarget } from './bridges.ts';
import { bridgeOfPackage, bridgeOfProgram } from './bridges.ts';
import { codeChangingNames } from './code-changing-env.ts';
import { fetchDoubts } from './fetch-doubts.ts';
import { guardOfPackage, remoteGuard } from './foreign-guards.ts';
import { locateBare, locateProgram, locateScript } from './locate.ts';
import { isOwnProgram } from './own-program.ts';
import { packagedStep } from './packaged-tools.ts';
import type { Program } from './program.ts';
import { programOf } from './program.ts';
import { npmPurl, pypiPurl } from './purl.ts';
import { identifyRemote } from './remote.ts';
import { fileInPlaceDoubts, startFolderDoubts } from './start-folder.ts';
import type { Step } from './step.ts';
import { unknown } from './step.ts';
import { knownNames, stepOf } from './tools.ts';

export interface ResolveDeps {
  readonly files: Files;
  readonly machine: Machine;
  /** The project whose file holds the entry: clients start its servers there. Null for entries of no project. */
  readonly project: string | null;
  /** The state folder in use, whose launcher is ours; null where only that of the home counts. */
  readonly stateFolder: string | null;
  /** What its client leaves uncertain, whatever the launch says. */
  readonly doubts: readonly string[];
}

const maxLayers = 8;

/**
 * Says exactly what a launch will run, or `unidentified` with a plain reason. Looks at files only to find and hash
 * them; starts nothing and expands nothing.
 */
export async function resolve(launch: Launch, deps: ResolveDeps): Promise<Resolved> {
  return look(launch, { layers: [], env: [], alsoRuns: [], doubts: deps.doubts }, deps);
}

async function look(launch: Launch, before: Seen, deps: ResolveDeps): Promise<Resolved> {
  if (launch.transport !== 'stdio') {
    return lookRemote(launch, before, deps);
  }
  const seen = withEnvironment(before, launch, deps.machine);
  if (seen.layers.length > maxLayers) {
    return answer(launch, seen, unknown, unidentified('it is wrapped more often than we follow'));
  }
  const program = await programOf(launch, knownNames, deps);
  const step = stepOf(launch, program, deps);
  return step === null ? lookProgram(launch, program, seen, deps) : follow(step, launch, seen, deps);
}

async function lookRemote(launch: RemoteLaunch, seen: Seen, deps: ResolveDeps): Promise<Resolved> {
  const { identity, runs } = identifyRemote(launch.url);
  const guard = identity.origin === null ? null : remoteGuard(identity.origin, launch.env);
  if (guard === null) {
    return answer(launch, seen, runs, identity);
  }
  const layers: readonly Layer[] = [...seen.layers, { kind: 'guard', guard: guard.name, ours: false, mounts: [] }];
  const env = new Map([...launch.env].filter(([name]) => name !== 'MCP_DEFENDER_ORIGINAL_URL'));
  return guard.original === null || layers.length > maxLayers
    ? answer(launch, { ...seen, layers }, runs, identity)
    : look({ ...launch, url: guard.original, env }, { ...seen, layers }, deps);
}

function withEnvironment(seen: Seen, launch: StdioLaunch, machine: Machine): Seen {
  const names = new Set([...seen.env, ...codeChangingNames(launch.env, machine)]);
  const fileDoubt = 'its env file may set variables that change which code runs';
  const doubts =
    launch.envFile !== null && !seen.doubts.includes(fileDoubt) ? [...seen.doubts, fileDoubt] : seen.doubts;
  return { ...seen, env: [...names].toSorted(), doubts };
}

async function lookProgram(launch: StdioLaunch, program: Program, seen: Seen, deps: ResolveDeps): Promise<Resolved> {
  if (program.kind === 'placeholder') {
    const runs: Runs = {
      kind: 'file',
      path: launch.command,
      role: 'binary',
      interpreter: null,
      present: 'placeholder',
    };
    return answer(launch, seen, runs, unidentified('the command depends on a variable'));
  }
  if (program.kind !== 'bare' && program.kind !== 'file') {
    const runs: Runs = { kind: 'file', path: launch.command, role: 'binary', interpreter: null, present: 'unresolved' };
    const reason =
      launch.command.trim() === ''
        ? 'there is no command'
        : 'the command is relative, and the folder it is started in is not known';
    return answer(launch, seen, runs, unidentified(reason));
  }
  const found =
    program.kind === 'bare' ? await locateBare(program.name, deps) : await locateProgram(program.path, deps);
  const likeTool = program.kind === 'file' ? program.likeTool : null;
  const bridge = likeTool === null ? bridgeOfProgram(program.name, launch) : null;
  if (bridge !== null) {
    const use = { purl: bridge.ecosystem === 'npm' ? npmPurl(bridge.name) : pypiPurl(bridge.name), version: null };
    return lookBridge(bridge.target, bridge.name, use, found.runs, launch, seen);
  }
  const reason = `it is named ${likeTool ?? ''} but stands where none is installed, and its arguments say what runs`;
  const identity = likeTool !== null && found.identity.kind !== 'unidentified' ? unidentified(reason) : found.identity;
  return { ...answer(launch, seen, found.runs, identity), fileSha256: found.identity.sha256 };
}

async function follow(step: Step, launch: StdioLaunch, before: Seen, deps: ResolveDeps): Promise<Resolved> {
  const seen: Seen = {
    ...before,
    layers: 'layer' in step && step.layer !== undefined ? [...before.layers, step.layer] : before.layers,
    alsoRuns: 'alsoRuns' in step ? [...before.alsoRuns, ...(step.alsoRuns ?? [])] : before.alsoRuns,
    doubts: 'doubts' in step ? [...before.doubts, ...(step.doubts ?? [])] : before.doubts,
  };
  if (step.kind === 'through') {
    return look(step.launch, seen, deps);
  }
  if (step.kind === 'package') {
    return lookPackage(step, launch, seen, deps);
  }
  if (step.kind === 'file') {
    const found = await locateScript(step, deps);
    return answer(launch, seen, found.runs, found.identity);
  }
  const identity = step.kind === 'container' ? imageIdentity(step.runs) : unidentified(step.reason);
  return answer(launch, seen, step.runs, identity);
}

async function lookPackage(
  step: Extract<Step, { kind: 'package' }>,
  launch: StdioLaunch,
  seen: Seen,
  deps: ResolveDeps,
): Promise<Resolved> {
  const { runs, args } = step;
  const use: PackageUse = { purl: packagePurl(runs), version: runs.version };
  const isOwn = step.program === null || (await isOwnProgram(step.program, runs, deps));
  const doubts = isOwn ? [] : [`${runs.runner} is told to start a program that may not be the package's own`];
  const folder = launch.cwd ?? deps.project;
  const ofFile = step.yieldsTo === undefined ? [] : await fileInPlaceDoubts(step.yieldsTo, folder, deps);
  const ofFolder = [...(await startFolderDoubts(runs, folder, deps)), ...ofFile];
  const ofFetch = fetchDoubts(runs, launch.env);
  const sure: Seen = { ...seen, doubts: [...seen.doubts, ...doubts, ...ofFolder, ...ofFetch] };
  const target = bridgeOfPackage(runs.ecosystem, runs.name, args, launch);
  if (target !== null) {
    return lookBridge(target, runs.name, use, runs, launch, sure);
  }
  const next = guardOfPackage(runs.ecosystem, runs.name, args, launch) ?? packagedStep(runs, args, launch);
  return next === null
    ? answer(launch, sure, runs, packageIdentity(runs))
    : follow(next, launch, { ...sure, alsoRuns: [...sure.alsoRuns, use] }, deps);
}

function lookBridge(
  target: BridgeTarget,
  name: string,
  use: PackageUse,
  runs: Runs,
  launch: StdioLaunch,
  before: Seen,
): Resolved {
  const layer: Layer = { kind: 'bridge', purl: use.purl, version: use.version, name };
  const seen: Seen = { ...before, layers: [...before.layers, layer], alsoRuns: [...before.alsoRuns, use] };
  return 'remote' in target
    ? answer(target.remote, seen, runs, identifyRemote(target.remote.url).identity)
    : answer(launch, seen, runs, unidentified(target.reason));
}
