import type { RecordedCall } from '../../../../main/daemon/policy/recorded-calls.ts';
import { type Against, against, type ReplayDeps } from '../../../../main/daemon/policy/replay.ts';
import type { LoadedBundle } from '../../../../policy/bundle/load.ts';
import type { PolicyHere } from '../../../../policy/bundle/policy-here.ts';
import { trustHere } from '../../../../policy/bundle/trust.ts';
import { emptyCatalogue } from '../../../../policy/catalogue/catalogue.ts';
import { loadAdvisories } from '../../../../scanner/identity/advisories.ts';

const { advisories } = await loadAdvisories([]);

/** A call of `some-server@1.0.0` that was allowed, as the trace tells it. */
export const recorded: RecordedCall = {
  id: 'one/1',
  time: '2026-11-20T08:00:00.000Z',
  person: 'kim',
  agent: { client: 'cursor', version: null, verifiedClient: null, executable: null, delegation: [], agentOnly: false },
  server: { id: 'srv_1', name: 'it', identity: 'pkg:npm/some-server', version: '1.0.0', standing: 'shadow' },
  direction: 'up',
  method: 'tools/call',
  tool: 'query',
  isToolWhole: true,
  toolClass: { effect: 'read', external: false },
  isListed: true,
  argNames: [],
  input: null,
  content: { inspected: 'full', findings: [], definitions: [] },
  matched: {},
  policy: { sha256: 'another' },
  decided: { effect: 'allow', reasons: [], mode: 'monitor' },
};

/** Nobody's policy. */
export const none: PolicyHere = { kind: 'none', trust: trustHere('/nowhere', null), mode: 'monitor' };

/** What a candidate is tried by, on a laptop without a policy unless the parts say otherwise. */
export function by(candidate: LoadedBundle | null, parts: Partial<ReplayDeps> = {}): Against {
  return against({ inForce: none, candidate, own: emptyCatalogue, advisories, remembered: () => null, ...parts });
}
