/** Whether this window was let in, and with what it shows that. */
export type SignIn =
  | { readonly kind: 'signed-in'; readonly proof: string; readonly granted: readonly string[] }
  | { readonly kind: 'refused' };

const KEPT = 'sallyport';

/**
 * Turns the one-time link in the address into a session, or takes up the one this window has. The proof lies where only
 * this page of this port can read it; the cookie that goes with it can not be read at all.
 */
export async function signIn(): Promise<SignIn> {
  const token = location.hash.slice(1);
  if (/^[\w-]{43}$/.test(token)) {
    // Out of the address before anything else: a link works once, and must not stay in the history.
    history.replaceState(null, '', '/');
    const answer = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) {
      sessionStorage.setItem(KEPT, await answer.text());
    }
  }
  const kept = sessionStorage.getItem(KEPT);
  return kept === null ? { kind: 'refused' } : { kind: 'signed-in', ...(JSON.parse(kept) as Kept) };
}

/** The host knows this window no more. */
export function signOut(): void {
  sessionStorage.removeItem(KEPT);
}

interface Kept {
  readonly proof: string;
  readonly granted: readonly string[];
}
