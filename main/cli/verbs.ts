import type { Verbs } from './verb.ts';

/** Every verb. */
export const verbs: Verbs = {
  scan: async () => (await import('./scan.ts')).scanVerb,
  servers: async () => (await import('./servers.ts')).serversVerb,
  suppress: async () => (await import('./suppress.ts')).suppressVerb,
  shim: async () => (await import('./shim.ts')).shimVerb,
  log: async () => (await import('./log.ts')).logVerb,
  policy: async () => (await import('./policy.ts')).policyVerb,
  inspect: async () => (await import('./inspect.ts')).inspectVerb,
  pins: async () => (await import('./pins.ts')).pinsVerb,
  fleet: async () => (await import('./fleet.ts')).fleetVerb,
  protect: async () => (await import('./protect.ts')).protectVerb,
  restore: async () => (await import('./restore.ts')).restoreVerb,
  uninstall: async () => (await import('./uninstall.ts')).uninstallVerb,
  status: async () => (await import('./status.ts')).statusVerb,
  doctor: async () => (await import('./doctor.ts')).doctorVerb,
  pause: async () => (await import('./pause.ts')).pauseVerb,
  session: async () => (await import('./session.ts')).sessionVerb,
  approvals: async () => (await import('./approvals.ts')).approvalsVerb,
  dashboard: async () => (await import('./dashboard.ts')).dashboardVerb,
  daemon: async () => (await import('./daemon.ts')).daemonVerb,
};
