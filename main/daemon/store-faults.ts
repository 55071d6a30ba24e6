import { existsSync, renameSync } from 'node:fs';
import { SallyportError } from '../../scanner/model/errors.ts';

/** A fault of the file itself: its bytes, or tables and documents that are not what we write. */
export function isDamaged(error: unknown): boolean {
  const code = codeOf(error);
  return (
    error instanceof SyntaxError ||
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_NOTADB' ||
    // Our own statements are right: one that does not fit finds other tables than ours.
    code === 'SQLITE_ERROR'
  );
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** What keeps a store that is made anew from being read, for people; an error that is no fault of the file comes back as it is. */
export function storeFault(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (isDamaged(error)) {
    return unreadable(
      `the store ${file} is damaged`,
      'Run `sallyport doctor`: it is made anew from what the shims wrote.',
      error,
    );
  }
  if (!/^(?:SQLITE_|E[A-Z]+$)/.test(code)) {
    return error;
  }
  const remedy = /^SQLITE_(?:BUSY|LOCKED)/.test(code)
    ? 'Another program keeps it locked: end that, or try again in a moment.'
    : code === 'SQLITE_FULL'
      ? 'Make room on the disk, then try again.'
      : 'Make it a file that you may read and write, or move it away: it is made anew.';
  return unreadable(`the store ${file} can not be used (${code})`, remedy, error);
}

/** What was asked while the store of the trace proved damaged, and was begun anew. */
export function begunAnew(cause: unknown): SallyportError {
  return unreadable(
    'the store of the trace was damaged, and is made anew from what the shims wrote',
    'Ask again in a moment.',
    cause,
  );
}

function unreadable(message: string, remedy: string, cause: unknown): SallyportError {
  return new SallyportError({ code: 'STORE_UNREADABLE', message, remedy, cause });
}

/** Moves a store out of the way, with the log that belongs to it: left behind, SQLite would replay it into the next store. */
export function setAside(file: string): string {
  const aside = `${file}.damaged-${Date.now()}`;
  for (const ending of ['', '-wal', '-shm']) {
    if (existsSync(file + ending)) {
      renameSync(file + ending, aside + ending);
    }
  }
  return aside;
}

/**
 * Runs what reads and writes a store: a fault becomes a sentence and the answer that stands for not knowing.
 *
 * @param close lets go of the file, which Windows does not move while somebody holds it
 */
export function watching(
  file: string,
  close: () => void,
): {
  readonly attempt: <Answer>(work: () => Answer, otherwise: Answer) => Answer;
  readonly faults: () => readonly string[];
} {
  const faults = new Set<string>();
  let isAside = false;
  const attempt = <Answer>(work: () => Answer, otherwise: Answer): Answer => {
    if (isAside) {
      return otherwise;
    }
    try {
      return work();
    } catch (error) {
      if (isDamaged(error)) {
        isAside = true;
        close();
        faults.add(afterDamage(file));
      } else if (codeOf(error).startsWith('SQLITE_')) {
        faults.add(`the store ${file} failed (${codeOf(error)}): this scan may not be remembered`);
      } else {
        throw error;
      }
      return otherwise;
    }
  };
  return { attempt, faults: () => [...faults] };
}

function afterDamage(file: string): string {
  try {
    return `the store was damaged; it was set aside as ${setAside(file)}, and this scan is not remembered`;
  } catch (error) {
    return `the store ${file} is damaged and could not be set aside (${codeOf(error)}): this scan is not remembered`;
  }
}
