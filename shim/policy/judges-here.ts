import { delimiter } from 'node:path';
import type { Settings } from '../../policy/bundle/bundle.ts';
import { machineFolder } from '../../policy/bundle/trust.ts';
import { neverAllowed } from '../../policy/decide/never-allowed.ts';
import type { Machine } from '../../scanner/machine.ts';
import { isObject, paramsOf, type Message } from '../framing/message.ts';
import { limitsOf } from '../limits.ts';
import type { Answered, Inspection, Judges, Ruling } from '../pipeline.ts';
import type { Judging, JudgingDeps } from '../run.ts';
import { momentNow, SessionFile } from '../session/session-file.ts';
import { entryVariables, keptAmbient, parentEnvironment } from './ambient.ts';
import { personAsker } from './ask-person.ts';
import { KnownTools } from './known-tools.ts';
import { PolicyInForce, type PolicyNow } from './policy-in-force.ts';
import { PolicyJudge } from './policy-judge.ts';
import { serverIdentity, type ServerIdentity } from './server-identity.ts';
import { ToolLists } from './tool-lists.ts';

const identifyAfterMs = 250;
const lookEveryMs = 1000;
const uninspected: Inspection = { outcome: 'pass', inspected: 'none', findings: [] };

/** The judges of one connection on this laptop: the policy in force, and what it needs to know. */
export function judgesHere(deps: JudgingDeps): Judging {
  const { stateFolder } = deps;
  const inForce = new PolicyInForce(stateFolder, machineFolder(process.platform, process.env));
  const session = new SessionFile(stateFolder, deps.session.key);
  const tools = new KnownTools();
  let clientVersion: string | null = null;
  let judge: PolicyJudge | null = null;

  let identifying: Promise<PolicyJudge> | null = null;
  const identified = (): Promise<PolicyJudge> =>
    (identifying ??= Promise.all([identityOf(deps), inForce.ready]).then(([identity]) => {
      judge = new PolicyJudge({
        ...deps,
        agent: deps.session.agent,
        ask: personAsker({
          ...deps,
          agent: deps.session.agent,
          sessionKey: () => `${deps.session.key}.${session.resets()}`,
          mayElicit: () => settingsOf(now())?.elicitation === true,
        }),
        inForce,
        identity,
        session,
        tools,
        clientVersion: () => clientVersion,
        moment: momentNow,
      });
      deps.onIdentity(judge.server());
      return judge;
    }));
  const now = (): PolicyNow => inForce.current(momentNow().machineMs);
  const lists = new ToolLists({
    tools,
    isHidden: (name) =>
      judge !== null && hides(now()) && neverAllowed(judge.factsOfTool(name, now(), momentNow()), now().policy),
  });
  inForce.onChange(() => lists.policyChanged());
  // Before the first call, and not before the server's first answer.
  setTimeout(() => void identified().catch(atTheCall), identifyAfterMs).unref();
  setInterval(now, lookEveryMs).unref();

  const passDown = (message: Message, answered: Answered | null): Inspection => {
    if (answered !== null && yieldsData.has(answered.method)) {
      judge?.takeLabels();
    }
    const line = lists.pass(message, answered);
    return line === null ? uninspected : { outcome: 'edit', inspected: 'none', findings: [], line };
  };
  const judges: Judges = {
    mode: () => now().mode,
    decide: (call): Ruling | Promise<Ruling> =>
      judge === null ? identified().then((ready) => ready.decide(call)) : judge.decide(call),
    inspectUp: (message) => {
      clientVersion ??= versionOfClient(message);
      return uninspected;
    },
    inspectDown: (message, answered) =>
      judge === null && answered?.method === 'tools/list' && hides(now())
        ? identified().then(() => passDown(message, answered))
        : passDown(message, answered),
    attach: (tell) => lists.attach(tell),
  };
  const settings = settingsOf(now());
  return { judges, durability: settings?.durability ?? 'os', limits: limitsOf(settings?.limits ?? {}) };
}

/** Results that carry what the server holds. */
const yieldsData = new Set(['tools/call', 'resources/read', 'prompts/get', 'tasks/result']);

function hides(now: PolicyNow): boolean {
  return settingsOf(now)?.hideDenied === true;
}

function settingsOf({ here }: PolicyNow): Settings | null {
  return here.kind === 'in-force' ? here.verified.loaded.bundle.settings : null;
}

function atTheCall(): void {
  // The first call meets the same failure, and it is decided and recorded there.
}

async function identityOf({ launch, stateFolder, home }: JudgingDeps): Promise<ServerIdentity> {
  const own = launch.env ?? process.env;
  const machine = machineHere(home, own);
  const others = [parentEnvironment(process.ppid), keptAmbient(stateFolder, own)].filter((one) => one !== null);
  const env = entryVariables(own, others, machine.os);
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
