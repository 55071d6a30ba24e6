import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { largestBundleBytes } from '../../../policy/bundle/envelope.ts';

export type Fetched =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly etag: string | null }
  /** The source says that nothing has changed since `etag`. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unreachable'; readonly why: string };

export type Fetch = typeof globalThis.fetch;

const patienceMs = 20_000;
/** What a folder is expected to hold. */
export const bundleName = 'sallyport.policy.json';

/** Whether this is a place that bundles may come from: an https address, one of this computer, or a path. */
export function isPolicySource(source: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:\/\//i.test(source) || isAddress(source);
}

/**
 * Fetches a bundle from a file, a folder or an address. Cleartext is only taken from this computer itself; nothing larger
 * than a bundle may be is kept, and redirects are not followed: the address is what somebody pinned.
 *
 * @param signal ends it; says nothing about the source
 * @throws what the signal was ended with
 */
export async function fetchBundle(
  source: string,
  etag: string | null,
  fetch: Fetch,
  signal?: AbortSignal,
): Promise<Fetched> {
  return isAddress(source) ? fromAddress(source, etag, fetch, signal) : fromPath(source);
}

function isAddress(source: string): boolean {
  return /^https:\/\//i.test(source) || /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/i.test(source);
}

function fromPath(path: string): Fetched {
  try {
    const whole = statSync(path).isDirectory() ? join(path, bundleName) : path;
    const { size } = statSync(whole);
    return size > largestBundleBytes
      ? { kind: 'unreachable', why: `it is larger than ${largestBundleBytes} bytes` }
      : { kind: 'bytes', bytes: readFileSync(whole), etag: null };
  } catch (error) {
    return {
      kind: 'unreachable',
      why: error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause',
    };
  }
}

async function fromAddress(
  url: string,
  etag: string | null,
  fetch: Fetch,
  signal: AbortSignal | undefined,
): Promise<Fetched> {
  const patience = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: signal === undefined ? patience : AbortSignal.any([patience, signal]),
      headers: { accept: 'application/json', ...(etag === null ? {} : { 'if-none-match': etag }) },
    });
    if (response.status === 304) {
      return { kind: 'unchanged' };
    }
    if (!response.ok || response.body === null) {
      return { kind: 'unreachable', why: `the server answered ${response.status}` };
    }
    const bytes = await bounded(response.body);
    return bytes === null
      ? { kind: 'unreachable', why: `it is larger than ${largestBundleBytes} bytes` }
      : { kind: 'bytes', bytes, etag: response.headers.get('etag') };
  } catch (error) {
    signal?.throwIfAborted();
    return { kind: 'unreachable', why: inWords(error) };
  }
}

async function bounded(body: ReadableStream<Uint8Array>): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > largestBundleBytes) {
      return null;
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function inWords(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return 'it did not answer in time';
  }
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'it could not be reached';
}
