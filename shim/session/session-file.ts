import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../framing/message.ts';
import { linesOf, writeLine } from '../record/own-lines.ts';
import { noRounds, repeatsOf, type Rounds, timesInARow, withCall } from './rounds.ts';

/** What all connections of one session have done together. */
export interface SessionTotals {
  readonly calls: number;
  /** Since a person has last looked. */
  readonly denials: number;
  /** Marks the session took on, in the order they came. */
  readonly labels: readonly string[];
  readonly ageMs: number;
  /** Since a person has last looked. */
  readonly callsLastMinute: number;
  /** How often the newest call was made in a row, alone or as part of a round; 0 where calls are not told apart. */
  readonly repeated: number;
  /** How often a call was made in a row until now, by its hash, alone or as part of a round. */
  repeatsOf(call: string): number;
}

export type SessionEntry =
  | { readonly kind: 'call'; readonly call: string; readonly effect: 'allow' | 'deny' }
  /** A call that was noted before it was answered did not run: a person said no, or nobody said anything. */
  | { readonly kind: 'denied' }
  | { readonly kind: 'label'; readonly label: string }
  /** A person has approved something: what looked like a runaway until now does not count any more. */
  | { readonly kind: 'looked' }
  /** A person has started it anew: what was before does not count, labels included. */
  | { readonly kind: 'reset' };

/** A moment: for people, and on the clock that never goes back and that all processes of this machine share. */
export interface Moment {
  readonly wall: Date;
  readonly machineMs: number;
}

/** What the machine's clock showed when this process began to count. */
const startedMs = Number(process.hrtime.bigint() / 1_000_000n) - performance.now();

export function momentNow(): Moment {
  return { wall: new Date(), machineMs: Math.floor(startedMs + performance.now()) };
}

const idleMs = 8 * 3_600_000;
const minuteMs = 60_000;
/** More calls than this in a minute are not told apart: every limit is far below. */
const mostTimes = 1000;

/**
 * `sessions/<key>.jsonl`, which every shim of a session appends to and reads before it decides. Only what was added
 * since the last reading is read.
 */
export class SessionFile {
  readonly #path: string;
  #file: number | null = null;
  #readBytes = 0;
  #state = fresh(null);
  #resets = 0;

  constructor(stateFolder: string, key: string) {
    this.#path = sessionPath(stateFolder, key);
  }

  /** One write, so that lines of several shims do not mix. @throws when the disk does not take all of it */
  add(entry: SessionEntry, at: Moment): void {
    const line = { v: 1, time: at.wall.toISOString(), ms: at.machineMs, ...entry };
    writeLine(this.#open(), JSON.stringify(line));
  }

  totals(at: Moment): SessionTotals {
    this.#readOn();
    if (at.machineMs - (this.#state.last ?? at.machineMs) > idleMs) {
      this.#state = fresh(null);
    }
    const { calls, denials, labels, times, rounds, first } = this.#state;
    return {
      calls,
      denials,
      labels: [...labels],
      ageMs: at.machineMs - (first ?? at.machineMs),
      callsLastMinute: times.filter((ms) => ms > at.machineMs - minuteMs).length,
      repeated: timesInARow(rounds),
      repeatsOf: (call) => repeatsOf(rounds, call),
    };
  }

  /** How often a person has started it anew. */
  resets(): number {
    this.#readOn();
    return this.#resets;
  }

  close(): void {
    if (this.#file !== null) {
      closeSync(this.#file);
      this.#file = null;
    }
  }

  #readOn(): void {
    const file = this.#open();
    const { size, nlink, ino } = fstatSync(file);
    if (nlink === 0 && statSync(this.#path, { throwIfNoEntry: false })?.ino !== ino) {
      // It was taken away. Whoever joins the session now begins another one: so all go on in that.
      this.close();
      this.#readBytes = 0;
      this.#readOn();
      return;
    }
    if (size < this.#readBytes) {
      // It was emptied: all that stands in it now is new.
      this.#readBytes = 0;
    }
    if (size === this.#readBytes) {
      return;
    }
    const bytes = Buffer.alloc(size - this.#readBytes);
    const read = readSync(file, bytes, 0, bytes.length, this.#readBytes);
    // Half a line belongs to the next reading.
    const end = bytes.subarray(0, read).lastIndexOf(0x0a) + 1;
    this.#readBytes += end;
    for (const line of linesOf(bytes.toString('utf8', 0, end))) {
      const entry = entryOf(line);
      if (entry !== null) {
        this.#state = after(this.#state, entry);
        this.#resets += entry.kind === 'reset' ? 1 : 0;
      }
    }
  }

  #open(): number {
    if (this.#file === null) {
      mkdirSync(join(this.#path, '..'), { recursive: true, mode: 0o700 });
      this.#file = openSync(this.#path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
    }
    return this.#file;
  }
}

export function sessionPath(stateFolder: string, key: string): string {
  return join(stateFolder, 'sessions', `${key}.jsonl`);
}

/**
 * Removes files of sessions that are over and did nothing since before the given day; `yyyy-mm-dd`. On a machine that slept for
 * days no time has passed for the session of a client that slept with it.
 */
export function dropSessionsBefore(stateFolder: string, oldest: string, machineMs: number): void {
  const folder = join(stateFolder, 'sessions');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names.filter((one) => one.endsWith('.jsonl'))) {
    const path = join(folder, name);
    const last = statSync(path, { throwIfNoEntry: false })?.mtime.toISOString() ?? '';
    if (last !== '' && last < oldest && isOver(readFileSync(path, 'utf8'), machineMs)) {
      rmSync(path, { force: true });
    }
  }
}

/** It rested too long, or is of before the machine was started, when its clock stood higher. */
function isOver(text: string, machineMs: number): boolean {
  const ms =
    linesOf(text)
      .map(entryOf)
      .findLast((entry) => entry !== null)?.ms ?? -Infinity;
  return ms > machineMs || machineMs - ms > idleMs;
}

interface State {
  readonly calls: number;
  readonly denials: number;
  readonly labels: ReadonlySet<string>;
  /** Machine times of the calls of the last minute. */
  readonly times: readonly number[];
  readonly rounds: Rounds;
  /** Machine times of the first and the last entry; null when there is none. */
  readonly first: number | null;
  readonly last: number | null;
}

function fresh(at: number | null): State {
  return {
    calls: 0,
    denials: 0,
    labels: new Set(),
    times: [],
    rounds: noRounds,
    first: at,
    last: at,
  };
}

type ReadEntry = SessionEntry & { readonly ms: number };

function after(before: State, entry: ReadEntry): State {
  const { ms } = entry;
  const hasRested = before.last !== null && ms - before.last > idleMs;
  const state = { ...(hasRested || before.first === null ? fresh(ms) : before), last: ms };
  switch (entry.kind) {
    case 'call':
      return {
        ...state,
        calls: state.calls + 1,
        denials: state.denials + (entry.effect === 'deny' ? 1 : 0),
        times: [...state.times.filter((one) => one > ms - minuteMs), ms].slice(-mostTimes),
        rounds: withCall(state.rounds, entry.call),
      };
    case 'denied':
      return { ...state, denials: state.denials + 1 };
    case 'label':
      return state.labels.has(entry.label) ? state : { ...state, labels: new Set([...state.labels, entry.label]) };
    case 'looked':
      return { ...state, denials: 0, times: [], rounds: noRounds };
    case 'reset':
      return fresh(ms);
    default:
      return entry;
  }
}

function entryOf(line: string): ReadEntry | null {
  const value = parsed(line);
  const ms = value?.['ms'];
  if (value === null || typeof ms !== 'number') {
    return null;
  }
  const { kind, call, effect, label } = value;
  if (kind === 'call' && typeof call === 'string' && (effect === 'allow' || effect === 'deny')) {
    return { kind, call, effect, ms };
  }
  if (kind === 'label' && typeof label === 'string') {
    return { kind, label, ms };
  }
  return kind === 'denied' || kind === 'looked' || kind === 'reset' ? { kind, ms } : null;
}

function parsed(line: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    // The empty end of the file, or a line that a full disk has cut.
    return null;
  }
}
