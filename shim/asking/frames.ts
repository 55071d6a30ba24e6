const lineFeed = 0x0a;

/** Cuts a stream into lines of bounded length. */
export class Frames {
  #rest: Buffer[] = [];
  #restBytes = 0;
  #limitBytes: number;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Peers that have shown who they are may say more at once. */
  allow(limitBytes: number): void {
    this.#limitBytes = limitBytes;
  }

  /** @returns whole lines without their ends; null when one is too long, after which the stream is of no use */
  push(chunk: Buffer): readonly string[] | null {
    const lines: string[] = [];
    let from = 0;
    for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, from)) {
      if (this.#restBytes + at - from > this.#limitBytes) {
        return null;
      }
      lines.push(Buffer.concat([...this.#rest, chunk.subarray(from, at)]).toString('utf8'));
      this.#rest = [];
      this.#restBytes = 0;
      from = at + 1;
    }
    const rest = chunk.subarray(from);
    if (rest.length > 0) {
      this.#rest.push(rest);
      this.#restBytes += rest.length;
    }
    return this.#restBytes > this.#limitBytes ? null : lines;
  }
}
