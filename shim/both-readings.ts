import type { Ruling, RulingNotes } from './pipeline.ts';

/**
 * The ruling about a call that two readers may read differently: it runs only where both may, and owes what either owes.
 * Approvals of both are needed where both are asked about; the record names the one of the reading that we show.
 */
export function bothReadings(one: Ruling, other: Ruling): Ruling {
  if (one.effect === 'deny') {
    return one;
  }
  if (other.effect === 'deny') {
    return other;
  }
  const lockdownWould = strictestFirst.find((effect) => effect === one.lockdownWould || effect === other.lockdownWould);
  const undecided = one.undecided ?? other.undecided;
  const notes = one.notes && other.notes ? together(one.notes, other.notes) : (one.notes ?? other.notes);
  return {
    effect: 'allow',
    because: union(one.because, other.because),
    ...(lockdownWould === undefined ? {} : { lockdownWould }),
    ...(notes === undefined ? {} : { notes }),
    ...(undecided === undefined ? {} : { undecided }),
  };
}

const strictestFirst = ['deny', 'ask', 'allow'] as const;

function together(one: RulingNotes, other: RulingNotes): RulingNotes {
  return {
    ...one,
    obligations: {
      redact: union(one.obligations.redact, other.obligations.redact),
      record: union(one.obligations.record, other.obligations.record),
    },
    observed: union(one.observed, other.observed),
    matched: { ...other.matched, ...one.matched },
    asked: one.asked || other.asked,
    approval: one.approval ?? other.approval,
  };
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}
