import type { RefusedFrame } from './message.ts';
import { IdFinder, salvaged } from './salvage.ts';

const newline = 0x0a;

/** 64 MB: room for a 16 MB result with every byte escaped, and an end to what one line can make us hold. */
export const defaultLineCapBytes = 64 * 1024 * 1024;

const mostParts = 64;
const largestMerged = 16 * 1024;

export type Line =
  /** The bytes as they came, line end included. */
  | { readonly kind: 'line'; readonly bytes: Buffer }
  | { readonly kind: 'overlong'; readonly frame: RefusedFrame; readonly sizeBytes: number };

/** Cuts a byte stream at line feeds, and at nothing else. Holds at most one unfinished line, up to the cap. */
export class LineReader {
  readonly #capBytes: number;
  #parts: Buffer[] = [];
  #held = 0;
  #discarding: { readonly finder: IdFinder; sizeBytes: number } | null = null;

  constructor(capBytes: number) {
    this.#capBytes = capBytes;
  }

  push(chunk: Buffer): readonly Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      lines.push(this.#finish(chunk.subarray(from, at + 1)));
      from = at + 1;
    }
    if (from < chunk.length) {
      this.#keep(from === 0 ? chunk : chunk.subarray(from));
    }
    return lines;
  }

  /** What stands after the last line feed when the stream ends. */
  end(): Line | null {
    return this.#held === 0 && this.#discarding === null ? null : this.#finish(Buffer.alloc(0));
  }

  #finish(rest: Buffer): Line {
    if (this.#discarding === null && this.#held + rest.length > this.#capBytes) {
      this.#discard();
    }
    if (this.#discarding !== null) {
      const { finder, sizeBytes } = this.#discarding;
      finder.push(rest);
      this.#discarding = null;
      return { kind: 'overlong', frame: salvaged(finder, 'too-long', -32600), sizeBytes: sizeBytes + rest.length };
    }
    if (this.#held === 0) {
      return { kind: 'line', bytes: rest };
    }
    const bytes = Buffer.concat([...this.#parts, rest], this.#held + rest.length);
    this.#parts = [];
    this.#held = 0;
    return { kind: 'line', bytes };
  }

  #keep(part: Buffer): void {
    if (this.#discarding !== null) {
      this.#discarding.finder.push(part);
      this.#discarding.sizeBytes += part.length;
      return;
    }
    this.#parts.push(part);
    this.#held += part.length;
    if (this.#parts.length > mostParts) {
      this.#mergeSmall();
    }
    if (this.#held > this.#capBytes) {
      this.#discard();
    }
  }

  /** A line that trickles in byte by byte would need a hundred times its size. Equals are merged, as in a binary counter. */
  #mergeSmall(): void {
    for (
      let last = this.#parts.at(-1), before = this.#parts.at(-2);
      last && before;
      last = this.#parts.at(-1), before = this.#parts.at(-2)
    ) {
      if (before.length > last.length || last.length > largestMerged) {
        return;
      }
      this.#parts.splice(-2, 2, Buffer.concat([before, last]));
    }
  }

  #discard(): void {
    const finder = new IdFinder();
    for (const part of this.#parts) {
      finder.push(part);
    }
    this.#discarding = { finder, sizeBytes: this.#held };
    this.#parts = [];
    this.#held = 0;
  }
}
