import { type Journal, openJournal } from './journal.ts';

/**
 * A journal that is opened by the first who needs it, and tried anew by the next where it could not be: to watch needs none,
 * and a person may move a damaged one away meanwhile.
 */
export function journalWhenNeeded(stateFolder: string): Journal {
  let opened: Journal | null = null;
  const journal = (): Journal => (opened ??= openJournal(stateFolder));
  return {
    begin: (change, now) => journal().begin(change, now),
    finish: (id, outcome) => journal().finish(id, outcome),
    unfinished: () => journal().unfinished(),
    alone: (work) => journal().alone(work),
    close: () => opened?.close(),
  };
}
