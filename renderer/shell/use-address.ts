import { useEffect } from 'react';

// Browsers refuse an address that is written too often, some with an error: a key that is held down is faster.
const REST_MS = 150;

/**
 * Leaves in the address what a screen shows, for a reload and for whoever comes back; leads nowhere. Null: not yet. An address
 * that has changed meanwhile leads to another place, of which the screen hears a moment later: it must still stand there then.
 */
export function useAddress(address: string | null): void {
  useEffect(() => {
    if (address === null) {
      return undefined;
    }
    const { hash } = location;
    const timer = setTimeout(() => {
      if (location.hash === hash) {
        history.replaceState(null, '', address);
      }
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [address]);
}
