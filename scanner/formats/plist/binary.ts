import { deepestLevel } from '../nesting.ts';
import { PlistFault } from './fault.ts';

const headerBytes = 8;
const trailerBytes = 32;
/** Small objects may stand in many places: what they unfold to is counted, not what the file holds. */
const mostValues = 200_000;
/** 2001-01-01, from which dates are counted in seconds. */
const epochMs = 978_307_200_000;

/**
 * Reads the binary form: objects one behind the other, a table of where each begins, and a trailer about the table.
 *
 * @throws PlistFault
 */
export function parseBinaryPlist(bytes: Uint8Array): unknown {
  return new Reader(bytes).top();
}

class Reader {
  readonly #bytes: Buffer;
  readonly #starts: readonly number[];
  readonly #refBytes: number;
  readonly #top: number;
  #met = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const trailer = bytes.length - trailerBytes;
    if (trailer < headerBytes) {
      throw new PlistFault('the file is cut off');
    }
    const offsetBytes = this.#uint(trailer + 6, 1);
    this.#refBytes = this.#uint(trailer + 7, 1);
    const count = this.#uint(trailer + 8, 8);
    this.#top = this.#uint(trailer + 16, 8);
    const table = this.#uint(trailer + 24, 8);
    if (!isWidth(offsetBytes) || !isWidth(this.#refBytes) || table + count * offsetBytes > trailer) {
      throw new PlistFault('its table of objects lies outside of the file');
    }
    this.#starts = Array.from({ length: count }, (_, index) => this.#uint(table + index * offsetBytes, offsetBytes));
  }

  top(): unknown {
    return this.#object(this.#top, 0);
  }

  #object(index: number, depth: number): unknown {
    const start = this.#starts[index];
    this.#met += 1;
    if (start === undefined || depth > deepestLevel || this.#met > mostValues) {
      throw new PlistFault(start === undefined ? 'an object is not there' : 'it unfolds to more than we read');
    }
    const marker = this.#uint(start, 1);
    const low = marker & 0x0f;
    switch (marker >> 4) {
      case 0x0:
        return simple(low);
      case 0x1:
        return this.#integer(start + 1, 2 ** low);
      case 0x2:
        return this.#real(start + 1, 2 ** low);
      case 0x3:
        return dateText(this.#real(start + 1, 8));
      case 0x4:
        return this.#units(start, 1).toString('base64');
      case 0x5:
        return this.#units(start, 1).toString('latin1');
      case 0x6:
        return Buffer.from(this.#units(start, 2)).swap16().toString('utf16le');
      case 0x8:
        return this.#uint(start + 1, low + 1);
      case 0xa:
      case 0xc:
        return this.#references(start, 1).map((one) => this.#object(one, depth + 1));
      case 0xd:
        return this.#dictionary(this.#references(start, 2), depth);
      default:
        throw new PlistFault('it holds an object of an unknown kind');
    }
  }

  #dictionary(references: readonly number[], depth: number): unknown {
    const half = references.length / 2;
    const dictionary = Object.create(null) as Record<string, unknown>;
    for (let at = 0; at < half; at += 1) {
      const key = this.#object(references[at] ?? -1, depth + 1);
      if (typeof key !== 'string') {
        throw new PlistFault('a key is no text');
      }
      dictionary[key] = this.#object(references[half + at] ?? -1, depth + 1);
    }
    return dictionary;
  }

  #references(start: number, each: number): readonly number[] {
    const width = this.#refBytes;
    const units = this.#units(start, each * width);
    const from = units.byteOffset - this.#bytes.byteOffset;
    return Array.from({ length: units.length / width }, (_, at) => this.#uint(from + at * width, width));
  }

  /** What follows a marker: as many units as it says itself, or as the integer behind it says. */
  #units(start: number, unitBytes: number): Buffer {
    const low = this.#uint(start, 1) & 0x0f;
    const isLong = low === 0x0f;
    const width = isLong ? 2 ** (this.#uint(start + 1, 1) & 0x0f) : 0;
    const count = isLong ? this.#integer(start + 2, width) : low;
    const from = start + 1 + (isLong ? 1 + width : 0);
    const end = from + count * unitBytes;
    if (count < 0 || end > this.#bytes.length - trailerBytes) {
      throw new PlistFault('an object reaches beyond the file');
    }
    return this.#bytes.subarray(from, end);
  }

  #integer(start: number, width: number): number {
    // Short ones have no sign; of the longest, the upper half is only there for the sign.
    return width < 8 ? this.#uint(start, width) : Number(this.#bytesAt(start, width).readBigInt64BE(width - 8));
  }

  #real(start: number, width: number): number {
    const slice = this.#bytesAt(start, width);
    return width === 4 ? slice.readFloatBE() : width === 8 ? slice.readDoubleBE() : Number.NaN;
  }

  #uint(start: number, width: number): number {
    return Number(`0x${this.#bytesAt(start, width).toString('hex')}`);
  }

  #bytesAt(start: number, width: number): Buffer {
    if (!(start >= 0 && width >= 1 && width <= 16 && start + width <= this.#bytes.length)) {
      throw new PlistFault('an object reaches beyond the file');
    }
    return this.#bytes.subarray(start, start + width);
  }
}

function isWidth(bytes: number): boolean {
  return bytes === 1 || bytes === 2 || bytes === 4 || bytes === 8 || bytes === 3;
}

function simple(low: number): unknown {
  return low === 0x8 ? false : low === 0x9 ? true : null;
}

function dateText(seconds: number): string {
  const date = new Date(epochMs + seconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
