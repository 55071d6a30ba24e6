import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Granted } from '../../contract/dispatch.ts';

/** A window that was let in. */
export interface Session {
  readonly id: string;
  readonly granted: Granted;
}

/** What the window keeps: the cookie goes by itself, the proof only from our own page. */
export interface Credentials {
  readonly cookie: string;
  readonly proof: string;
}

/**
 * Links that open a window once, and the sessions they became. Cookies know no ports, so another program's page on this
 * machine is sent ours; alone it therefore opens nothing: each request also brings a proof that only our page knows.
 * Windows of one browser share a cookie, and each has a proof of its own.
 */
export interface Sessions {
  /** @returns the token of a link, good for one window and two minutes */
  link(granted: Granted): string;
  /**
   * Null for a token that was never given, was used, is old, or comes after too many wrong ones.
   *
   * @param shared the cookie that the browser brings; kept while a session goes with it
   */
  open(token: string, shared?: string): (Credentials & Session) | null;
  /** Null unless both belong to one session that is not over. */
  find(cookie: string | undefined, proof: string | readonly string[] | undefined): Session | null;
  /** Whether a session that was found is not over yet. */
  holds(session: Session): boolean;
}

interface Link {
  readonly granted: Granted;
  readonly until: number;
}

interface Open {
  readonly session: Session;
  readonly cookie: Buffer;
  readonly until: number;
}

const LINK_MS = 2 * 60_000;
const SESSION_MS = 12 * 3_600_000;
const MOST_SESSIONS = 16;
const MOST_WRONG = 10;

export function openSessions(now: () => Date): Sessions {
  const links = new Map<string, Link>();
  const sessions = new Map<string, Open>();
  let wrong = 0;
  const isKnown = (cookie: string): boolean => {
    const hash = hashOf(cookie);
    return [...sessions.values()].some((one) => one.until >= now().getTime() && timingSafeEqual(one.cookie, hash));
  };

  return {
    link: (granted) => {
      const token = secret();
      links.set(hashOf(token).toString('hex'), { granted, until: now().getTime() + LINK_MS });
      wrong = 0;
      return token;
    },
    open: (token, shared) => {
      const key = hashOf(token).toString('hex');
      const link = links.get(key);
      links.delete(key);
      if (link === undefined || link.until < now().getTime()) {
        wrong += 1;
        // Somebody guesses: links that wait are void, and a person asks for a new one.
        if (wrong >= MOST_WRONG) {
          links.clear();
        }
        return null;
      }
      const cookie = shared !== undefined && isKnown(shared) ? shared : secret();
      const proof = secret();
      const session = { id: randomUUID(), granted: link.granted };
      [...sessions.keys()]
        .slice(0, Math.max(0, sessions.size - MOST_SESSIONS + 1))
        .forEach((old) => sessions.delete(old));
      sessions.set(hashOf(proof).toString('hex'), {
        session,
        cookie: hashOf(cookie),
        until: now().getTime() + SESSION_MS,
      });
      return { ...session, cookie, proof };
    },
    find: (cookie, proof) => {
      const found = typeof proof === 'string' ? sessions.get(hashOf(proof).toString('hex')) : undefined;
      const isIts = found !== undefined && cookie !== undefined && timingSafeEqual(found.cookie, hashOf(cookie));
      return isIts && found.until >= now().getTime() ? found.session : null;
    },
    holds: ({ id }) => [...sessions.values()].some((one) => one.session.id === id && one.until >= now().getTime()),
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Secrets are kept and looked up by their hash: neither memory nor timing tells one. */
function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
