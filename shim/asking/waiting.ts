import type { Hold } from '../pipeline.ts';
import { holdingText } from './texts.ts';

const progressEveryMs = 10_000;

/** Gives the outcome of a held call: the first one counts. @returns false when there was one already */
type Settle<Outcome> = (outcome: Outcome) => boolean;

export interface Held<Outcome> {
  readonly hold: Hold;
  readonly limitMs: number;
  /** The client has waited as long as it does. */
  readonly onLimit: () => Outcome;
  /** Nobody waits any more. */
  readonly onAbandoned: () => Outcome;
}

/** Holds a call: tells the client at once and every ten seconds, and gives up in time. */
export function holdUntil<Outcome>(
  { hold, limitMs, onLimit, onAbandoned }: Held<Outcome>,
  begin: (settle: Settle<Outcome>) => void,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let isOver = false;
    const settle = (outcome: Outcome): boolean => {
      if (isOver) {
        return false;
      }
      isOver = true;
      clearTimeout(limit);
      clearInterval(progress);
      resolve(outcome);
      return true;
    };
    const end = (give: () => Outcome): void => {
      if (!isOver) {
        settle(give());
      }
    };
    const limit = setTimeout(() => end(onLimit), limitMs);
    const progress = setInterval(() => hold.progress(holdingText), progressEveryMs);
    hold.progress(holdingText);
    hold.onAbandoned(() => end(onAbandoned));
    if (!isOver) {
      begin(settle);
    }
  });
}
