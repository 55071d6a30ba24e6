import { longOf, readDigits } from './long.ts';
import type { Long } from './value.ts';

/** Milliseconds since 1970 in UTC. */
export interface Datetime {
  readonly kind: 'datetime';
  readonly ms: Long;
}
export interface Duration {
  readonly kind: 'duration';
  readonly ms: Long;
}

export function datetimeOf(ms: bigint): Datetime | null {
  const long = longOf(ms);
  return long === null ? null : { kind: 'datetime', ms: long };
}

export function durationOf(ms: bigint): Duration | null {
  const long = longOf(ms);
  return long === null ? null : { kind: 'duration', ms: long };
}

/** Reads `2026-01-31`, `2026-01-31T09:00:00Z`, `…T09:00:00.000+0100`; null for anything else, also for a day that is none. */
export function parseDatetime(text: string): Datetime | null {
  const [, year, month, day, clock] = /^(\d{4})-(\d{2})-(\d{2})(T.*)?$/.exec(text) ?? [];
  const date = new Date(0);
  // Not Date.UTC: it takes the year 99 for 1999.
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // A day that is none turns up in another month.
  if (year === undefined || date.getUTCMonth() !== Number(month) - 1) {
    return null;
  }
  const ofDay = clock === undefined ? 0 : parseClock(clock);
  return ofDay === null ? null : datetimeOf(BigInt(date.getTime() + ofDay));
}

const units = [86_400_000n, 3_600_000n, 60_000n, 1000n, 1n] as const;

/** Reads `1d2h3m4s5ms`, any part left out but not all, with a `-` in front for a negative one; null for anything else. */
export function parseDuration(text: string): Duration | null {
  const parts = /^-?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  if (parts === null || text === '' || text === '-') {
    return null;
  }
  const amounts = units.map((_, at) => readDigits(parts[at + 1] ?? '0'));
  if (amounts.includes(null)) {
    return null;
  }
  const size = units.reduce((sum, unit, at) => sum + unit * (amounts[at] ?? 0n), 0n);
  return durationOf(text.startsWith('-') ? -size : size);
}

const dayMs = 86_400_000n;

/** Midnight (UTC) of the same day; null where that lies before the first moment a datetime can name. */
export function dateOf({ ms }: Datetime): Datetime | null {
  return datetimeOf(BigInt(ms) - sinceMidnight(ms));
}

export function timeOfDay({ ms }: Datetime): Duration | null {
  return durationOf(sinceMidnight(ms));
}

function sinceMidnight(ms: Long): bigint {
  const rest = BigInt(ms) % dayMs;
  return rest < 0n ? rest + dayMs : rest;
}

function parseClock(text: string): number | null {
  const parts = /^T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))?(?:Z|([+-])(\d{2})(\d{2}))$/.exec(text);
  if (parts === null) {
    return null;
  }
  const [hour = 0, minute = 0, second = 0, ms = 0] = parts.slice(1, 5).map((part) => Number(part ?? '0'));
  const [offsetHour = 0, offsetMinute = 0] = parts.slice(6, 8).map((part) => Number(part ?? '0'));
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) {
    return null;
  }
  const offset = (offsetHour * 60 + offsetMinute) * (parts[5] === '-' ? -1 : 1);
  return ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms;
}
