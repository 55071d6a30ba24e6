import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: 'too-large' | 'no-json' | 'gone' };

/** Reads a JSON body, and no more of it than an honest one can have. */
export async function readBody(request: IncomingMessage, largestBytes: number): Promise<Body> {
  // Another site can send JSON only under this name, and must then ask us first; we never allow it.
  if (!/^application\/json(;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')) {
    return { ok: false, why: 'no-json' };
  }
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > largestBytes) {
        return { ok: false, why: 'too-large' };
      }
      parts.push(part);
    }
  } catch {
    // Whoever sent it hung up in the middle, or took too long: no fault of ours, and anybody on this machine can do it.
    return { ok: false, why: 'gone' };
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown };
  } catch {
    // Told to whoever sent it.
    return { ok: false, why: 'no-json' };
  }
}
