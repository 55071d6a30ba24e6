import type { Identity, Runs } from '../model/identity.ts';
import { hasPlaceholder } from './placeholder.ts';

const secretSegments =
  /^(?:api[-_]?keys?|keys?|tokens?|secrets?|auth|s|u|users?|sessions?|hooks?|webhooks?|private|share|link|invite|connect)$/i;
const redacted = '‹redacted:url-token›';
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const knownPrefix = /^(?:sk|pk|rk|gh[pousr]|glpat|pat|xox[a-z]|npm|hf|key|tok)[-_][A-Za-z0-9_-]{10,}$/;

/** What a remote address says about the server behind it; its credentials are in none of the fields. */
export function identifyRemote(url: string): { readonly identity: Identity; readonly runs: Runs } {
  const origin = originOf(url);
  if (origin.ok) {
    return {
      identity: { ...empty, kind: 'remote', origin: origin.value },
      runs: { kind: 'remote', url: origin.value },
    };
  }
  return { identity: { ...empty, kind: 'unidentified', reason: origin.reason }, runs: { kind: 'unknown' } };
}

/**
 * Scheme, host, port and path of an address, in one spelling: lower case host, no default port, no user, query,
 * fragment or trailing slash, and secret-looking path segments taken out.
 */
export function originOf(
  text: string,
): { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: string } {
  const beforeQuery = text.split(/[?#]/, 1)[0] ?? '';
  if (hasPlaceholder(beforeQuery.replace(/\/\/[^/@]*@/, '//'))) {
    return { ok: false, reason: 'the address depends on a variable' };
  }
  const url = URL.parse(beforeQuery.trim());
  if (url === null || !['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) || url.hostname === '') {
    return { ok: false, reason: 'the address is not one of a web server' };
  }
  const host = url.hostname.replace(/\.$/, '') + (url.port === '' ? '' : `:${url.port}`);
  const path = redactPath(url.pathname).replace(/\/+$/, '');
  return { ok: true, value: `${url.protocol}//${host}${path}` };
}

/** Whether a word on its own looks like a credential: a known prefix, a long hex or mixed run, a JWT. */
export function looksSecret(word: string): boolean {
  if (knownPrefix.test(word)) {
    return true;
  }
  // Words joined by dashes are prose and names; a credential has one long run of mixed characters.
  return word.length >= 20 && word.split(/[-_.~:=+%]/).some((run) => run.length >= 16 && isMixed(run));
}

function redactPath(path: string): string {
  const segments = path.split('/');
  return segments
    .map((segment, index) => {
      const after = secretSegments.test(segments[index - 1] ?? '');
      return looksSecret(segment) || (after && (uuid.test(segment) || (segment.length >= 20 && /\d/.test(segment))))
        ? redacted
        : segment === encodeURI(redacted)
          ? redacted
          : segment;
    })
    .join('/');
}

function isMixed(run: string): boolean {
  const digits = run.replaceAll(/\D/g, '').length;
  const letters = run.replaceAll(/[^A-Za-z]/g, '').length;
  return digits >= 2 && letters >= 2 && entropyBits(run) >= 3;
}

function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

const empty = { purl: null, version: null, origin: null, sha256: null, reason: null };
