/** More calls than this in one round are not told from a person's own way of working. */
const longestRound = 4;

/** The last calls of a session, and for each length of a round how many of them in a row were made one round before too. */
export interface Rounds {
  readonly last: readonly string[];
  readonly again: readonly number[];
}

export const noRounds: Rounds = { last: [], again: Array.from({ length: longestRound }, () => 0) };

/** @param call a hash of what is called with what; empty where calls are not told apart, and then like no other */
export function withCall({ last, again }: Rounds, call: string): Rounds {
  return {
    last: [...last, call].slice(-longestRound),
    again: again.map((count, at) => (call !== '' && last.at(-1 - at) === call ? count + 1 : 0)),
  };
}

/**
 * How often a call was made in a row until now, alone or as part of a round: who makes two calls in turn for ever repeats himself as much
 * as who makes one. A round in which one call differs each time, such as an edit between two runs of the tests, is none.
 */
export function repeatsOf(rounds: Rounds, call: string): number {
  // The times that the call had been made are those once it is made, but one.
  return Math.max(0, timesInARow(withCall(rounds, call)) - 1);
}

/** How often the newest call was made in a row, itself counted; 0 without one, and where calls are not told apart. */
export function timesInARow({ last, again }: Rounds): number {
  return (last.at(-1) ?? '') === '' ? 0 : 1 + Math.max(...again.map((count, at) => Math.floor(count / (at + 1))));
}
