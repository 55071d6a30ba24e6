import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: 'too-large' | 'no-json' };

/** The largest honest request is a policy folder. */
const largestBodyBytes = 4 * 1024 * 1024;

/** Reads a JSON body, and no more of it than an honest one can have. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  // Another site can send JSON only under this name, and must then ask us first; we never allow it.
  if (!/^application\/json(;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')) {
    return { ok: false, why: 'no-json' };
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBodyBytes) {
      return { ok: false, why: 'too-large' };
    }
    parts.push(part);
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown };
  } catch {
    // Told to whoever sent it.
    return { ok: false, why: 'no-json' };
  }
}
