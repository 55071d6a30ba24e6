import type { Verb } from './verb.ts';

/** Every verb by name, loaded only when it is used: a scan must not wait for code that it does not run. */
export const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  scan: async () => (await import('./scan.ts')).scanVerb,
  servers: async () => (await import('./servers.ts')).serversVerb,
  suppress: async () => (await import('./suppress.ts')).suppressVerb,
  shim: async () => (await import('./shim.ts')).shimVerb,
  log: async () => (await import('./log.ts')).logVerb,
  fleet: async () => (await import('./fleet.ts')).fleetVerb,
};
