import type { HealthLine } from '../../main/contract/health.ts';

/** A screen, and what of it. */
export interface HealthPlace {
  readonly screen: 'clients' | 'policy' | 'settings';
  /** As it stands in the address after the screen; empty for the screen as it opens. */
  readonly rest: string;
}

/** Where in the window something can be done about a line; null when all is well or when it is for a terminal. */
export function placeFor({ state, kind, parts }: HealthLine): HealthPlace | null {
  if (state === 'ok') {
    return null;
  }
  switch (kind) {
    case 'entry-drifted':
    case 'first-start-failed':
      return { screen: 'clients', rest: parts[1] ?? '' };
    case 'config-unread':
    case 'change-waiting':
      return { screen: 'clients', rest: '' };
    case 'catalogue-failed':
      return { screen: 'policy', rest: 'catalogue' };
    case 'policy-passed-over':
    case 'policy-stale':
    case 'policy-missing':
      return { screen: 'policy', rest: '' };
    case 'settings-failed':
      return { screen: 'settings', rest: '' };
    default:
      return null;
  }
}
