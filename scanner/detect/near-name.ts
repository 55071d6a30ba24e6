import { editDistance } from './edit-distance.ts';
import { knownNames } from './known-names.ts';
import { genericWords, knownParts, partsOf } from './name-parts.ts';
import type { NameParts } from './name-parts.ts';
import { pypiName } from './package-of.ts';
import type { Package } from './package-of.ts';

/** A well-known package that a name could be taken for. `how` says in what way they differ. */
export interface NearName {
  readonly known: string;
  readonly how: 'look-alike' | 'scope' | 'slip' | 'close' | 'other-ecosystem' | 'copied';
}

/** The well-known name a package name is suspiciously close to; null when it is itself well known or close to none. */
export function nearName({ ecosystem, name }: Package): NearName | null {
  const parts = partsOf(ecosystem === 'pypi' ? pypiName(name) : name);
  const known = knownParts(ecosystem);
  // Only the owner of a scope can publish in it, so a strange name there is at worst one that does not exist.
  if (knownNames[ecosystem].has(parts.name) || known.some(({ scope }) => scope !== null && scope === parts.scope)) {
    return null;
  }
  const close = known.filter(
    ({ name: other, words }) => words.length === parts.words.length && Math.abs(parts.name.length - other.length) <= 2,
  );
  return (
    first(known, 'look-alike', ({ seen }) => seen === parts.seen) ??
    nearScope(parts, known) ??
    inOtherEcosystem(parts, ecosystem) ??
    first(close, 'slip', (other) => judgeSlip(parts, other) === 'slip') ??
    first(
      known,
      'close',
      (other) => other.flat === parts.flat || (close.includes(other) && judgeSlip(parts, other) === 'close'),
    ) ??
    // A fork, or a trap.
    first(known, 'copied', ({ scope, base, isTelling }) => isTelling && scope !== null && base === parts.base)
  );
}

function first(
  known: readonly NameParts[],
  how: NearName['how'],
  matches: (known: NameParts) => boolean,
): NearName | null {
  const other = known.find(matches);
  return other === undefined ? null : { known: other.name, how };
}

function nearScope(parts: NameParts, known: readonly NameParts[]): NearName | null {
  const near = parts.scope === null ? [] : known.filter((other) => isScopeSlip(parts, other));
  return first(near, 'scope', ({ base }) => base === parts.base) ?? first(near, 'scope', () => true);
}

/** Long scopes are rarely close by chance; a short one counts only with the same telling name behind it. */
function isScopeSlip(parts: NameParts, known: NameParts): boolean {
  if (known.scope === null || known.scope.length < 5) {
    return false;
  }
  const slips = editDistance(parts.scopeSeen, known.scopeSeen, 2);
  const allowed =
    known.scope.length >= 12 ? 2 : known.scope.length >= 8 || (known.isTelling && known.base === parts.base) ? 1 : 0;
  return slips <= allowed;
}

function inOtherEcosystem({ name, isTelling }: NameParts, ecosystem: Package['ecosystem']): NearName | null {
  const other = ecosystem === 'npm' ? 'pypi' : 'npm';
  return isTelling && knownNames[other].has(name) ? { known: name, how: 'other-ecosystem' } : null;
}

/** One word of the name differs by a slip; short words and other real words are close too often to say anything. */
function judgeSlip({ words }: NameParts, known: NameParts): 'slip' | 'close' | null {
  const differing = known.words.flatMap((word, index) =>
    word === words[index] ? [] : [[words[index] ?? '', word] as const],
  );
  const [only] = differing;
  return only === undefined || differing.length > 1 ? null : judgeWord(...only);
}

function judgeWord(word: string, known: string): 'slip' | 'close' | null {
  if (genericWords.has(word) || `${known}s` === word || `${word}s` === known || /^\d*$/.test(word)) {
    return null;
  }
  const distance = editDistance(word, known, 2);
  const isExchanged = word.length === known.length && !isSwap(word, known);
  if (genericWords.has(known)) {
    return distance === 1 && !isExchanged && known.length >= 3 && word.length >= 3 ? 'slip' : null;
  }
  if (distance === 1 && isExchanged) {
    return known.length >= 7 ? 'close' : null;
  }
  if (distance === 1) {
    return known.length >= 6 ? 'slip' : known.length >= 5 || isSwap(word, known) ? 'close' : null;
  }
  return distance === 2 && known.length >= 10 ? 'close' : null;
}

function isSwap(a: string, b: string): boolean {
  return Array.from(a).toSorted().join('') === Array.from(b).toSorted().join('');
}
