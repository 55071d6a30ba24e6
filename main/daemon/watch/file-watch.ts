import { namedPlace } from '../../../scanner/routing/named-place.ts';
import type { Candidate } from '../protect/candidates.ts';
import { readNow } from '../protect/file-bytes.ts';
import { givenBack, wrappedSince } from '../protect/wrapped-since.ts';
import { compare, type EntryChange } from './compare.ts';
import { type EntryState, entryStates } from './entry-states.ts';

/** One file as it was at the last look. */
export interface SeenFile {
  readonly candidate: Candidate;
  readonly states: readonly EntryState[];
}

export type Look =
  | {
      readonly kind: 'read';
      readonly seen: SeenFile;
      readonly changes: readonly EntryChange[];
      /** Of a guard that is gone: whether our own restore took it away. */
      readonly wasGivenBack: (change: EntryChange) => boolean;
    }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'gone' };

/** Looks at a file again. What can not be parsed at this moment is being written: the last state stays known. */
export async function lookAgain({ candidate, states }: SeenFile, stateFolder: string): Promise<Look> {
  const bytes = readNow(candidate.realPath);
  if (bytes === null) {
    return { kind: 'gone' };
  }
  const now = await entryStates(candidate, bytes, stateFolder);
  if (now === null) {
    return { kind: 'malformed' };
  }
  const changes = compare(states, now);
  const back = changes.some(({ kind }) => kind === 'guard-gone')
    ? givenBack(stateFolder, candidate.realPath)
    : new Set<string>();
  const wasGivenBack = ({ entry }: EntryChange): boolean => back.has(namedPlace(entry));
  return { kind: 'read', seen: { candidate, states: now }, changes, wasGivenBack };
}

/** What should be guarded by our own notes: what was lost while nobody watched is found at the next start. */
export async function firstLook(candidate: Candidate, stateFolder: string): Promise<SeenFile | null> {
  const bytes = readNow(candidate.realPath);
  const states = bytes === null ? null : await entryStates(candidate, bytes, stateFolder);
  if (states === null) {
    return null;
  }
  const wrapped = wrappedSince(stateFolder, candidate.realPath);
  return {
    candidate,
    states: states.map((state) => (wrapped.has(namedPlace(state)) ? { ...state, isGuarded: true } : state)),
  };
}
