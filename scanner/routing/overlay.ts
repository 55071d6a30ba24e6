import { createHash } from 'node:crypto';
import { at, isRecord, pointer } from '../formats/document.ts';
import type { Entry } from '../model/launch.ts';
import { type Guard, plainPrefix, readOurs, staysPlain } from './our-words.ts';

/** A server of a project file that belongs to everybody, as its client has it approved by name. */
export interface SharedEntry {
  readonly name: string;
  /** As it stands in the shared file. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly isApproved: boolean;
}

/** What becomes of the place in the person's own file that wins over a shared entry. */
export type Overlay =
  | {
      readonly kind: 'add';
      readonly at: string;
      readonly value: unknown;
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  /** The shared entry is another now, gone, or no longer approved. */
  | { readonly kind: 'withdraw'; readonly at: string }
  | { readonly kind: 'current' }
  | { readonly kind: 'none' };

/** Where Claude Code keeps servers that one person has for one project; they win over the project's own file. */
export function overlayPlace(project: string, name: string): string {
  return pointer(['projects', project, 'mcpServers', name]);
}

/**
 * Decides about one shared entry. A copy is made only of what the client has approved, and only for a project it knows;
 * the copy carries the hash of what it was made from. A person's own entry of that name is never touched.
 */
export function overlayOf(shared: SharedEntry, project: string, document: unknown, guard: Guard): Overlay {
  const { name, value, isApproved } = shared;
  const place = overlayPlace(project, name);
  const there = at(document, ['projects', project, 'mcpServers', name]);
  if (there !== undefined) {
    const hash = overlayHashIn(there);
    if (hash === null) {
      return { kind: 'none' };
    }
    return hash === entryHash(value) && isApproved ? { kind: 'current' } : { kind: 'withdraw', at: place };
  }
  const words = wordsOf(value);
  if (!isApproved || words === null || !staysPlain(name) || !isRecord(at(document, ['projects', project]))) {
    return { kind: 'none' };
  }
  const args = [...plainPrefix(name, guard, entryHash(value)), ...words];
  return {
    kind: 'add',
    at: place,
    value: { ...value, command: guard.launcher, args },
    before: words,
    after: [guard.launcher, ...args],
  };
}

/** Of the shared entry that an entry of ours is a personal copy of; null for any other. */
export function overlayHash({ launch }: Pick<Entry, 'launch'>): string | null {
  return 'problem' in launch ? null : (readOurs(launch)?.overlay ?? null);
}

function overlayHashIn(value: unknown): string | null {
  const [command, args] = [at(value, ['command']), at(value, ['args'])];
  if (typeof command !== 'string' || !Array.isArray(args) || !args.every((word) => typeof word === 'string')) {
    return null;
  }
  return overlayHash({ launch: { transport: 'stdio', command, args, env: new Map(), envFile: null, cwd: null } });
}

function wordsOf(value: SharedEntry['value']): readonly string[] | null {
  const { command, args = [] } = value;
  const list: readonly unknown[] | null = Array.isArray(args) ? args : null;
  return typeof command === 'string' && command !== '' && list?.every((word) => typeof word === 'string') === true
    ? [command, ...list]
    : null;
}

/** The order of keys counts as well: who changes a shared entry in any way has it looked at again. */
function entryHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
