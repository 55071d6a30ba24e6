const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;

/**
 * A SQLite file with what stands in its write-ahead log put where it belongs, as the next reader would see it. Only changes that
 * were finished count. The result no longer asks for a log.
 *
 * @see https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
export function withLog(file: Uint8Array, log: Uint8Array): Uint8Array {
  const { frames, pageBytes, pages } = finishedFrames(log);
  // A log can add no more than it holds, whatever it says.
  const isUsable = frames.length > 0 && pages * pageBytes <= file.length + log.length;
  const whole = new Uint8Array(isUsable ? pages * pageBytes : file.length);
  whole.set(file.subarray(0, whole.length));
  for (const { page, content } of isUsable ? frames : []) {
    const at = (page - 1) * pageBytes;
    if (at + pageBytes <= whole.length) {
      whole.set(content, at);
    }
  }
  if (whole.length > 20) {
    // Versions of the format for writers and readers: 1 is without a log.
    whole.fill(1, 18, 20);
  }
  return whole;
}

function finishedFrames(log: Uint8Array): {
  readonly frames: readonly { readonly page: number; readonly content: Uint8Array }[];
  readonly pageBytes: number;
  readonly pages: number;
} {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  if (log.length < HEADER || (view.getUint32(0) & ~1) >>> 0 !== MAGIC) {
    return { frames: [], pageBytes: 0, pages: 0 };
  }
  const pageBytes = view.getUint32(8);
  const isOfThisRound = (at: number): boolean =>
    view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20);
  const all: { page: number; content: Uint8Array }[] = [];
  let finished = 0;
  let pages = 0;
  const step = FRAME_HEADER + pageBytes;
  const room = pageBytes < 512 ? 0 : Math.floor((log.length - HEADER) / step);
  for (let index = 0; index < room && isOfThisRound(HEADER + index * step); index += 1) {
    const at = HEADER + index * step;
    all.push({ page: view.getUint32(at), content: log.subarray(at + FRAME_HEADER, at + step) });
    const sizeAfter = view.getUint32(at + 4);
    if (sizeAfter > 0) {
      finished = all.length;
      pages = sizeAfter;
    }
  }
  return { frames: all.slice(0, finished), pageBytes, pages };
}
