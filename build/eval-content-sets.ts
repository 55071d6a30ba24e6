import { createHash } from 'node:crypto';

/** One labelled set: where it lies, whether its rows should be found and acted on, and how one is inspected. */
export interface LabelledSet {
  readonly name:
    | 'poisoned tools'
    | 'benign tools'
    | 'benign tools, hard'
    | 'poisoned tools, beside others'
    | 'benign tools, beside others'
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
  readonly inspect: (row: Readonly<Record<string, unknown>>) => Outcome;
}

/** What the detectors say of one row, and whether the preset `balanced` does anything about it. */
export interface Outcome {
  readonly found: boolean;
  readonly acted: boolean;
}

export interface Judged extends Outcome {
  readonly id: string;
  readonly source: string;
  readonly part: Part;
  /** What was inspected, where it is one text. */
  readonly text: string;
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
    ...inspect(row),
  }));
}

/** The share of rows that were flagged. */
export function measured(rows: readonly Judged[], by: keyof Outcome): number {
  return rows.filter((row) => row[by]).length / Math.max(1, rows.length);
}
