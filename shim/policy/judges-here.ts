import { delimiter } from 'node:path';
import type { Settings } from '../../policy/bundle/bundle.ts';
import { machineFolder } from '../../policy/bundle/machine-folder.ts';
import { policyFilesFolder } from '../../policy/bundle/policy-here.ts';
import type { CallFacts } from '../../policy/decide/facts.ts';
import { neverAllowed } from '../../policy/decide/never-allowed.ts';
import type { Machine } from '../../scanner/machine.ts';
import { isObject, paramsOf, type Message } from '../framing/message.ts';
import { ContentGate } from '../content/content-gate.ts';
import { limitsOf } from '../limits.ts';
import { PinWatch } from '../pins/pin-watch.ts';
import {
  type Answered,
  type Call,
  type ContentFinding,
  type Inspection,
  type Judges,
  type Ruling,
} from '../pipeline.ts';
import type { PolicyFacts } from '../record/fields.ts';
import type { Judging, JudgingDeps } from '../run.ts';
import { inspectedInTime, isPromise, uninspectedRuling } from '../ruling.ts';
import { momentNow, SessionFile } from '../session/session-file.ts';
import { entryVariables, keptAmbient, parentEnvironment } from './ambient.ts';
import { personAsker } from './ask-person.ts';
import { callHash } from './call-hash.ts';
import { withOwnCacheMarks } from './cache-marks.ts';
import { KnownTools } from './known-tools.ts';
import { withoutLeftOut } from './left-out.ts';
import { PolicyInForce, type PolicyNow, timeUnder } from './policy-in-force.ts';
import { PolicyJudge } from './policy-judge.ts';
import { serverIdentity, type ServerIdentity } from './server-identity.ts';
import { speaksToTheModel } from './speaks-to-the-model.ts';
import { ToolLists } from './tool-lists.ts';
import { yieldsData } from './yields-data.ts';

const identifyAfterMs = 250;
const lookEveryMs = 1000;

/** The judges of one connection on this laptop: the policy in force, and what it needs to know. */
export function judgesHere(deps: JudgingDeps): Judging {
  const { stateFolder } = deps;
  // Where the system keeps it by itself: the environment is the entry's too, and must not choose whose policy counts.
  const machine = machineFolder(process.platform, {});
  const inForce = new PolicyInForce(stateFolder, machine);
  const session = new SessionFile(stateFolder, deps.session.key);
  const tools = new KnownTools();
  let clientVersion: string | null = null;
  let judge: PolicyJudge | null = null;
  let lookAtAll = (): void => undefined;

  let identifying: Promise<PolicyJudge> | null = null;
  const identified = (): Promise<PolicyJudge> =>
    (identifying ??= Promise.all([identityOf(deps), credentialHere(deps), inForce.ready]).then(
      async ([identity, credential]) => {
        const made = new PolicyJudge({
          ...deps,
          agent: deps.session.agent,
          ask: personAsker({
            ...deps,
            agent: deps.session.agent,
            sessionKey: () => `${deps.session.key}.${resetsOf(session)}`,
            now: () => timeUnder(now(), momentNow().wall),
            mayElicit: () => settingsOf(now())?.elicitation === true,
            channels: () => now().here.trust.approvals,
          }),
          credential,
          inForce,
          identity,
          session,
          tools,
          clientVersion: () => clientVersion,
          pinOf: (action) => pins.word(action),
          moment: momentNow,
          lookAtAll: () => lookAtAll(),
        });
        await made.lookAtInstalled();
        judge = made;
        deps.onIdentity(made.server());
        tellPolicy();
        return made;
      },
    ));
  const now = (): PolicyNow => inForce.current(momentNow().machineMs);
  let classifierTrouble: string | null = null;
  const content = new ContentGate({
    stateFolder,
    now,
    serverName: deps.serverName,
    server: () => judge?.names() ?? null,
    identified,
    tools,
    session,
    moment: momentNow,
    classifier: {
      policyFiles: () => policyFilesFolder(now().here, stateFolder, machine),
      onTrouble: (why) => {
        classifierTrouble = why;
        tellPolicy();
      },
    },
    ask: async (question, onAsking) => (await identified()).mayPass(question, onAsking),
  });
  const pins = new PinWatch({
    ...deps,
    server: () => judge?.names() ?? null,
    place: () => {
      const program = judge?.program() ?? null;
      return program === null ? null : { client: deps.session.agent.client, entry: deps.serverName, program };
    },
    identified,
    choices: () => content.policy.pins,
    now: () => new Date(),
  });
  const isBarred = (): boolean => judge?.isBarred() === true;
  const lists = new ToolLists({
    tools,
    isHidden: (name) =>
      isBarred() ||
      content.isHidden('tool', name) ||
      pins.isHidden('tool', name) ||
      (judge !== null && hides(now()) && neverAllowed(judge.factsOfTool(name, now(), momentNow()), now().policy)),
  });
  const leaveOut = {
    everything: isBarred,
    prompt: (name: string) => content.isHidden('prompt', name) || pins.isHidden('prompt', name),
    instructions: () => pins.isHidden('instructions', ''),
  };
  let told = '';
  /** Said once the server is known, and again whenever something else decides. */
  const tellPolicy = (): void => {
    const facts = policyFacts(now(), classifierTrouble);
    if (judge !== null && JSON.stringify(facts) !== told) {
      told = JSON.stringify(facts);
      deps.onPolicy(facts);
    }
  };
  inForce.onChange(() => {
    judge?.lookAtInstalled().then((isNew) => isNew && lists.policyChanged(), atTheCall);
    lists.policyChanged();
    tellPolicy();
  });
  // Before the first call, and not before the server's first answer.
  setTimeout(() => void identified().catch(atTheCall), identifyAfterMs).unref();
  setInterval(() => {
    now();
    if (pins.refresh()) {
      lists.policyChanged();
    }
  }, lookEveryMs).unref();

  /** Content was looked into as the server wrote it; then lists lose what pins and policy leave out. */
  const passDown = (
    message: Message,
    answered: Answered | null,
    inspection: Inspection,
  ): Inspection | Promise<Inspection> => {
    if (inspection.outcome === 'block') {
      return inspection;
    }
    if (yieldsData(answered)) {
      judge?.takeLabels();
    }
    const finish = (): Inspection => {
      const given = inspection.outcome === 'edit' ? inspection.line : message.line;
      const kept = withoutLeftOut(given, message, answered, leaveOut);
      const line = lists.pass({ ...message, line: kept }, answered) ?? kept;
      return line === message.line
        ? inspection
        : { ...inspection, outcome: 'edit', line: message.kind === 'response' ? withOwnCacheMarks(line) : line };
    };
    // What the server said is remembered, and not what is left of it.
    const seen = pins.see(message, answered);
    return seen === null ? finish() : seen.then(finish);
  };
  const decide = (call: Call, findings: readonly ContentFinding[]): Ruling | Promise<Ruling> => {
    pins.refresh();
    const demands = pins.demands(call.action);
    const all = demands.length === 0 ? findings : [...findings, ...demands];
    const seen = all === call.findings ? call : { ...call, findings: all };
    return judge === null ? identified().then((ready) => ready.decide(seen)) : judge.decide(seen);
  };
  const decideInspected = (call: Call): Ruling | Promise<Ruling> => {
    const withoutContent = (error: unknown): Ruling | Promise<Ruling> =>
      uninspectedRuling(judges, error, (found) => decide(call, [...call.findings, found]));
    let findings: ReturnType<ContentGate['findingsFor']>;
    try {
      findings = content.findingsFor(call);
    } catch (error) {
      return withoutContent(error);
    }
    return isPromise(findings) ? findings.then((found) => decide(call, found), withoutContent) : decide(call, findings);
  };
  /** What is allowed owes what its policies want taken out. What the server asks for reaches the client now, with what it holds. */
  const allowing = (ruling: Ruling, { direction }: Call): Ruling => {
    content.owe(ruling.notes?.obligations.redact ?? []);
    if (direction === 'down' && ruling.effect === 'allow') {
      judge?.takeLabels();
    }
    return ruling;
  };
  const judges: Judges = {
    mode: () => now().mode,
    decide: (call) => {
      const unready = deps.names.ready(call.action.target);
      const ruled = unready === null ? decideInspected(call) : unready.then(() => decideInspected(call));
      return isPromise(ruled) ? ruled.then((one) => allowing(one, call)) : allowing(ruled, call);
    },
    noteDenied: ({ action }) =>
      session.add({ kind: 'call', call: callHash(deps.hash(), action), effect: 'deny' }, momentNow()),
    mayBeBarred: () => judge === null || judge.isBarred(),
    isBarred,
    inspectUp: (message) => {
      clientVersion ??= versionOfClient(message);
      pins.asked(message);
      return content.inspectUp(message);
    },
    inspectDown: (message, answered, onAsking) => {
      // A look that fails takes neither its labels from the session nor its hidden tools from a list.
      const inspection = inspectedInTime(judges, () => content.inspectDown(message, answered, onAsking));
      const needsIdentity = judge === null && (yieldsData(answered) || speaksToTheModel(message, answered));
      return isPromise(inspection) || needsIdentity
        ? Promise.all([inspection, needsIdentity ? identified() : null]).then(([seen]) =>
            passDown(message, answered, seen),
          )
        : passDown(message, answered, inspection);
    },
    lookAfterwards: (message, answered) => {
      const isResult = answered.method === 'tools/call' || answered.method === 'resources/read';
      if (judge === null || !isResult || answered.sharedWith.length > 0) {
        return null;
      }
      try {
        const lookLater = content.lookAfterwards(message, answered);
        if (lookLater !== null) {
          judge.takeLabels();
        }
        return lookLater;
      } catch {
        // `inspectDown` meets the same failure, and it is recorded there.
        return null;
      }
    },
    attach: (tell, lookNow) => {
      lists.attach(tell);
      lookAtAll = lookNow;
    },
  };
  const settings = settingsOf(now());
  return { judges, durability: settings?.durability ?? 'os', limits: limitsOf(settings?.limits ?? {}) };
}

/** Where its file can not be read, it is another session than any that could be. */
function resetsOf(session: SessionFile): number | 'unreadable' {
  try {
    return session.resets();
  } catch {
    // Policies that look at the session say so in the record.
    return 'unreadable';
  }
}

function policyFacts({ here, mode, pausedUntil, problems }: PolicyNow, classifierTrouble: string | null): PolicyFacts {
  const verified = here.kind === 'in-force' ? here.verified : null;
  return {
    state: here.kind,
    source: here.trust.from,
    mode,
    policyVersion: verified?.loaded.bundle.version ?? null,
    policyHash: verified?.sha256 ?? null,
    pausedUntil: pausedUntil?.toISOString() ?? null,
    problems: classifierTrouble === null ? problems : [...problems, classifierTrouble],
  };
}

function hides(now: PolicyNow): boolean {
  return settingsOf(now)?.hideDenied === true;
}

function settingsOf({ here }: PolicyNow): Settings | null {
  return here.kind === 'in-force' ? here.verified.loaded.bundle.settings : null;
}

function atTheCall(): void {
  // The first call meets the same failure, and it is decided and recorded there.
}

async function credentialHere({ launch }: JudgingDeps): Promise<CallFacts['credential']> {
  const { credentialOf } = await import('./credential.ts');
  return credentialOf(launch.env ?? process.env, parentEnvironment(process.ppid), launch.args);
}

async function identityOf({ launch, stateFolder, home }: JudgingDeps): Promise<ServerIdentity> {
  const own = launch.env ?? process.env;
  const machine = machineHere(home, own);
  const others = [parentEnvironment(process.ppid), keptAmbient(stateFolder, own)].filter((one) => one !== null);
  const env = entryVariables(own, others, machine);
  const { command, args } = launch;
  const start = { transport: 'stdio', command, args, env, envFile: null, cwd: process.cwd() } as const;
  return serverIdentity(start, machine, stateFolder);
}

/** The machine as this start saw it: commands were looked up on this very PATH. */
function machineHere(home: string, own: NodeJS.ProcessEnv): Machine {
  const { platform } = process;
  const path = own['PATH'] ?? own['Path'] ?? '';
  return {
    os: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    home,
    env: own,
    system: platform === 'win32' ? `${own['SystemDrive'] ?? 'C:'}\\` : '/',
    searchPath: path.split(delimiter).filter((folder) => folder !== ''),
    programEndings: platform === 'win32' ? (own['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').toLowerCase().split(';') : [''],
    userId: process.getuid?.() ?? null,
  };
}

const modernClient = 'io.modelcontextprotocol/clientInfo';

function versionOfClient({ value }: Message): string | null {
  const params = paramsOf(value);
  const meta = isObject(params['_meta']) ? params['_meta'] : {};
  const info = params['clientInfo'] ?? meta[modernClient];
  return isObject(info) && typeof info['version'] === 'string' ? info['version'].slice(0, 100) : null;
}
