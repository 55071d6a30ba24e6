import { knownNames } from './known-names.ts';
import { asSeen } from './look-alikes.ts';
import type { Package } from './package-of.ts';

/** A package name taken apart for comparing. */
export interface NameParts {
  readonly name: string;
  readonly scope: string | null;
  /** The name without its scope. */
  readonly base: string;
  readonly words: readonly string[];
  /** As a hurried reader sees it, separators left out. */
  readonly seen: string;
  /** Letters and digits alone, scope included. */
  readonly flat: string;
  readonly scopeSeen: string;
  /** Whether the base holds a word that says which server it is. */
  readonly isTelling: boolean;
}

/** Words that say nothing about which server it is. */
export const genericWords: ReadonlySet<string> = new Set([
  'mcp',
  'server',
  'servers',
  'tool',
  'tools',
  'ai',
  'cli',
  'js',
  'py',
  'labs',
  'mcps',
  'serve',
  'service',
]);

export function partsOf(name: string): NameParts {
  const scope = /^@([^/]+)\//.exec(name)?.[1] ?? null;
  const base = name.replace(/^@[^/]+\//, '');
  return {
    name,
    scope,
    base,
    words: name.split(/[-_./@]+/),
    seen: asSeen(name).replaceAll(/[-_.]/g, ''),
    flat: name.replaceAll(/[-_./@]/g, ''),
    scopeSeen: asSeen(scope ?? '').replaceAll(/[-_.]/g, ''),
    isTelling: base.split(/[-_.]+/).some((word) => word !== '' && !genericWords.has(word)),
  };
}

const remembered = new Map<Package['ecosystem'], readonly NameParts[]>();

/** The well-known names of an ecosystem, taken apart once: every server of a laptop is compared with all of them. */
export function knownParts(ecosystem: Package['ecosystem']): readonly NameParts[] {
  const known = remembered.get(ecosystem) ?? Array.from(knownNames[ecosystem], partsOf);
  remembered.set(ecosystem, known);
  return known;
}

let words: ReadonlySet<string> | null = null;

/** Every single word of the well-known names, as a hurried reader sees it. */
export function knownWords(): ReadonlySet<string> {
  words ??= new Set([...knownParts('npm'), ...knownParts('pypi')].flatMap((known) => known.words).map(asSeen));
  return words;
}
