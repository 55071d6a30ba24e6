/** What the bytes of one line say about its shape, found without building anything. */
export interface Shape {
  /** Colons outside strings: the keys as written, duplicates included. */
  readonly keys: number;
  readonly containers: number;
  readonly depth: number;
  /** A carriage return outside strings; a reader that ends lines there would see other messages than we do. */
  readonly carriageReturn: boolean;
}

const quote = 0x22;
const backslash = 0x5c;
const carriageReturn = 0x0d;
const colon = 0x3a;

// Strings are walked byte by byte for this long, then by the much faster search that has a cost to start.
const walkBytes = 48;

/**
 * Measures a line in one pass. It assumes nothing: broken JSON gives numbers too, and the parser then refuses it.
 * Runs before the parser, so that a line made to fill the memory is refused unparsed.
 */
export function scanShape(line: Buffer, start: number, end: number): Shape {
  const length = end;
  let keys = 0;
  let containers = 0;
  let depth = 0;
  let deepest = 0;
  let sawCarriageReturn = false;
  let at = start;
  while (at < length) {
    const byte = line[at];
    if (byte === quote) {
      at = afterString(line, at + 1);
      continue;
    }
    if (byte === colon) {
      keys += 1;
    } else if (byte === 0x7b || byte === 0x5b) {
      containers += 1;
      depth += 1;
      if (depth > deepest) {
        deepest = depth;
      }
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
    } else if (byte === carriageReturn) {
      sawCarriageReturn = true;
    }
    at += 1;
  }
  return { keys, containers, depth: deepest, carriageReturn: sawCarriageReturn };
}

/** Index after the closing quote of the string that starts before `from`, or the end of the line. */
export function afterString(line: Buffer, from: number): number {
  const length = line.length;
  let at = from;
  let walkUntil = Math.min(length, at + walkBytes);
  while (at < length) {
    while (at < walkUntil) {
      const byte = line[at];
      if (byte === quote) {
        return at + 1;
      }
      at += byte === backslash ? 2 : 1;
    }
    if (at >= length) {
      return length;
    }
    const next = line.indexOf(quote, at);
    if (next === -1) {
      return length;
    }
    let first = next;
    while (first > at && line[first - 1] === backslash) {
      first -= 1;
    }
    if ((next - first) % 2 === 0) {
      return next + 1;
    }
    at = next + 1;
    walkUntil = Math.min(length, at + walkBytes);
  }
  return length;
}

/** Keys in a parsed value. Fewer than the keys as written means that some were written twice. */
export function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === 'object') {
        count += countKeys(item);
      }
    }
    return count;
  }
  // No list of values is made: this runs for every message.
  for (const key in value) {
    const item: unknown = Reflect.get(value, key);
    count += 1;
    if (typeof item === 'object') {
      count += countKeys(item);
    }
  }
  return count;
}
