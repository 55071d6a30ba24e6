import type { Span } from './content-finding.ts';
import { decodeRun, type Decoded } from './decodings.ts';

/** Shorter lines are words of a list. */
const shortestLine = 40;
const longestBlock = 131_072;
const lastLine = /\r?\n([A-Za-z0-9+/]{1,200}={0,2})(?![^\s"'<])/y;

/**
 * What stands in base64 that was cut into lines of one length, as mail and `base64 FILE` write it.
 *
 * @param runs unbroken runs of the text, in order
 */
export function fromWrappedBase64(text: string, runs: readonly Span[]): readonly Decoded[] {
  const found: Decoded[] = [];
  let block: Span[] = [];
  const close = (): void => {
    const decoded = block.length === 0 ? null : decodeBlock(text, block);
    found.push(...(decoded === null ? [] : [decoded]));
    block = [];
  };
  for (const run of runs) {
    const [first] = block;
    const last = block.at(-1);
    const goesOn =
      first !== undefined &&
      last !== undefined &&
      sizeOf(last) === sizeOf(first) &&
      sizeOf(run) <= sizeOf(first) &&
      run.end - first.start <= longestBlock &&
      /^\r?\n$/.test(text.slice(last.end, Math.min(run.start, last.end + 3)));
    if (!goesOn) {
      close();
    }
    if (goesOn || sizeOf(run) >= shortestLine) {
      block.push(run);
    }
  }
  close();
  return found;
}

function sizeOf({ start, end }: Span): number {
  return end - start;
}

function decodeBlock(text: string, lines: readonly Span[]): Decoded | null {
  const all = [...lines, ...shortLineBehind(text, lines)];
  if (all.length < 2) {
    return null;
  }
  const joined = all.map(({ start, end }) => text.slice(start, end)).join('');
  const decoded = decodeRun(joined, { start: 0, end: joined.length });
  return decoded === null
    ? null
    : {
        span: { start: all[0]?.start ?? 0, end: all.at(-1)?.end ?? 0 },
        decoded: decoded.decoded,
        origin: (part) => inLines(all, decoded.origin(part)),
      };
}

/** The last line may be too short to be a run of its own. */
function shortLineBehind(text: string, lines: readonly Span[]): readonly Span[] {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined || sizeOf(last) < sizeOf(first)) {
    return [];
  }
  lastLine.lastIndex = last.end;
  const line = lastLine.exec(text)?.[1];
  return line === undefined || line.length >= sizeOf(first)
    ? []
    : [{ start: lastLine.lastIndex - line.length, end: lastLine.lastIndex }];
}

/** All lines but the last are equally long. */
function inLines(lines: readonly Span[], { start, end }: Span): Span {
  const at = (offset: number): number => {
    const size = Math.max(1, lines[0] === undefined ? 1 : sizeOf(lines[0]));
    const index = Math.min(lines.length - 1, Math.floor(offset / size));
    return (lines[index]?.start ?? 0) + (offset - index * size);
  };
  return { start: at(start), end: at(end - 1) + 1 };
}
