import compareSemver from 'semver/functions/compare.js';
import validSemver from 'semver/functions/valid.js';
import validRange from 'semver/ranges/valid.js';
import { comparePep440, parsePep440 } from './pep440.ts';
import type { Ecosystem } from './purl.ts';

/** Versions between two bounds; a missing bound is open. */
export interface Interval {
  readonly from: Bound | null;
  readonly to: Bound | null;
}
interface Bound {
  readonly version: string;
  readonly inclusive: boolean;
}
/** Any of these intervals. */
export interface VersionRange {
  readonly ecosystem: Ecosystem;
  readonly intervals: readonly Interval[];
}

/**
 * Reads a range such as `>=1.2.0 <2.0.0 || =3.1.0`, `^1.4` (npm only), `>=1,<2` (PyPI) or `*`.
 *
 * @returns null when it is no range of this ecosystem
 */
export function parseRange(ecosystem: Ecosystem, text: string): VersionRange | null {
  const canonical = ecosystem !== 'npm' || arePlainComparators(text) ? text : validRange(text);
  if (canonical === null || text.trim() === '') {
    return null;
  }
  const intervals = canonical.split('||').map((part) => parseInterval(ecosystem, part));
  return intervals.some((interval) => interval === null)
    ? null
    : { ecosystem, intervals: intervals.filter((interval) => interval !== null) };
}

/** Whether a version lies in a range, pre-releases included. @returns null when the version is no version */
export function isWithin(version: string, range: VersionRange): boolean | null {
  if (!isVersion(range.ecosystem, version)) {
    return null;
  }
  return range.intervals.some(({ from, to }) => {
    const low = from === null ? 1 : compareVersions(range.ecosystem, version, from.version);
    const high = to === null ? -1 : compareVersions(range.ecosystem, version, to.version);
    return (low > 0 || (low === 0 && from?.inclusive === true)) && (high < 0 || (high === 0 && to?.inclusive === true));
  });
}

/**
 * Whether the newest version surely lies in the range, whichever it is: of all versions, or of those that `asked` allows. A range
 * without an upper end is met by the newest of them as soon as its lower end, a version that exists, is among them.
 */
export function reachesNewest(range: VersionRange, asked: VersionRange | null = null): boolean {
  return range.intervals.some(
    ({ from, to }) =>
      to === null && (asked === null || from === null || (from.inclusive && isWithin(from.version, asked) === true)),
  );
}

/** Whether some version may lie in both ranges. */
export function mayMeet(a: VersionRange, b: VersionRange): boolean {
  return a.intervals.some((one) => b.intervals.some((other) => overlap(a.ecosystem, one, other)));
}

/** Whether every version of one range lies in the other. */
export function isInside(inner: VersionRange, outer: VersionRange): boolean {
  const { ecosystem } = outer;
  const reaches = (a: Bound | null, b: Bound | null, sign: 1 | -1): boolean => {
    if (a === null || b === null) {
      return a === null;
    }
    const order = compareVersions(ecosystem, a.version, b.version) * sign;
    return order < 0 || (order === 0 && (a.inclusive || !b.inclusive));
  };
  return inner.intervals.every((part) =>
    outer.intervals.some((whole) => reaches(whole.from, part.from, 1) && reaches(whole.to, part.to, -1)),
  );
}

function overlap(ecosystem: Ecosystem, a: Interval, b: Interval): boolean {
  const isBefore = (low: Bound | null, high: Bound | null): boolean => {
    if (low === null || high === null) {
      return true;
    }
    const order = compareVersions(ecosystem, low.version, high.version);
    return order < 0 || (order === 0 && low.inclusive && high.inclusive);
  };
  return isBefore(a.from, b.to) && isBefore(b.from, a.to);
}

export function isVersion(ecosystem: Ecosystem, text: string): boolean {
  if (plainVersion.test(text)) {
    return true;
  }
  return ecosystem === 'npm' ? validSemver(text, true) !== null : parsePep440(text) !== null;
}

/** Below zero when `a` comes first. Both must be versions. */
export function compareVersions(ecosystem: Ecosystem, a: string, b: string): number {
  if (plainVersion.test(a) && plainVersion.test(b)) {
    return comparePlain(a, b);
  }
  if (ecosystem === 'npm') {
    return compareSemver(a, b, true);
  }
  const [left, right] = [parsePep440(a), parsePep440(b)];
  return left === null || right === null ? 0 : comparePep440(left, right);
}

// Nearly every version is three plain numbers, which npm and PyPI order alike. semver is right for the rest, but building its
// expressions costs a start more than all comparisons together.
const plainVersion = /^(?:0|[1-9]\d{0,14})\.(?:0|[1-9]\d{0,14})\.(?:0|[1-9]\d{0,14})$/;

function arePlainComparators(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return words.every((word) => word === '*' || word === '||' || plainVersion.test(word.replace(/^(?:[<>]=?|=)/, '')));
}

function comparePlain(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

function parseInterval(ecosystem: Ecosystem, text: string): Interval | null {
  let interval: Interval = { from: null, to: null };
  for (const part of text
    .replaceAll(',', ' ')
    .replaceAll(/([<>=]=?)\s+/g, '$1')
    .trim()
    .split(/\s+/)) {
    const [, operator = '', version = ''] = /^(>=|<=|>|<|={0,3})(.*)$/.exec(part) ?? [];
    if (part === '*' || part === '') {
      continue;
    }
    if (!isVersion(ecosystem, version)) {
      return null;
    }
    const bound = { version, inclusive: !/^[<>]$/.test(operator) };
    // One bound a side: a range that names two lower ends is not one that people write.
    if (operator.startsWith('>')) {
      interval = { ...interval, from: bound };
    } else if (operator.startsWith('<')) {
      interval = { ...interval, to: bound };
    } else {
      interval = { from: bound, to: bound };
    }
  }
  return interval;
}
