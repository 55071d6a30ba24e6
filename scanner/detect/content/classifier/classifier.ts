import type { Surface } from '../content-finding.ts';

/**
 * A judge of texts that the organisation ships: for what no rule can see, a plain request without any marker. Local: it gets texts and
 * gives numbers. It may take its time, so that whoever asks decides what waits for it.
 */
export interface Classifier {
  /** How sure it is, from 0 to 1, that each text turns on the model that reads it; in the order of the texts. */
  readonly score: (surface: Surface, texts: readonly string[]) => Promise<readonly number[]>;
}
