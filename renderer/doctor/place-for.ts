import type { HealthLine } from '../../main/contract/health.ts';
import type { HealthKind } from '../../main/contract/health-kinds.ts';

/** A screen, and what of it. */
export interface HealthPlace {
  readonly screen: 'clients' | 'policy' | 'settings';
  /** As it stands in the address after the screen; empty for the screen as it opens. */
  readonly rest: string;
}

/** Where in the window something can be done about a line; null when all is well or when it is for a terminal. */
export function placeFor({ state, kind, parts }: HealthLine): HealthPlace | null {
  const place = state === 'ok' ? undefined : places[kind];
  return place?.(...parts) ?? null;
}

type Place = (...parts: readonly string[]) => HealthPlace;

const clients: Place = () => ({ screen: 'clients', rest: '' });
const client: Place = (_, id = '') => ({ screen: 'clients', rest: id });
const policy: Place = () => ({ screen: 'policy', rest: '' });

const places: Readonly<Partial<Record<HealthKind, Place>>> = {
  'entry-drifted': client,
  'first-start-failed': client,
  'config-unread': clients,
  'change-waiting': clients,
  'catalogue-failed': () => ({ screen: 'policy', rest: 'catalogue' }),
  'policy-passed-over': policy,
  'policy-stale': policy,
  'policy-missing': policy,
  'settings-failed': () => ({ screen: 'settings', rest: '' }),
};
