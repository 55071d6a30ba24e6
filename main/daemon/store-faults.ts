import { existsSync, renameSync } from 'node:fs';

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
