import type { SessionFacts } from '../../policy/decide/facts.ts';
import type { Moment, SessionFile, SessionTotals } from '../session/session-file.ts';

/** Of a session in which nothing has happened, and for what is not decided by it. */
export const noSession: SessionFacts = {
  labels: [],
  calls: 0,
  denials: 0,
  ageMs: 0,
  callsLastMinute: 0,
  repeats: 0,
};

/**
 * What policies see of a session.
 *
 * @param call hash of the call that is decided; empty when no two calls are known to be the same
 * @returns null where its file can not be read; the policies that look at it say what that means
 */
export function sessionFacts(session: SessionFile, call: string, at: Moment): SessionFacts | null {
  const totals = totalsOf(session, at);
  if (totals === null) {
    return null;
  }
  const { calls, denials, labels, ageMs, callsLastMinute } = totals;
  return { calls, denials, labels, ageMs, callsLastMinute, repeats: call === '' ? 0 : totals.repeatsOf(call) };
}

function totalsOf(session: SessionFile, at: Moment): SessionTotals | null {
  try {
    return session.totals(at);
  } catch {
    // The faults of the policies that look at it stand in the record.
    return null;
  }
}
