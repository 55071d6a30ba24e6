import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './clock.ts';
import { isObject } from './framing/message.ts';

/** Remembers that a server says nothing to `server/discover`, so that its client need not wait so long the next time. */
export interface EraMemory {
  /** It stayed silent lately. */
  isSilent(): boolean;
  noteSilent(): void;
  /** It has answered: what was noted is wrong by now. */
  forget(): void;
}

/** A note that is wrong would never mend itself: after this time the server is given its full time again. */
const goodForMs = 7 * 24 * 60 * 60 * 1000;

export const noMemory: EraMemory = { isSilent: () => false, noteSilent: () => undefined, forget: () => undefined };

/**
 * Notes below `eras/`, a file for each command line.
 *
 * @param nameOf hash of the command line; null where nothing can be hashed, and then nothing is remembered
 */
export function eraMemory(stateFolder: string, clock: Clock, nameOf: () => string | null): EraMemory {
  const folder = join(stateFolder, 'eras');
  const withFile = (run: (path: string) => void): void => {
    const name = nameOf();
    if (name === null) {
      return;
    }
    try {
      run(join(folder, `${name.slice(0, 32)}.json`));
    } catch {
      // A folder that can not be written costs the memory, and with it seconds at the next start.
    }
  };
  return {
    isSilent: () => {
      let isSilent = false;
      withFile((path) => {
        const ageMs = clock.now().getTime() - notedAt(path);
        isSilent = ageMs >= 0 && ageMs < goodForMs;
      });
      return isSilent;
    },
    noteSilent: () =>
      withFile((path) => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(path, `${JSON.stringify({ v: 1, discovery: 'silent', at: clock.now().toISOString() })}\n`, {
          mode: 0o600,
        });
      }),
    forget: () => withFile((path) => rmSync(path, { force: true })),
  };
}

function notedAt(path: string): number {
  const note: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return isObject(note) && typeof note['at'] === 'string' ? Date.parse(note['at']) : Number.NaN;
}
