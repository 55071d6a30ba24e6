import type { Settings } from '../contract/settings.ts';
import type { NoticeKind } from './words.ts';

/** Something a person may want to be told of at once. */
export interface Notice {
  readonly kind: NoticeKind;
  /** The same key is the same news. */
  readonly key: string;
  readonly title: string;
  /** What the window shows when the person wants to see it. */
  readonly place: string;
  /** How many things it tells of. */
  readonly count: number;
}

/** What was shown lately and what waits for the digest. Plain data. */
export interface Budget {
  readonly shownAt: readonly number[];
  /** When each was told last, oldest first. */
  readonly lastByKey: ReadonlyMap<string, number>;
  readonly waiting: readonly Notice[];
  /** When the digest had its turn last. */
  readonly digestAt: number;
}

type Limits = Settings['notifications'];

const HOUR_MS = 3_600_000;
const SAME_WITHIN_MS = 10 * 60_000;
const MOST_KEYS = 200;

export function freshBudget(now: Date): Budget {
  return { shownAt: [], lastByKey: new Map(), waiting: [], digestAt: now.getTime() };
}

/**
 * Whether a notice is shown now or waits for the digest. Never more an hour than the person allows, none in quiet hours,
 * and the same thing is not told twice within ten minutes. A third of the hour is for asks: somebody waits for their answer.
 */
export function afterNotice(
  budget: Budget,
  notice: Notice,
  limits: Limits,
  now: Date,
): { readonly budget: Budget; readonly isShown: boolean } {
  const time = now.getTime();
  const last = budget.lastByKey.get(notice.key);
  if (last !== undefined && isWithin(SAME_WITHIN_MS, last, time)) {
    return { budget, isShown: false };
  }
  const lastByKey = withLast(budget.lastByKey, notice.key, time);
  return hasRoom(budget, notice.kind, limits, now)
    ? { budget: { ...budget, lastByKey, shownAt: [...lately(budget, time), time] }, isShown: true }
    : { budget: { ...budget, lastByKey, waiting: [...budget.waiting, notice].slice(-100) }, isShown: false };
}

/**
 * What waited, told together: at the time of day the person chose, else as soon as there is room for a notice. A digest
 * counts as one; its turn passes when nothing waits, and stays while there is no room.
 */
export function takeDigest(
  budget: Budget,
  limits: Limits,
  now: Date,
): { readonly budget: Budget; readonly notices: readonly Notice[] } {
  const time = now.getTime();
  const isDue =
    limits.digestAt === null || budget.digestAt > time || budget.digestAt < lastTimeOf(limits.digestAt, now);
  if (!isDue || (budget.waiting.length > 0 && !hasRoom(budget, 'digest', limits, now))) {
    return { budget, notices: [] };
  }
  const shownAt = budget.waiting.length === 0 ? budget.shownAt : [...lately(budget, time), time];
  return { budget: { ...budget, shownAt, waiting: [], digestAt: time }, notices: budget.waiting };
}

/** Leaves out what waits and is not so any more. */
export function withoutWaiting(budget: Budget, isOver: (notice: Notice) => boolean): Budget {
  return { ...budget, waiting: budget.waiting.filter((notice) => !isOver(notice)) };
}

/** What these were about is settled: when it comes again, it is news. */
export function withoutTold(budget: Budget, keys: ReadonlySet<string>): Budget {
  return { ...budget, lastByKey: new Map([...budget.lastByKey].filter(([key]) => !keys.has(key))) };
}

function hasRoom(budget: Budget, kind: NoticeKind | 'digest', { mostAnHour, quiet }: Limits, now: Date): boolean {
  const forAsks = kind === 'ask' ? 0 : Math.floor(mostAnHour / 3);
  return lately(budget, now.getTime()).length < mostAnHour - forAsks && !isQuiet(quiet, now);
}

function lately({ shownAt }: Budget, time: number): readonly number[] {
  return shownAt.filter((at) => isWithin(HOUR_MS, at, time));
}

/** What lies ahead of a clock that was set back is as good as long ago: else nothing would be told until it comes. */
function isWithin(ms: number, at: number, time: number): boolean {
  return at <= time && time - at < ms;
}

/** By the clock on the wall; a span may reach over midnight. */
function isQuiet(quiet: Limits['quiet'], now: Date): boolean {
  if (quiet === null) {
    return false;
  }
  const clock = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  const { from, to } = quiet;
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}

/** When it was last so late on the wall. */
function lastTimeOf(clock: string, now: Date): number {
  const at = new Date(now);
  at.setHours(Number(clock.slice(0, 2)), Number(clock.slice(3)), 0, 0);
  if (at > now) {
    at.setDate(at.getDate() - 1);
  }
  return at.getTime();
}

/** Whoever makes up ever new names is told of again rather than remembered without end. */
function withLast(lastByKey: Budget['lastByKey'], key: string, time: number): Budget['lastByKey'] {
  const others = [...lastByKey].filter(([one, at]) => one !== key && isWithin(SAME_WITHIN_MS, at, time));
  return new Map([...others.slice(1 - MOST_KEYS), [key, time]]);
}
