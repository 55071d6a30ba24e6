import type { LoadedBundle } from '../../../policy/bundle/load.ts';
import { decidingPolicy } from '../../../policy/bundle/deciding-policy.ts';
import { policyHere } from '../../../policy/bundle/policy-here.ts';
import { pathsRead } from '../../../policy/cedar/paths-read.ts';
import { decide } from '../../../policy/decide/decide.ts';
import { reasonsOf } from '../../../policy/decide/reasons.ts';
import { readAdvisories } from '../../../scanner/advisory-files.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';
import { momentNow, SessionFile, type SessionTotals } from '../../../shim/session/session-file.ts';
import type { ApprovalRequest } from '../approvals/request.ts';
import { catalogueInForce } from '../catalogue-in-force.ts';
import { recordedCalls, type RecordedCall } from './recorded-calls.ts';
import { type Against, against, replayed } from './replay.ts';
import { type SessionRow, sessionsIn } from './sessions.ts';
import { rememberedIn } from './tool-then.ts';

export interface StoppedDeps {
  readonly stateFolder: string;
  readonly policyMachine: string | null;
  readonly now: () => Date;
  /** Questions that wait for a person. */
  readonly waiting: () => readonly ApprovalRequest[];
  /** The newest decisions of a session, and what their connections said of themselves. */
  readonly decisionsOf: (session: string) => readonly TraceRow[];
}

/**
 * The sessions that a stop rule of the policy in force holds now: it stopped one of their calls, and would stop the same
 * call again by what the session has done since a person last looked.
 */
export async function stoppedSessions(deps: StoppedDeps): Promise<readonly SessionRow[]> {
  const { stateFolder } = deps;
  const here = policyHere(stateFolder, deps.policyMachine, deps.now());
  if (here.kind !== 'in-force') {
    return [];
  }
  const { loaded } = here.verified;
  const rules = stopRules(loaded);
  if (rules.size === 0) {
    return [];
  }
  const own = (await catalogueInForce(stateFolder)).catalogue;
  const { advisories } = await readAdvisories(stateFolder);
  const replay = against({ inForce: here, candidate: null, own, advisories, remembered: rememberedIn(stateFolder) });
  return sessionsIn(stateFolder).filter(({ session }) => {
    const totals = totalsOf(stateFolder, session);
    return hasActed(totals) && (isAskedAbout(session, rules, deps) || isStopped(session, totals, rules, replay, deps));
  });
}

const counters: ReadonlySet<string> = new Set(['denials', 'repeats', 'callsLastMinute']);

/** Policies that look at what begins anew once a person has looked. */
function stopRules({ bundle }: LoadedBundle): ReadonlySet<string> {
  const names = (['person', 'agent'] as const).flatMap((set) =>
    (bundle.sets[set] ?? [])
      .filter(({ form }) =>
        pathsRead(form).some(
          ([variable, part, counter]) => variable === 'context' && part === 'session' && counters.has(counter ?? ''),
        ),
      )
      .map(({ id }) => `${set}/${id}`),
  );
  return new Set(names);
}

function totalsOf(stateFolder: string, session: string): SessionTotals {
  const file = new SessionFile(stateFolder, session);
  const totals = file.totals(momentNow());
  file.close();
  return totals;
}

function hasActed({ denials, repeated, callsLastMinute }: SessionTotals): boolean {
  return denials > 0 || repeated > 0 || callsLastMinute > 0;
}

function isAskedAbout(session: string, rules: ReadonlySet<string>, { waiting }: StoppedDeps): boolean {
  return waiting().some(
    // Questions name a session with how often a person began it anew.
    (ask) => ask.session.replace(/\.\d+$/, '') === session && ask.because.some((rule) => rules.has(rule)),
  );
}

function isStopped(
  session: string,
  totals: SessionTotals,
  rules: ReadonlySet<string>,
  replay: Against,
  { stateFolder, decisionsOf }: StoppedDeps,
): boolean {
  const rows = decisionsOf(session);
  const calls: readonly RecordedCall[] = [...recordedCalls(() => rows, stateFolder)];
  const stopped = calls.findLast(({ decided }) => decided.reasons.some((reason) => rules.has(reason)));
  if (stopped === undefined) {
    return false;
  }
  const { facts } = replayed(stopped, replay);
  const { calls: made, denials, labels, ageMs, callsLastMinute, repeated } = totals;
  const counted = { calls: made, denials, labels, ageMs, callsLastMinute, repeats: repeated };
  const decision = decide({ ...facts, session: counted }, decidingPolicy(replay.here, replay.catalogue));
  return decision.effect !== 'allow' && reasonsOf(decision).some((reason) => rules.has(reason));
}
