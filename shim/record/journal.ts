import type { Clock } from '../clock.ts';
import { Chain, type ChainEnd } from './chain.ts';
import { gapFields } from './fields.ts';
import { Stamp } from './stamp.ts';
import { segmentFile } from './trace-files.ts';
import type { SegmentFile, SegmentFolder } from './segment.ts';

export interface JournalOptions {
  readonly folder: SegmentFolder;
  readonly clock: Clock;
  readonly session: string;
  readonly connection: string;
  /** `disk` waits until the disk has it; records that arrive meanwhile share the next wait. */
  readonly durability: 'os' | 'disk';
  /** Fields of the record each segment starts with. */
  readonly opening: (continues: (ChainEnd & { readonly segment: string }) | null) => string;
  readonly segmentBytes?: number;
  /** Hears at the end how many records could never be written. */
  readonly onLost?: (records: number) => void;
}

const defaultSegmentBytes = 8 * 1024 * 1024;
/** Outcomes wait this long for one another, and the head may lag as much. */
const settleMs = 25;
const mostLater = 8;
/** So long what is written may go to a file that somebody has taken away. */
const lookEveryMs = 250;

interface Segment {
  readonly file: SegmentFile;
  readonly path: string;
  readonly day: string;
  sizeBytes: number;
  lookedAtMs: number;
}

/** The records of one connection, in chained segments. */
export class Journal {
  readonly #options: JournalOptions;
  readonly #chain = new Chain();
  readonly #stamp = new Stamp();
  readonly #who: string;
  #pending: string[] = [];
  #segment: Segment | null = null;
  #segments = 0;
  #head: ReturnType<SegmentFolder['createHead']> | null = null;
  #lost: { count: number; readonly since: string } | null = null;
  #later: string[] = [];
  #perhaps: string[] = [];
  #timer: NodeJS.Timeout | null = null;
  #syncing = false;
  #waiting: ((written: boolean) => void)[] = [];

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#who = `"session":"${options.session}","connection":"${options.connection}"`;
  }

  /** Adds a record to those that the next `commit` writes. */
  append(fields: string): void {
    this.#pending.push(this.#stamped(fields));
  }

  /** Adds a record that may come after others, a moment later: nothing is forwarded on the strength of it. */
  appendLater(fields: string): void {
    this.#later.push(this.#stamped(fields));
    this.#settleSoon();
  }

  /** Adds a record that is only written if another one is. */
  appendIfMore(fields: string): void {
    this.#perhaps.push(this.#stamped(fields));
  }

  /** Whether anything stands in a file, or is about to. */
  get isStarted(): boolean {
    return this.#segment !== null || this.#timer !== null || this.#lost !== null || this.#pending.length > 0;
  }

  /** For moments in which nobody waits for us: writes late records, and does ahead what the next one needs. */
  prepare(): void {
    if (this.#later.length >= mostLater) {
      this.flush();
    }
    this.#chain.prepare();
  }

  /** Writes everything, the late records too. */
  flush(): void {
    const more = this.#pending.length + this.#later.length > 0 || this.#segment !== null;
    this.#pending.push(...(more ? this.#perhaps.splice(0) : []), ...this.#later.splice(0));
    this.#write();
  }

  /** Drops what was appended and not written. */
  forget(): void {
    this.#pending = [];
    this.#later = [];
    this.#perhaps = [];
  }

  /**
   * Writes what was appended.
   *
   * @returns whether it is written; with `disk` durability a promise of it. False means that none of the records since
   *   the last commit exists, and that a gap will be recorded as soon as anything can be
   */
  commit(): boolean | Promise<boolean> {
    const written = this.#write();
    if (!written || this.#options.durability === 'os') {
      return written;
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#sync();
    });
  }

  /** Writes the rest and leaves. */
  close(): void {
    this.flush();
    if (this.#lost !== null) {
      this.#options.onLost?.(this.#lost.count);
    }
    if (this.#segment !== null) {
      this.#writeHead(this.#segment.path, true);
    }
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
    this.#segment?.file.close();
    this.#head?.close();
    this.#segment = null;
    this.#head = null;
  }

  #write(): boolean {
    const fields = this.#pending;
    if (fields.length === 0) {
      return this.#lost === null;
    }
    this.#pending = [];
    let before = this.#chain.end;
    try {
      this.#turnPage();
      before = this.#chain.end;
      this.#put(this.#lost === null ? fields : [this.#gap(this.#lost), ...fields]);
      this.#lost = null;
    } catch {
      // The caller hears of it and decides by the mode; the gap is recorded when writing works again.
      this.#chain.returnTo(before);
      if (this.#segment === null) {
        this.#head?.discard();
        this.#head = null;
      }
      this.#lost ??= { count: 0, since: this.#options.clock.now().toISOString() };
      this.#lost.count += fields.length;
      return false;
    }
    this.#settleSoon();
    return true;
  }

  #put(records: readonly string[]): void {
    let text = '';
    for (const fields of records) {
      text += `${this.#chain.link(fields)}\n`;
    }
    if (this.#segment !== null) {
      this.#segment.sizeBytes += this.#segment.file.append(text);
    }
  }

  /** Starts the first segment, and the next at midnight (UTC), when this one is full, or when it was taken away. */
  #turnPage(): void {
    const {
      folder,
      clock,
      session,
      connection,
      durability,
      opening,
      segmentBytes = defaultSegmentBytes,
    } = this.#options;
    const now = clock.now();
    const day = this.#stamp.of(now).slice(0, 10);
    const current = this.#segment;
    if (
      current !== null &&
      current.day === day &&
      current.sizeBytes < segmentBytes &&
      current.file.isWhole() &&
      isThere(current, now.getTime())
    ) {
      return;
    }
    if (durability === 'disk') {
      // Who waits for the disk now will be told when the next segment is there: this one must be there before it.
      current?.file.settle();
    }
    const path = `${day}/${segmentFile(`${session}-${connection}`, this.#segments + 1)}`;
    if (current === null) {
      // A chain without a head is then always one that somebody took it from, however early its writer was killed.
      this.#writeHead(path, false);
    }
    const file = folder.create(path, durability === 'disk');
    const continues = current === null ? null : { ...this.#chain.end, segment: current.path };
    const sizeBytes = this.#open(file, opening(continues));
    this.#segments += 1;
    current?.file.close();
    this.#segment = { file, path, day, sizeBytes, lookedAtMs: now.getTime() };
    if (current !== null) {
      // It goes with the last segment that is dropped, and a connection that rests for days has only those.
      this.#head?.close();
      this.#head = null;
      this.#writeHead(path, false);
    }
  }

  /** Writes the first record. A segment that can not take it is not left behind: each try would leave another one. */
  #open(file: SegmentFile, fields: string): number {
    try {
      return file.append(`${this.#chain.link(this.#stamped(fields))}\n`);
    } catch (error) {
      file.discard();
      throw error;
    }
  }

  #stamped(fields: string): string {
    return `"time":"${this.#stamp.of(this.#options.clock.now())}",${this.#who},${fields}`;
  }

  #gap(lost: { readonly count: number; readonly since: string }): string {
    const until = this.#options.clock.now().toISOString();
    return this.#stamped(gapFields('record-unwritable', { records: lost.count, since: lost.since, until }));
  }

  #settleSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.flush();
      if (this.#segment !== null) {
        this.#writeHead(this.#segment.path, false);
      }
    }, settleMs).unref();
  }

  /** The head tells a reader how long the chain was at least, should its tail be cut off. */
  #writeHead(segment: string, ended: boolean): void {
    try {
      this.#head ??= this.#options.folder.createHead(`heads/${this.#options.session}-${this.#options.connection}.json`);
      this.#head.write(`${JSON.stringify({ segment, ...this.#chain.end, ended })}\n`);
    } catch {
      // A missing or late head loses no record: `log verify` then reports the head or the tail.
      return;
    }
  }

  #sync(): void {
    if (this.#syncing || this.#waiting.length === 0) {
      return;
    }
    const file = this.#segment?.file;
    const group = this.#waiting;
    this.#waiting = [];
    if (file === undefined) {
      group.forEach((tell) => tell(false));
      return;
    }
    this.#syncing = true;
    file.sync((error) => {
      this.#syncing = false;
      group.forEach((tell) => tell(error === null));
      this.#sync();
    });
  }
}

function isThere(segment: Segment, nowMs: number): boolean {
  if (Math.abs(nowMs - segment.lookedAtMs) < lookEveryMs) {
    return true;
  }
  segment.lookedAtMs = nowMs;
  return segment.file.isThere();
}
