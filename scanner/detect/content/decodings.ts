import { Buffer } from 'node:buffer';
import type { Span } from './content-finding.ts';

/** What a passage says once it is decoded. */
export interface Decoded {
  readonly span: Span;
  readonly decoded: string;
  /** The characters of the text that stand for a part of the decoded one; the whole passage where that is not known. */
  readonly origin: (part: Span) => Span;
}

/** The text behind a run of base64 or hex, or null when the run is none or holds no text. */
export function decodeRun(text: string, span: Span): Decoded | null {
  const run = text.slice(span.start, span.end);
  if (run.length < 16) {
    return null;
  }
  if (/^[0-9a-f]{2}/i.test(run) && /^[0-9a-f]+$/i.test(run.slice(0, 64)) && run.length % 2 === 0) {
    const decoded = Buffer.from(run, 'hex').toString('latin1');
    return isText(decoded)
      ? { span, decoded, origin: ({ start, end }) => ({ start: span.start + 2 * start, end: span.start + 2 * end }) }
      : null;
  }
  const head = run.slice(0, 64);
  if (!/[a-z]/.test(head) || !/[A-Z]/.test(head)) {
    return null;
  }
  // The first bytes tell text from pictures before all of it is decoded.
  if (!isText(Buffer.from(head.slice(0, head.length - (head.length % 4)), 'base64').toString('latin1'))) {
    return null;
  }
  const decoded = Buffer.from(run, 'base64').toString('utf8');
  return isText(decoded.slice(0, 400)) ? { span, decoded, origin: (part) => inBase64(decoded, part, span) } : null;
}

/** Three bytes stand in four characters; a part begins and ends with its groups. */
function inBase64(decoded: string, part: Span, { start, end }: Span): Span {
  const first = Buffer.byteLength(decoded.slice(0, part.start), 'utf8');
  const last = first + Buffer.byteLength(decoded.slice(part.start, part.end), 'utf8');
  return { start: start + Math.floor(first / 3) * 4, end: Math.min(end, start + Math.ceil(last / 3) * 4) };
}

/** Almost all printable, with a blank or a sign between words. */
function isText(text: string): boolean {
  if (text.length < 8) {
    return false;
  }
  let printable = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    printable += (code >= 32 && code < 127) || code === 10 || code === 9 || code === 13 ? 1 : 0;
  }
  return printable >= text.length * 0.97 && /[ ./_-]/.test(text);
}

/** Runs of URL encoding that hold blanks. */
export function fromPercent(text: string): readonly Decoded[] {
  return matches(text, /(?:%[0-9A-Fa-f]{2}[\w.~!*'()+,;:@/?#-]{0,400}){4,300}/g, 40, (run) => {
    try {
      return decodeURIComponent(run.replaceAll('+', ' '));
    } catch {
      return null; // not the encoding of any text
    }
  });
}

/** Runs of numeric character references. */
export function fromEntities(text: string): readonly Decoded[] {
  return matches(text, /(?:&#(?:x[0-9a-f]{1,6}|\d{1,7});[\w ]{0,3}){6,800}/gi, 0, (run) =>
    run.replaceAll(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex: string | undefined, decimal: string | undefined) =>
      character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    ),
  );
}

/** Bytes in hex, set apart: `48 65 6c 6c 6f`. */
export function fromHexBytes(text: string): readonly Decoded[] {
  const bytes = /[2-7][0-9a-fA-F][ ,:-][2-7][0-9a-fA-F][ ,:-][2-7][0-9a-fA-F](?:[ ,:-][0-7][0-9a-fA-F]\b){13,4000}/g;
  return matches(text, bytes, 0, (run) => Buffer.from(run.replaceAll(/[^0-9a-f]/gi, ''), 'hex').toString('latin1'));
}

/** Runs of `\u0041` and `\x41`. */
export function fromEscapes(text: string): readonly Decoded[] {
  return matches(text, /(?:\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}) ?){6,800}/gi, 0, (run) =>
    run.replaceAll(/\\[ux]([0-9a-f]{4}|[0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16))),
  );
}

export function rot13(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    const base = code >= 97 ? 97 : 65;
    return String.fromCharCode(((code - base + 13) % 26) + base);
  });
}

export function reversed(text: string): string {
  return Array.from(text).toReversed().join('');
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Decodes every run, with up to `reach` letters in front of it that may belong to its first word. */
function matches(
  text: string,
  shape: RegExp,
  reach: number,
  decode: (run: string) => string | null,
): readonly Decoded[] {
  const found: Decoded[] = [];
  for (const match of text.matchAll(shape)) {
    const front = /\w*$/.exec(text.slice(Math.max(0, match.index - reach), match.index))?.[0].length ?? 0;
    const span = { start: match.index - front, end: match.index + match[0].length };
    const decoded = decode(text.slice(span.start, span.end));
    if (decoded !== null) {
      found.push({ span, decoded, origin: () => span });
    }
  }
  return found;
}
