import type { FrameFault, MessageId, RefusedFrame } from './message.ts';

const quote = 0x22;
const longestToken = 1100;

type Where = 'before-key' | 'in-key' | 'after-key' | 'before-value' | 'in-value' | 'in-text-value';

/**
 * Finds the `id` of the outermost object in bytes that may be cut, broken or too long to keep, byte by byte.
 * It only serves to answer a frame that is refused anyway.
 */
export class IdFinder {
  #depth = 0;
  #where: Where = 'before-key';
  #escaped = false;
  #token: number[] = [];
  #keyIsId = false;
  #found: string | null = null;
  #sawMethod = false;
  #sawOutcome = false;

  push(bytes: Buffer): void {
    for (const byte of bytes) {
      this.#step(byte);
    }
  }

  /** JSON text of the last whole `id` seen so far; the last one, because that is what parsers keep. */
  get raw(): string | null {
    return this.#found;
  }

  /** Whether the frame asks something. */
  get isRequest(): boolean {
    return this.#sawMethod;
  }

  /** Whether it answers something: it says so, or asks nothing. A broken frame may do both. */
  get isResponse(): boolean {
    return this.#sawOutcome || !this.#sawMethod;
  }

  #step(byte: number): void {
    if (this.#where === 'in-key' || this.#where === 'in-text-value') {
      this.#inText(byte);
      return;
    }
    switch (byte) {
      case 0x7b:
      case 0x5b:
        this.#depth += 1;
        this.#where = this.#depth === 1 ? 'before-key' : 'in-value';
        return;
      case 0x7d:
      case 0x5d:
        this.#endValue();
        this.#depth -= 1;
        this.#where = 'in-value';
        return;
      case 0x2c:
        this.#endValue();
        this.#where = this.#depth === 1 ? 'before-key' : 'in-value';
        return;
      case 0x3a:
        if (this.#where === 'after-key') {
          this.#where = 'before-value';
          this.#token = [];
        }
        return;
      case quote:
        this.#where = this.#where === 'before-key' ? 'in-key' : 'in-text-value';
        if (this.#where === 'in-key') {
          this.#token = [];
        } else {
          this.#keep(byte);
        }
        return;
      default:
        if (byte > 0x20) {
          this.#keep(byte);
          if (this.#where === 'before-value') {
            this.#where = 'in-value';
          }
        }
    }
  }

  #inText(byte: number): void {
    if (this.#escaped) {
      this.#escaped = false;
    } else if (byte === 0x5c) {
      this.#escaped = true;
    } else if (byte === quote) {
      if (this.#where === 'in-key') {
        const key = Buffer.from(this.#token).toString('utf8');
        this.#keyIsId = key === 'id';
        this.#sawMethod ||= key === 'method';
        this.#sawOutcome ||= key === 'result' || key === 'error';
        this.#where = 'after-key';
      } else {
        this.#keep(byte);
        this.#where = 'in-value';
      }
      return;
    }
    this.#keep(byte);
  }

  #keep(byte: number): void {
    if (this.#depth === 1 && this.#token.length < longestToken) {
      this.#token.push(byte);
    }
  }

  #endValue(): void {
    if (this.#depth === 1 && this.#keyIsId) {
      const raw = Buffer.from(this.#token).toString('utf8');
      this.#found = /^(?:"[^]*"|-?[0-9][0-9.eE+-]*)$/.test(raw) ? raw : this.#found;
      this.#keyIsId = false;
    }
  }
}

/** JSON text of the outermost `id` in these bytes, or null. */
export function rawTopLevelId(chunks: readonly Buffer[]): string | null {
  const finder = new IdFinder();
  for (const chunk of chunks) {
    finder.push(chunk);
  }
  return finder.raw;
}

/** The refusal of a frame that nobody parsed, addressed as well as its bytes allow. */
export function salvaged(finder: IdFinder, fault: FrameFault, code: RefusedFrame['code']): RefusedFrame {
  const id = idFromText(finder.raw);
  const ids = id === null ? [] : [id];
  return {
    kind: 'refused',
    fault,
    code,
    requests: finder.isRequest ? ids : [],
    responses: finder.isResponse ? ids : [],
    // Headers of another framing, prompts and log lines on the wrong stream ask for no answer.
    unnamed: id === null && finder.isRequest,
  };
}

function idFromText(raw: string | null): MessageId | null {
  if (raw === null) {
    return null;
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw);
  } catch {
    // Half an id is no id: the frame was cut there.
    return null;
  }
  if (typeof parsed === 'string') {
    return { raw, key: `s${parsed}` };
  }
  return typeof parsed === 'number' ? { raw, key: Number.isSafeInteger(parsed) ? parsed : `n${raw}` } : null;
}
