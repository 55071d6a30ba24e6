import type { StdioLaunch } from '../model/launch.ts';
import { type Hidden, remoteBehind, wordsBehind } from './hidden.ts';
import { plainWords } from './plain-words.ts';
import { readOptions, valuesOf } from './options.ts';
import { absolute, folderOf } from './paths.ts';
import type { Call, Step } from './step.ts';
import { behind, unknown } from './step.ts';
import { isInstallFolder } from './tool-folders.ts';
import { toolHive } from './toolhive.ts';

type ReadGuard = (args: readonly string[], launch: StdioLaunch) => Hidden | null;

interface Guard {
  readonly name: string;
  readonly read: ReadGuard;
  readonly programs: readonly string[];
  readonly modules?: readonly string[];
  /** As `<ecosystem>:<name>`. */
  readonly packages?: readonly string[];
}

/**
 * Other products' wrappers, by the program, package or module that is started. The server behind is read from the
 * command line where it stands there; most gateways keep it in a store of their own.
 */
const guards: readonly Guard[] = [
  { name: 'ToolHive', read: toolHive, programs: ['thv', 'toolhive'] },
  {
    name: 'HOL Guard',
    read: holGuard,
    programs: ['hol-guard'],
    modules: ['codex_plugin_scanner.cli'],
    packages: ['pypi:hol-guard'],
  },
  { name: 'Runlayer', read: runlayer, programs: ['runlayer'], packages: ['pypi:runlayer'] },
  {
    name: 'Toolport',
    read: always('Toolport keeps its servers in a registry of its own'),
    programs: ['toolport-gateway'],
  },
  { name: 'Docker MCP Gateway', read: dockerGateway, programs: ['docker-mcp'] },
  { name: 'Obot', read: always('Obot chooses the server on its own side'), programs: ['obot', 'obot-sentry'] },
  {
    name: 'mcp-context-protector',
    read: contextProtector,
    programs: ['mcp-context-protector', 'mcp-context-protector.sh', 'mcp_wrapper.py'],
    packages: ['pypi:mcp-context-protector'],
  },
  {
    name: 'MCP Defender',
    read: wordsBehind,
    programs: ['mcp-defender-cli'],
    packages: ['npm:mcp-defender-cli'],
  },
];
const byProgram = mapBy(({ programs }) => programs);
const byModule = mapBy(({ modules = [] }) => modules);
const byPackage = mapBy(({ packages = [] }) => packages);
const remoteGuards: readonly { readonly name: string; readonly address: RegExp }[] = [
  { name: 'Runlayer', address: /^https:\/\/(?:[\w-]+\.)+runlayer\.com\/api\/v1\/proxy\// },
  { name: 'Obot', address: /^https?:\/\/[^/]+\/mcp-connect\/[\w-]+$/ },
];

/** Names of programs that are guards where they are installed. */
export const guardPrograms: ReadonlySet<string> = new Set(byProgram.keys());

/** The step that the command line of an installed guard means, or null when it is no guard's. */
export function guardOfProgram(program: string, args: readonly string[], launch: StdioLaunch): Step | null {
  return stepBy(byProgram.get(program), args, launch);
}

/** The same for a Python module, which has to be the installed one. */
export function guardOfModule(module: string, args: readonly string[], launch: StdioLaunch): Step | null {
  return stepBy(byModule.get(module), args, launch);
}

/** The same for a package that is fetched: only the guard's own, not any of its name. */
export function guardOfPackage(
  ecosystem: 'npm' | 'pypi',
  name: string,
  args: readonly string[],
  launch: StdioLaunch,
): Step | null {
  return stepBy(byPackage.get(`${ecosystem}:${name}`), args, launch);
}

/**
 * MCP Defender keeps the original beside its script in the arguments, and again in the environment. Its script is believed
 * where applications are installed; in the temporary folder where it also puts one, anybody may have written it.
 *
 * @param file the step for the script as any other
 */
export function defenderStep(script: string, args: readonly string[], call: Call, file: Step): Step | null {
  const { launch, machine } = call;
  const command = launch.env.get('MCP_DEFENDER_ORIGINAL_COMMAND');
  if (command === undefined || !/(?:^|[\\/])cli\.js$/.test(script)) {
    return null;
  }
  const path = absolute(script, launch.cwd, machine);
  if (path === null || !isInstallFolder(folderOf(path, machine.os), machine)) {
    const doubt = 'its script is named like that of MCP Defender, but stands where none is installed';
    return file.kind === 'file' ? { ...file, doubts: [...file.doubts, doubt] } : file;
  }
  const same = args[0] === command && launch.env.get('MCP_DEFENDER_ORIGINAL_ARGS') === JSON.stringify(args.slice(1));
  const hidden: Hidden = same
    ? { launch: behind(launch, args) }
    : { reason: 'its arguments and its environment name different servers' };
  return asStep('MCP Defender', hidden);
}

/** A guard that a remote entry goes through: by its address, or by the original address it keeps in the environment. */
export function remoteGuard(
  origin: string,
  env: ReadonlyMap<string, string>,
): { readonly name: string; readonly original: string | null } | null {
  const original = env.get('MCP_DEFENDER_ORIGINAL_URL');
  // Its own port: any other local address is somebody else's server, whatever the environment says.
  if (original !== undefined && /^http:\/\/(?:localhost|127\.0\.0\.1):28173\/[^/]+\/[^/]+\/sse$/.test(origin)) {
    return { name: 'MCP Defender', original };
  }
  const guard = remoteGuards.find(({ address }) => address.test(origin));
  return guard === undefined ? null : { name: guard.name, original: null };
}

function mapBy(names: (guard: Guard) => readonly string[]): ReadonlyMap<string, Guard> {
  return new Map(guards.flatMap((guard) => names(guard).map((name) => [name, guard] as const)));
}

function stepBy(guard: Guard | undefined, args: readonly string[], launch: StdioLaunch): Step | null {
  return guard === undefined ? null : asStep(guard.name, guard.read(args, launch));
}

function asStep(name: string, hidden: Hidden | null): Step | null {
  if (hidden === null) {
    return null;
  }
  const layer = { kind: 'guard', guard: name, ours: false, mounts: [] } as const;
  if ('reason' in hidden) {
    return { kind: 'opaque', runs: unknown, reason: hidden.reason, layer };
  }
  const { launch, doubts = [], mounts = [] } = hidden;
  return { kind: 'through', layer: { ...layer, mounts }, launch, doubts };
}

function always(reason: string): ReadGuard {
  return () => ({ reason });
}

function holGuard(args: readonly string[], launch: StdioLaunch): Hidden | null {
  const start = args[0] === 'guard' ? 1 : 0;
  if (!/^[a-z-]+-mcp-proxy$/.test(args[start] ?? '')) {
    return null;
  }
  const read = readOptions(args.slice(start + 1), {
    flags: '--json',
    values: `--guard-home --home --workspace --server-name --server-id --source-scope --config-path --transport --command --arg
      --server-env-key`,
  });
  const command = valuesOf(read, '--command').at(-1);
  return command === undefined || read.unknown !== null
    ? { reason: 'HOL Guard is started in a way we can not read' }
    : wordsBehind([command, ...valuesOf(read, '--arg')], launch);
}

function runlayer(args: readonly string[]): Hidden | null {
  const starts = args[0] === 'run' || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(args[0] ?? '');
  return starts ? { reason: 'Runlayer chooses the server by an id on its own side' } : null;
}

function dockerGateway(args: readonly string[]): Hidden | null {
  return args.find((word) => !word.startsWith('-')) === 'gateway'
    ? { reason: 'the Docker MCP Gateway starts the servers of its own profile' }
    : null;
}

function contextProtector(args: readonly string[], launch: StdioLaunch): Hidden {
  const at = args.indexOf('--command-args');
  const read = readOptions(at === -1 ? args : args.slice(0, at), {
    flags: '--visualize-ansi-codes',
    values: '--command --url --sse-url --server-config-file --config-file --guardrail-provider --quarantine-path',
  });
  // A server may be named once: of several, and of abbreviated names, the guard takes the last.
  const [named, another] = read.given.filter(([name]) => /^--(?:command|url|sse-url)$/.test(name));
  const isOdd = read.unknown !== null || read.rest.length > 0;
  if (isOdd || another !== undefined || (named !== undefined && at !== -1)) {
    return { reason: 'mcp-context-protector is started in a way we can not read' };
  }
  if (at !== -1) {
    return wordsBehind(args.slice(at + 1), launch);
  }
  const [name, value] = named ?? ['', null];
  if (value === null) {
    return { reason: 'no server is named behind it' };
  }
  if (name !== '--command') {
    return remoteBehind(value, name === '--url' ? 'http' : 'sse', launch);
  }
  const words = plainWords(value);
  return words === null ? { reason: 'the command behind it is not plain words' } : wordsBehind(words, launch);
}
