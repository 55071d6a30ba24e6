import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../framing/message.ts';

/** What all connections of one session have done together. */
export interface SessionTotals {
  readonly calls: number;
  readonly denials: number;
  /** Marks the session took on, with the time each first came; ISO 8601. */
  readonly labels: ReadonlyMap<string, string>;
}

export type SessionEntry =
  | { readonly kind: 'calls'; readonly calls: number; readonly denials: number }
  | { readonly kind: 'label'; readonly label: string }
  /** A person has started it anew: what was before does not count. */
  | { readonly kind: 'reset' };

/**
 * `sessions/<key>.jsonl`, which every shim of a session appends to and reads before it decides. Only what was added
 * since the last reading is read.
 */
export class SessionFile {
  readonly #path: string;
  #file: number | null = null;
  #readBytes = 0;
  #calls = 0;
  #denials = 0;
  #labels = new Map<string, string>();

  constructor(stateFolder: string, key: string) {
    this.#path = join(stateFolder, 'sessions', `${key}.jsonl`);
  }

  /** One write, so that lines of several shims do not mix. */
  add(entry: SessionEntry, at: Date): void {
    writeSync(this.#open(), `${JSON.stringify({ v: 1, time: at.toISOString(), ...entry })}\n`);
  }

  totals(): SessionTotals {
    const file = this.#open();
    const { size } = fstatSync(file);
    if (size > this.#readBytes) {
      const bytes = Buffer.alloc(size - this.#readBytes);
      const read = readSync(file, bytes, 0, bytes.length, this.#readBytes);
      // Half a line belongs to the next reading.
      const end = bytes.subarray(0, read).lastIndexOf(0x0a) + 1;
      this.#readBytes += end;
      bytes
        .toString('utf8', 0, end)
        .split('\n')
        .forEach((line) => this.#count(line));
    }
    return { calls: this.#calls, denials: this.#denials, labels: this.#labels };
  }

  close(): void {
    if (this.#file !== null) {
      closeSync(this.#file);
      this.#file = null;
    }
  }

  #open(): number {
    if (this.#file === null) {
      mkdirSync(join(this.#path, '..'), { recursive: true, mode: 0o700 });
      this.#file = openSync(this.#path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
    }
    return this.#file;
  }

  #count(line: string): void {
    const entry = entryOf(line);
    switch (entry?.['kind']) {
      case 'calls':
        this.#calls += Number(entry['calls']);
        this.#denials += Number(entry['denials']);
        return;
      case 'label':
        if (!this.#labels.has(String(entry['label']))) {
          this.#labels.set(String(entry['label']), String(entry['time']));
        }
        return;
      case 'reset':
        this.#calls = 0;
        this.#denials = 0;
        this.#labels = new Map();
    }
  }
}

function entryOf(line: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    // The empty end of the file, or a line that a full disk has cut.
    return null;
  }
}
