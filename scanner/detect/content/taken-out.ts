import type { Evidence } from './content-finding.ts';

/** As `redacted` leaves them. */
const mark = /‹redacted(?::[a-z0-9-]{1,60})?›/g;

/** One says it: they stand for the same mistake. */
const most = 20;

/** Finds the marks that redaction leaves, in what is sent to a server: written into a file, they take the place of what was there. */
export function findTakenOut(text: string): readonly Evidence[] {
  return text.includes('‹redacted')
    ? Array.from(text.matchAll(mark), ({ 0: { length }, index: start }): Evidence => ({
        rule: 'written-back',
        tier: 'hard',
        severity: 'high',
        confidence: 'certain',
        span: { start, end: start + length },
      })).slice(0, most)
    : [];
}
