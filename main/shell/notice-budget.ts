import type { Settings } from '../contract/settings.ts';

/** Something a person may want to be told of at once. `ask`: an agent waits. */
export type Notice =
  | { readonly kind: 'ask'; readonly key: string; readonly title: string; readonly place: string }
  | {
      readonly kind: 'drift' | 'new-server' | 'blocked' | 'tools-changed';
      readonly key: string;
      readonly title: string;
      readonly place: string;
    };

/** What was shown lately and what waits for the digest. Plain data. */
export interface Budget {
  readonly shownAt: readonly number[];
  readonly lastByKey: Readonly<Record<string, number>>;
  readonly waiting: readonly Notice[];
}

export const freshBudget: Budget = { shownAt: [], lastByKey: {}, waiting: [] };

const HOUR_MS = 3_600_000;
const SAME_WITHIN_MS = 10 * 60_000;

/**
 * Whether a notice is shown now or waits for the digest. Never more an hour than the person allows, none in quiet hours,
 * and the same thing is not told twice within ten minutes.
 */
export function afterNotice(
  budget: Budget,
  notice: Notice,
  { mostAnHour, quiet }: Settings['notifications'],
  now: Date,
): { readonly budget: Budget; readonly isShown: boolean } {
  const time = now.getTime();
  const shownAt = budget.shownAt.filter((at) => time - at < HOUR_MS);
  const last = budget.lastByKey[notice.key];
  if (last !== undefined && time - last < SAME_WITHIN_MS) {
    return { budget: { ...budget, shownAt }, isShown: false };
  }
  const lastByKey = { ...recent(budget.lastByKey, time), [notice.key]: time };
  return shownAt.length >= mostAnHour || isQuiet(quiet, now)
    ? { budget: { shownAt, lastByKey, waiting: [...budget.waiting, notice].slice(-100) }, isShown: false }
    : { budget: { shownAt: [...shownAt, time], lastByKey, waiting: budget.waiting }, isShown: true };
}

/** What waited, told together. Null when nothing did, or it is still quiet. */
export function takeDigest(
  budget: Budget,
  { quiet, mostAnHour }: Settings['notifications'],
  now: Date,
): { readonly budget: Budget; readonly notices: readonly Notice[] } | null {
  const mayTell = budget.waiting.length > 0 && mostAnHour > 0 && !isQuiet(quiet, now);
  return mayTell ? { budget: { ...budget, waiting: [] }, notices: budget.waiting } : null;
}

/** By the clock on the wall; a span may reach over midnight. */
function isQuiet(quiet: Settings['notifications']['quiet'], now: Date): boolean {
  if (quiet === null) {
    return false;
  }
  const clock = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  const { from, to } = quiet;
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}

function recent(lastByKey: Budget['lastByKey'], time: number): Budget['lastByKey'] {
  return Object.fromEntries(Object.entries(lastByKey).filter(([, at]) => time - at < SAME_WITHIN_MS));
}
