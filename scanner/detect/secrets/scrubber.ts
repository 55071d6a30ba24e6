import { makeKnownValues, type KnownSpan } from './known-values.ts';
import { redacted } from './replace-hits.ts';

/** Takes known values out of whatever is about to be printed or stored. */
export interface Scrubber {
  readonly scrubText: (text: string) => string;
}

/** Makes a scrubber of exact values, in all the forms in which {@link makeKnownValues} finds them. */
export function makeScrubber(values: readonly string[]): Scrubber {
  const known = makeKnownValues(values);
  return { scrubText: (text) => withoutSpans(text, known.spansIn(text)) };
}

function withoutSpans(text: string, spans: readonly KnownSpan[]): string {
  let shown = '';
  let from = 0;
  let pending: KnownSpan | null = null;
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (pending !== null && span.start <= pending.end) {
      pending = { start: pending.start, end: Math.max(pending.end, span.end) };
      continue;
    }
    if (pending !== null) {
      shown += text.slice(from, pending.start) + redacted('known-secret');
      from = pending.end;
    }
    pending = span;
  }
  return pending === null
    ? text
    : shown + text.slice(from, pending.start) + redacted('known-secret') + text.slice(pending.end);
}
