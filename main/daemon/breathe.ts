import type { Files } from '../../scanner/files.ts';

const WORK_MS = 5;

/** Lets others have a turn: what waits for the disk, a socket or a clock is served before it goes on. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** To be called between small pieces of work: lets others have a turn once enough of it was done since the last. */
export function turns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since >= WORK_MS) {
      await breathe();
      since = performance.now();
    }
  };
}

/** The same files, between whose readings others have a turn: a local disk answers so fast that nobody else would. */
export function givingTurns(files: Files): Files {
  const turn = turns();
  return {
    ...files,
    read: async (path, limitBytes) => {
      await turn();
      return files.read(path, limitBytes);
    },
  };
}
