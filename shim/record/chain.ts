/** `prev` of the first record of a connection. */
export const nothingBefore = '0'.repeat(64);

/** Where a chain stands after its last record. */
export interface ChainEnd {
  readonly seq: number;
  /** SHA-256 of the last line's bytes without its line feed, lower-case hex. */
  readonly hash: string;
}

/** Builds the lines of a chain. */
export class Chain {
  #seq = 0;
  #line = '';
  #hash: string | null = nothingBefore;

  /** Adds a record. `fields` is the inside of a JSON object: what follows `seq` and `prev`. */
  link(fields: string): string {
    const prev = this.end.hash;
    this.#seq += 1;
    this.#line = `{"v":1,"seq":${this.#seq},"prev":"${prev}",${fields}}`;
    this.#hash = null;
    return this.#line;
  }

  /** Hashing the last line is left to whoever asks first: the call it records need not wait for that. */
  get end(): ChainEnd {
    this.#hash ??= hashOf(this.#line);
    return { seq: this.#seq, hash: this.#hash };
  }

  /** Works out the hash that the next record needs. */
  prepare(): void {
    this.#hash ??= hashOf(this.#line);
  }

  /** Goes back to an earlier end: what was linked since was never written. */
  returnTo(end: ChainEnd): void {
    this.#seq = end.seq;
    this.#hash = end.hash;
  }
}

export function hashOf(line: string | Buffer): string {
  return cryptography().hash('sha256', line, 'hex');
}

let loaded: typeof import('node:crypto') | null = null;

/** Loaded at the first record: by then the server has been started, and the time it takes is nobody's. */
export function cryptography(): typeof import('node:crypto') {
  loaded ??= process.getBuiltinModule('node:crypto');
  return loaded;
}
