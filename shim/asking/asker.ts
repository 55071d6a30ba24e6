import type { Clock } from '../clock.ts';
import type { Hold } from '../pipeline.ts';
import type { KeyedHash } from '../record/argument-hash.ts';
import { daemonKey } from '../record/device-key.ts';
import { type Approval, type ApprovalChannels, countsBy } from './approval.ts';
import type { AskedCall } from './asked-call.ts';
import { bindingsOf } from './bindings.ts';
import { holdLimitMs } from './hold-limits.ts';
import type { AskOutcome } from './outcome.ts';
import type { Line, LineFault } from './line.ts';
import { oneAtATime } from './lines.ts';
import { takeStanding } from './standing.ts';
import { notApproved } from './texts.ts';

/** Finds out whether a person says yes to a call. Never rejects for what others do. */
export interface Asker {
  ask(call: AskedCall, hold: Hold): Promise<AskOutcome>;
}

export interface AskerDeps {
  readonly stateFolder: string;
  readonly clock: Clock;
  /** The time that counts for what ends. */
  readonly now: () => Date;
  /** Of arguments; null without a key. Without one nothing can be approved. */
  readonly hash: () => KeyedHash | null;
  /** Whether the policy lets a client ask for us where there is no daemon. */
  readonly mayElicit: () => boolean;
  /** Where whoever decides here lets a person say yes: what was said elsewhere does not count, whenever that was. */
  readonly channels: () => ApprovalChannels;
  /** Notes in the record that a call is about to be held, so that one that dies with us leaves a trace. */
  readonly onHeld: (call: AskedCall) => void;
  readonly limitMs?: (call: AskedCall, isFollowed: boolean) => number;
}

/** Asks for a yes: of an earlier approval, then of the daemon, then of the client. */
export function createAsker(deps: AskerDeps): Asker {
  // Loaded at the first question: most connections never ask one.
  const open = async (key: Buffer): Promise<Line | LineFault> =>
    (await import('./line.ts')).openLine(deps.stateFolder, key);
  const opening = oneAtATime(open);
  return { ask: (call, hold) => ask(deps, opening, call, hold) };
}

async function ask(
  deps: AskerDeps,
  open: (key: Buffer) => Promise<Line | LineFault>,
  call: AskedCall,
  hold: Hold,
): Promise<AskOutcome> {
  const { continues } = call;
  const channels = deps.channels();
  const counts = (approval: Approval): boolean => countsBy(approval, channels);
  if (
    continues !== null &&
    counts(continues.approval) &&
    call.because.every((reason) => continues.because.includes(reason))
  ) {
    return { kind: 'approved', approval: continues.approval, isSeen: false };
  }
  const { stateFolder, clock, limitMs = ({ agent }, isFollowed) => holdLimitMs(agent, isFollowed) } = deps;
  const hash = deps.hash();
  const key = keyOf(stateFolder);
  if (hash === null || key === null) {
    return notApproved(call, 'unusable');
  }
  const bindings = bindingsOf(call, hash);
  const standing = takeStanding({ stateFolder, key }, bindings, call.term, deps.now(), counts);
  if (standing !== null) {
    return { kind: 'approved', approval: standing.approval, isSeen: standing.scope === 'once' };
  }
  deps.onHeld(call);
  const limit = limitMs(call, hold.isFollowed);
  const line = await open(key);
  if (typeof line !== 'string') {
    const { askDaemon } = await import('./ask-daemon.ts');
    return askDaemon(line, { call, bindings, hold, limitMs: limit, now: clock.now() });
  }
  if (line === 'no-daemon' && channels === 'any' && deps.mayElicit()) {
    const { askClient } = await import('./ask-client.ts');
    return (await askClient({ call, hold, limitMs: limit, clock })) ?? notApproved(call, line);
  }
  return notApproved(call, line);
}

function keyOf(stateFolder: string): Buffer | null {
  try {
    return daemonKey(stateFolder);
  } catch {
    // A state folder that can not be read or written: nobody can be asked, and the caller says so.
    return null;
  }
}
