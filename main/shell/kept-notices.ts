import { join } from 'node:path';
import * as z from 'zod';
import { readState, writeState } from '../daemon/state-file.ts';
import type { Notice } from './notice-budget.ts';
import type { NoticeKind } from './words.ts';

/** What waits for the digest, kept while the app does not run. */
export interface KeptNotices {
  read(): readonly Notice[];
  write(waiting: readonly Notice[]): void;
}

const MOST = 100;
/** Questions end with the daemon they were put to. */
const kinds: Readonly<Record<Exclude<NoticeKind, 'ask'>, true>> = {
  blocked: true,
  'tools-changed': true,
  found: true,
  drift: true,
  'new-server': true,
};
const kept = z.object({
  kind: z.enum(Object.keys(kinds) as (keyof typeof kinds)[]),
  key: z.string(),
  title: z.string(),
  place: z.string(),
  count: z.number().int().positive(),
});

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

/** One that a newer version left, or that was spoiled, costs none of the others. */
function parsed(text: string): readonly Notice[] {
  try {
    const all: unknown = JSON.parse(text);
    return (Array.isArray(all) ? all : []).flatMap((one) => kept.safeParse(one).data ?? []);
  } catch {
    // Cut off by a full disk, or by another hand: what waited is in the window all the same.
    return [];
  }
}
