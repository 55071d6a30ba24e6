/** ISO 8601 text of times that come close to one another: only the milliseconds are written anew. */
export class Stamp {
  #second = -1;
  #text = '';

  /** `yyyy-mm-dd` of the last time given. */
  get day(): string {
    return this.#text.slice(0, 10);
  }

  of(time: Date): string {
    const ms = time.getTime();
    const second = Math.floor(ms / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#text = time.toISOString().slice(0, 20);
    }
    return `${this.#text}${String(ms - second * 1000).padStart(3, '0')}Z`;
  }
}
