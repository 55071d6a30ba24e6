import { createHash } from 'node:crypto';

/** One labelled set: where it lies, whether its rows should be flagged, and how one is inspected. */
export interface LabelledSet {
  readonly name:
    | 'poisoned tools'
    | 'benign tools'
    | 'benign tools, hard'
    | 'injected results'
    | 'benign results'
    | 'talk about injection'
    | 'hidden text'
    | 'honest twins'
    | 'personal data'
    | 'no personal data'
    | 'secrets'
    | 'no secrets';
  readonly file: string;
  readonly wanted: boolean;
  readonly only: (row: Readonly<Record<string, unknown>>) => boolean;
  readonly inspect: (row: Readonly<Record<string, unknown>>) => boolean;
}

export interface Judged {
  readonly id: string;
  readonly source: string;
  readonly part: Part;
  /** What was inspected, where it is one text. */
  readonly text: string;
  readonly flagged: boolean;
}

/** Rules are made by looking at the tuning part alone; the other part tells how they do on what was not looked at. */
export type Part = 'tuning' | 'validation';

/** One source is wholly in one part; of the scanners' own tests one rule is, since three sources hold them all. */
function partOf({ source, rule }: Readonly<Record<string, unknown>>): Part {
  const group = typeof rule === 'string' ? `sallyport-2026:${String(source)}:${rule}` : `sallyport-2:${String(source)}`;
  const [first = 0] = createHash('sha256').update(group).digest();
  return first % 2 === 1 ? 'validation' : 'tuning';
}

export function judged(
  { only, inspect }: LabelledSet,
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly Judged[] {
  return rows.filter(only).map((row, index) => ({
    id: [row['id'], row['tool']].find((name) => typeof name === 'string') ?? `row ${index}`,
    source: String(row['source']).replace(/^repo:/, ''),
    part: partOf(row),
    text: typeof row['text'] === 'string' ? row['text'] : '',
    flagged: inspect(row),
  }));
}

/** The share of rows that were flagged. */
export function measured(rows: readonly Judged[]): number {
  return rows.filter(({ flagged }) => flagged).length / Math.max(1, rows.length);
}
