import { membersIn, replaced, spanAt } from '../framing/spans.ts';

/** As long as a running shim may take to notice another policy. */
const longestMs = 1000;

/**
 * An edited result with marks of its own for caches: what was made for one person under one policy is nobody else's, and does
 * not outlive that policy. Results that have no such marks keep their bytes.
 *
 * @param line an answer that is about to go on in place of the server's
 */
export function withOwnCacheMarks(line: Buffer): Buffer {
  const result = spanAt(line, ['result']);
  const marks = result === null ? [] : membersIn(line, result).flatMap(({ key, value }) => markFor(line, key, value));
  // From the end, so that the places of the others stay.
  return marks.toReversed().reduce((text, { span, mark }) => replaced(text, span, Buffer.from(mark)), line);
}

interface Mark {
  readonly span: { readonly start: number; readonly end: number };
  readonly mark: string;
}

function markFor(line: Buffer, key: string | null, span: Mark['span']): readonly Mark[] {
  if (key === 'cacheScope') {
    return [{ span, mark: '"private"' }];
  }
  const isLonger = key === 'ttlMs' && !(Number(line.toString('latin1', span.start, span.end)) <= longestMs);
  return isLonger ? [{ span, mark: String(longestMs) }] : [];
}
