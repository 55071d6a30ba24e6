import type { Line, LineFault } from './line.ts';

/**
 * Opens lines one after the other: a client that calls fifty tools at once must not look like a flood to the daemon.
 *
 * @returns opens the next one; whoever came while an opening failed shares its failure instead of waiting as long again
 */
export function oneAtATime(
  open: (key: Buffer) => Promise<Line | LineFault>,
): (key: Buffer) => Promise<Line | LineFault> {
  let last: Promise<Line | LineFault | null> = Promise.resolve(null);
  let waiting = 0;
  return (key) => {
    const isQueued = waiting > 0;
    const next = last.then((before) => (isQueued && typeof before === 'string' ? before : open(key)));
    last = next;
    waiting += 1;
    return next.finally(() => {
      waiting -= 1;
    });
  };
}
