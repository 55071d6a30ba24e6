import type { Evidence, Surface } from '../content-finding.ts';
import type { TextAt } from '../texts-of.ts';

/**
 * A judge of texts that the organisation ships: for what no rule can see, a plain request without any marker. Local: it gets texts and
 * gives numbers. It may take its time, so that whoever asks decides what waits for it.
 */
export interface Classifier {
  /** How sure it is, from 0 to 1, that each text turns on the model that reads it; in the order of the texts. */
  readonly score: (surface: Surface, texts: readonly string[]) => Promise<readonly number[]>;
}

/** What a classifier holds against the texts of a message, by the JSON pointer of the part they stand in. */
export type Opinions = ReadonlyMap<string, readonly Opinion[]>;

/** Evidence in one text. */
export interface Opinion {
  readonly pieces: readonly Evidence[];
  readonly at: TextAt;
}

export const noOpinions: Opinions = new Map();
