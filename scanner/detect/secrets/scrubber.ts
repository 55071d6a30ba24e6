import { redacted } from './replace-hits.ts';

/** Takes known values out of whatever is about to be printed or stored. */
export interface Scrubber {
  readonly scrubText: (text: string) => string;
}

const shortestValue = 6;
const windowLength = 6;

/**
 * Makes a scrubber of exact values, six characters or longer, in the forms they may have taken on their way: as they
 * are, escaped for JSON, for URLs, and in base64 (also in the middle of a longer base64 text).
 *
 * One pass whatever the number of values: a rolling hash of six characters finds where a form may end.
 */
export function makeScrubber(values: readonly string[]): Scrubber {
  const forms = new Set(values.filter((value) => value.length >= shortestValue).flatMap(formsOf));
  const byEnd = new Map<number, string[]>();
  for (const form of forms) {
    const key = hashOf(form, form.length - windowLength);
    byEnd.set(key, [...(byEnd.get(key) ?? []), form]);
  }

  return {
    scrubText: (text) =>
      byEnd.size === 0 || text.length < windowLength ? text : withoutSpans(text, spansIn(text, byEnd)),
  };
}

function formsOf(value: string): readonly string[] {
  const inJson = JSON.stringify(value).slice(1, -1);
  const inUrl = encodeURIComponent(value.toWellFormed());
  const forms = [
    value,
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    inUrl,
    inUrl.replaceAll('%20', '+'),
    inUrl.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    ...inBase64(value),
  ];
  return forms.filter((form) => form.length >= windowLength);
}

/** Base64 of a value that begins at each of the three places in a group; letters that depend on neighbours are left out. */
function inBase64(value: string): readonly string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value, 'utf8')]);
    const text = bytes.toString('base64').replace(/=+$/, '');
    const from = shift === 0 ? 0 : shift + 1;
    const to = Math.floor((bytes.length * 8) / 6);
    const sure = text.slice(from, to);
    return sure.length < 8 ? [] : [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function spansIn(text: string, byEnd: ReadonlyMap<number, readonly string[]>): readonly (readonly [number, number])[] {
  const spans: [number, number][] = [];
  let hash = hashOf(text, 0);
  for (let end = windowLength; ; end += 1) {
    for (const form of byEnd.get(hash) ?? []) {
      if (text.endsWith(form, end)) {
        spans.push([end - form.length, end]);
      }
    }
    if (end >= text.length) {
      return spans;
    }
    hash = rolled(hash, text.charCodeAt(end - windowLength), text.charCodeAt(end));
  }
}

function withoutSpans(text: string, spans: readonly (readonly [number, number])[]): string {
  let shown = '';
  let from = 0;
  let pending: [number, number] | null = null;
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (pending !== null && start <= pending[1]) {
      pending[1] = Math.max(pending[1], end);
      continue;
    }
    if (pending !== null) {
      shown += text.slice(from, pending[0]) + redacted('known-secret');
      from = pending[1];
    }
    pending = [start, end];
  }
  return pending === null
    ? text
    : shown + text.slice(from, pending[0]) + redacted('known-secret') + text.slice(pending[1]);
}

const base = 257;
const highest = base ** (windowLength - 1);
const modulus = 4_294_967_291;

function hashOf(text: string, from: number): number {
  let hash = 0;
  for (let index = from; index < from + windowLength; index += 1) {
    hash = (hash * base + text.charCodeAt(index)) % modulus;
  }
  return hash;
}

/** The hash of the window one character further on. All products stay below 2^53. */
function rolled(hash: number, leaving: number, entering: number): number {
  const without = (hash - ((leaving * (highest % modulus)) % modulus) + modulus) % modulus;
  return (without * base + entering) % modulus;
}
