import type { FrameFault, MessageId, RefusedFrame } from './message.ts';

const quote = 0x22;
const longestToken = 1100;

type Where = 'before-key' | 'in-key' | 'after-key' | 'before-value' | 'in-value' | 'in-text-value';

/** What can be told of one message in a frame that nobody parsed. */
interface Traces {
  /** JSON text of its last whole `id`; the last one, because that is what parsers keep. */
  raw: string | null;
  /** It asks something. */
  sawMethod: boolean;
  /** It answers something. */
  sawOutcome: boolean;
}

/** More than any client sends at once. */
const mostMessages = 10_000;

/**
 * Finds the `id` of the outermost object, or of each object in an outermost list, in bytes that may be cut, broken or too
 * long to keep, byte by byte. It only serves to answer a frame that is refused anyway.
 */
export class IdFinder {
  #depth = 0;
  /** How deep the keys of messages stand: one, or two in a list. */
  #level: 1 | 2 | null = null;
  #where: Where = 'before-value';
  #escaped = false;
  #token: number[] = [];
  #keyIsId = false;
  readonly #messages: Traces[] = [];
  #message: Traces = noTraces();

  push(bytes: Buffer): void {
    for (const byte of bytes) {
      this.#step(byte);
    }
  }

  /** The text of the id where the frame is one message. */
  get raw(): string | null {
    return this.#level === 1 ? this.#message.raw : null;
  }

  get isList(): boolean {
    return this.#level === 2;
  }

  /** All in which an id or a method was seen; the last one may be cut. */
  get messages(): readonly Traces[] {
    return hasAny(this.#message) ? [...this.#messages, this.#message] : this.#messages;
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
        this.#level ??= byte === 0x7b ? 1 : 2;
        this.#where = this.#depth === this.#level ? 'before-key' : 'in-value';
        return;
      case 0x7d:
      case 0x5d:
        this.#endValue();
        if (this.#depth === 2 && this.#level === 2) {
          this.#endMessage();
        }
        this.#depth -= 1;
        this.#where = 'in-value';
        return;
      case 0x2c:
        this.#endValue();
        this.#where = this.#depth === this.#level ? 'before-key' : 'in-value';
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
        this.#message.sawMethod ||= key === 'method';
        this.#message.sawOutcome ||= key === 'result' || key === 'error';
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
    if (this.#depth === this.#level && this.#token.length < longestToken) {
      this.#token.push(byte);
    }
  }

  #endValue(): void {
    if (this.#depth === this.#level && this.#keyIsId) {
      const raw = Buffer.from(this.#token).toString('utf8');
      this.#message.raw = /^(?:"[^]*"|-?[0-9][0-9.eE+-]*)$/.test(raw) ? raw : this.#message.raw;
      this.#keyIsId = false;
    }
  }

  #endMessage(): void {
    if (hasAny(this.#message) && this.#messages.length < mostMessages) {
      this.#messages.push(this.#message);
    }
    this.#message = noTraces();
  }
}

function hasAny({ raw, sawMethod }: Traces): boolean {
  return raw !== null || sawMethod;
}

function noTraces(): Traces {
  return { raw: null, sawMethod: false, sawOutcome: false };
}

/** JSON text of the outermost `id` in these bytes, or null. */
export function rawTopLevelId(chunks: readonly Buffer[]): string | null {
  const finder = new IdFinder();
  for (const chunk of chunks) {
    finder.push(chunk);
  }
  return finder.raw;
}

/**
 * The refusal of a frame that nobody parsed, addressed as well as its bytes allow. For what can not be parsed JSON-RPC has an
 * error without an id, which no client can match to a call: it waits until its time is out. So each id that can be read is
 * answered, and that error is for those that can not.
 */
export function salvaged(finder: IdFinder, fault: FrameFault, code: RefusedFrame['code']): RefusedFrame {
  const messages = finder.messages.map(({ raw, ...saw }) => ({ id: idFromText(raw), ...saw }));
  const idsOf = (some: typeof messages): readonly MessageId[] => some.flatMap(({ id }) => (id === null ? [] : [id]));
  const asking = messages.filter(({ sawMethod }) => sawMethod);
  const requests = idsOf(asking);
  return {
    kind: 'refused',
    fault,
    code,
    requests,
    // A broken message may ask and answer at once. In a list, where a line of a log is more likely, it must say that it answers.
    responses: idsOf(messages.filter(({ sawMethod, sawOutcome }) => sawOutcome || (!sawMethod && !finder.isList))),
    // Headers of another framing, prompts and log lines on the wrong stream ask for no answer.
    unnamed: asking.length > 0 && requests.length === 0,
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
