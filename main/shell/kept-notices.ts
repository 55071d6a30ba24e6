import { join } from 'node:path';
import * as z from 'zod';
import { readState, writeState } from '../daemon/state-file.ts';
import type { Notice } from './notice-budget.ts';

/** What waits for the digest, kept while the app does not run. */
export interface KeptNotices {
  read(): readonly Notice[];
  write(waiting: readonly Notice[]): void;
}

const MOST = 100;
const kept = z.array(
  z.object({
    // Questions end with the daemon they were put to.
    kind: z.enum(['blocked', 'tools-changed', 'drift', 'new-server']),
    key: z.string(),
    title: z.string(),
    place: z.string(),
    count: z.number().int().positive(),
  }),
);

/** `notices.json` of the state folder, written when it says something else than before. */
export function keptNotices(stateFolder: string): KeptNotices {
  const path = join(stateFolder, 'notices.json');
  let written = '[]';
  return {
    read: () => {
      const known = parsed(readState(path) ?? '[]').slice(-MOST);
      written = JSON.stringify(known);
      return known;
    },
    write: (waiting) => {
      const text = JSON.stringify(waiting.filter(({ kind }) => kind !== 'ask').slice(-MOST));
      if (text !== written) {
        writeState(path, text, 'crash');
        written = text;
      }
    },
  };
}

function parsed(text: string): readonly Notice[] {
  try {
    const read = kept.safeParse(JSON.parse(text));
    return read.success ? read.data : [];
  } catch {
    // Cut off by a full disk, or by another hand: what waited is in the window all the same.
    return [];
  }
}
