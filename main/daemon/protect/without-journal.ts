import { SallyportError } from '../../../scanner/model/errors.ts';
import { type Journal, openJournal } from './journal.ts';
import { recover } from './recover.ts';

/** For giving files back when the journal is lost: the backups and the entries say enough, only two at once are not kept apart. */
const none: Journal = {
  begin: () => undefined,
  finish: () => undefined,
  unfinished: () => [],
  alone: (work) => work(),
  close: () => undefined,
};

/** The journal, with what an earlier run left unfinished settled; where it can not be opened one that remembers nothing, and a note. */
export function journalOrNone(stateFolder: string): { readonly journal: Journal; readonly note: string | null } {
  try {
    const journal = openJournal(stateFolder);
    recover(journal, stateFolder);
    return { journal, note: null };
  } catch (error) {
    if (error instanceof SallyportError) {
      return {
        journal: none,
        note: `${error.message}; files are given back from the backups and the entries themselves`,
      };
    }
    throw error;
  }
}
