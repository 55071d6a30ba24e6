import { afterString } from './scan.ts';

/** A value in a line: index of its first byte and the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const openBracket = 0x5b;

/**
 * Finds a value of a line that has been parsed before, so that it can be changed and every other byte kept. Of equal keys
 * the last counts, as for `JSON.parse`.
 *
 * @param path keys and indexes from the outermost value inwards
 * @returns null when there is nothing at that place
 */
export function spanAt(line: Buffer, path: readonly (string | number)[]): Span | null {
  let span: Span = { start: afterSpace(line, 0), end: afterValue(line, afterSpace(line, 0)) };
  for (const step of path) {
    const next: Span | undefined =
      typeof step === 'number'
        ? membersOf(line, span, openBracket)[step]?.value
        : membersOf(line, span, openBrace).findLast(({ key }) => key === step)?.value;
    if (next === undefined) {
      return null;
    }
    span = next;
  }
  return span;
}

/** The items of a list, in order. */
export function itemsOf(line: Buffer, list: Span): readonly Span[] {
  return membersOf(line, list, openBracket).map(({ value }) => value);
}

/** The list with some of its items left out, as text; the others keep their bytes. */
export function listWithout(line: Buffer, list: Span, isLeftOut: (index: number) => boolean): Buffer {
  const kept = itemsOf(line, list).filter((_, index) => !isLeftOut(index));
  const parts = kept.flatMap(({ start, end }, index) => [
    Buffer.from(index === 0 ? '' : ','),
    line.subarray(start, end),
  ]);
  return Buffer.concat([Buffer.from('['), ...parts, Buffer.from(']')]);
}

/** The line with a value replaced. */
export function replaced(line: Buffer, { start, end }: Span, by: Buffer): Buffer {
  return Buffer.concat([line.subarray(0, start), by, line.subarray(end)]);
}

/** One thing in an object or a list. */
interface Member {
  /** Null in a list. */
  readonly key: string | null;
  readonly keySpan: Span | null;
  readonly value: Span;
}

/** What an object or a list holds, in order; nothing for any other value. */
export function membersIn(line: Buffer, span: Span): readonly Member[] {
  const start = afterSpace(line, span.start);
  const opening = line[start];
  return opening === openBrace || opening === openBracket
    ? membersOf(line, { start, end: afterValue(line, start) }, opening)
    : [];
}

function membersOf(line: Buffer, { start, end }: Span, opening: number): readonly Member[] {
  if (line[start] !== opening) {
    return [];
  }
  const members: Member[] = [];
  let at = afterSpace(line, start + 1);
  while (at < end - 1) {
    let key: string | null = null;
    let keySpan: Span | null = null;
    if (opening === openBrace) {
      const keyEnd = afterString(line, at + 1);
      key = String(JSON.parse(line.toString('utf8', at, keyEnd)));
      keySpan = { start: at, end: keyEnd };
      at = afterSpace(line, keyEnd);
      at = afterSpace(line, line[at] === colon ? at + 1 : at);
    }
    const value = { start: at, end: afterValue(line, at) };
    members.push({ key, keySpan, value });
    at = afterSpace(line, value.end);
    at = line[at] === comma ? afterSpace(line, at + 1) : at;
  }
  return members;
}

function afterValue(line: Buffer, start: number): number {
  const first = line[start];
  if (first === quote) {
    return afterString(line, start + 1);
  }
  if (first !== openBrace && first !== openBracket) {
    let at = start;
    while (at < line.length && !isEndOfScalar(line[at])) {
      at += 1;
    }
    return at;
  }
  let depth = 0;
  let at = start;
  while (at < line.length) {
    const byte = line[at];
    if (byte === quote) {
      at = afterString(line, at + 1);
      continue;
    }
    at += 1;
    if (byte === openBrace || byte === openBracket) {
      depth += 1;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      if (depth === 0) {
        return at;
      }
    }
  }
  return at;
}

function isEndOfScalar(byte: number | undefined): boolean {
  return byte === comma || byte === 0x7d || byte === 0x5d || isSpace(byte);
}

function afterSpace(line: Buffer, from: number): number {
  let at = from;
  while (isSpace(line[at])) {
    at += 1;
  }
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
