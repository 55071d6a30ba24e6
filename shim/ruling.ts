import { readAction } from './action.ts';
import { bothReadings } from './both-readings.ts';
import type { Message } from './framing/message.ts';
import type { Action, Call, ContentFinding, Inspection, Judges, Ruling } from './pipeline.ts';

/** A ruling, and what went wrong on the way to it. */
export interface Ruled {
  readonly ruling: Ruling;
  /** Set when the decision itself failed and the mode decided. */
  readonly failure: string | null;
}

const undecidedReason = 'could-not-decide';
const undecidedText =
  'Sallyport could not decide about this call, and on this computer such calls are not passed on. ' +
  'Run "sallyport doctor", then try again. Do not retry unchanged.';

/** Decides about a call. What inspection blocks is denied without asking further. */
export function ruleOn(judges: Judges, call: Call, inspection: Inspection): Ruled | Promise<Ruled> {
  if (inspection.outcome === 'block') {
    return blocked(judges, call, inspection);
  }
  const other = otherReading(call.message);
  try {
    const first = judges.decide(call);
    const second = other === null ? first : judges.decide({ ...call, action: other, continues: null });
    if (isPromise(first) || isPromise(second)) {
      return Promise.all([first, second]).then(
        ([one, two]) => settled(one === two ? one : bothReadings(one, two)),
        (error: unknown) => undecided(judges, error),
      );
    }
    return settled(first === second ? first : bothReadings(first, second));
  } catch (error) {
    return undecided(judges, error);
  }
}

/** Looks into a message; an inspection that fails is one that was not made, and decides like any other failure. */
export function inspected(judges: Judges, look: () => Inspection): Inspection {
  try {
    return look();
  } catch {
    return uninspectable(judges);
  }
}

/** The same for a look that may take its time. The promise never rejects. */
export function inspectedInTime(
  judges: Judges,
  look: () => Inspection | Promise<Inspection>,
): Inspection | Promise<Inspection> {
  try {
    const looked = look();
    return isPromise(looked) ? looked.catch(() => uninspectable(judges)) : looked;
  } catch {
    return uninspectable(judges);
  }
}

function uninspectable(judges: Judges): Inspection {
  const findings = [uninspected];
  return judges.mode() === 'monitor'
    ? { outcome: 'pass', inspected: 'none', findings }
    : { outcome: 'block', inspected: 'partial', findings, text: undecidedText };
}

const uninspected: ContentFinding = { rule: 'content/could-not-inspect', severity: 'high', where: '' };

/**
 * Decides about a call of which nobody can tell what inspection finds in it. What policy forbids or asks holds all the same; what
 * would pass is one that could not be decided.
 *
 * @param decide by everything but that
 */
export function uninspectedRuling(
  { mode }: Pick<Judges, 'mode'>,
  error: unknown,
  decide: (found: ContentFinding) => Ruling | Promise<Ruling>,
): Ruling | Promise<Ruling> {
  const found: ContentFinding = mode() === 'monitor' ? uninspected : { ...uninspected, actions: ['block'] };
  const told = (ruling: Ruling): Ruling => ({
    ...ruling,
    ...(ruling.effect === 'allow' ? { because: [...ruling.because, undecidedReason], lockdownWould: 'deny' } : {}),
    undecided: codeOf(error),
  });
  const ruled = decide(found);
  return isPromise(ruled) ? ruled.then(told) : told(ruled);
}

/** Counts like any other denial, and stays one where it can not be counted. */
function blocked(judges: Judges, call: Call, { findings, text }: Extract<Inspection, { outcome: 'block' }>): Ruled {
  const ruling = { effect: 'deny', because: findings.map(({ rule }) => rule), text } as const;
  try {
    judges.noteDenied(call);
    return settled(ruling);
  } catch (error) {
    return { ruling, failure: codeOf(error) };
  }
}

function otherReading(message: Message): Action | null {
  return message.kind === 'response' || message.firstKeyWins === null
    ? null
    : readAction(message.method, message.firstKeyWins);
}

function settled(ruling: Ruling): Ruled {
  return { ruling, failure: ruling.undecided ?? null };
}

function undecided(judges: Judges, error: unknown): Ruled {
  const failure = codeOf(error);
  const because = [undecidedReason];
  return judges.mode() === 'monitor'
    ? { ruling: { effect: 'allow', because, lockdownWould: 'deny' }, failure }
    : { ruling: { effect: 'deny', because, text: undecidedText }, failure };
}

/** What went wrong, as a short word for the record. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'INTERNAL';
}

export function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return value instanceof Promise;
}
