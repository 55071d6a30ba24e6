import type { Files } from '../../scanner/files.ts';

/** Lets others have a turn: what waits for the disk, a socket or a clock is served before it goes on. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The same files, between whose readings others have a turn: a local disk answers so fast that nobody else would. */
export function givingTurns(files: Files): Files {
  return {
    ...files,
    read: async (path, limitBytes) => {
      await breathe();
      return files.read(path, limitBytes);
    },
  };
}
