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
    | 'no personal data';
  readonly file: string;
  readonly wanted: boolean;
  readonly only: (row: Readonly<Record<string, unknown>>) => boolean;
  readonly inspect: (row: Readonly<Record<string, unknown>>) => boolean;
}

export interface Judged {
  readonly id: string;
  readonly source: string;
  readonly flagged: boolean;
}

export function judged(
  { only, inspect }: LabelledSet,
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly Judged[] {
  return rows.filter(only).map((row, index) => ({
    id: [row['id'], row['tool']].find((name) => typeof name === 'string') ?? `row ${index}`,
    source: String(row['source']).replace(/^repo:/, ''),
    flagged: inspect(row),
  }));
}

/** The share of rows that were flagged. */
export function measured(rows: readonly Judged[]): number {
  return rows.filter(({ flagged }) => flagged).length / Math.max(1, rows.length);
}
