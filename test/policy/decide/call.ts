import { noEntities } from '../../../policy/cedar/entities.ts';
import { compilePolicy } from '../../../policy/cedar/policy.ts';
import type { PolicySet } from '../../../policy/cedar/policy-set.ts';
import { policySet } from '../../../policy/cedar/policy-set.ts';
import type { Policy } from '../../../policy/decide/questions.ts';
import type { CallFacts, SessionFacts } from '../../../policy/decide/facts.ts';
import { defaultHints } from '../../../policy/decide/facts.ts';
import type { ArgumentFields } from '../../../policy/schema/argument-types.ts';
import { formOf } from '../cedar/wasm-form.ts';

/** A harmless call of Anna through Claude Code. */
export const call: CallFacts & { readonly session: SessionFacts } = {
  method: 'tools/call',
  person: { id: 'anna', name: 'Anna', department: 'sales', role: null, groups: ['staff'] },
  agent: {
    client: 'claude-code',
    version: '2.1.0',
    verified: true,
    executable: null,
    delegation: [],
    agentOnly: false,
  },
  server: {
    identity: 'pkg:npm/warehouse',
    name: 'warehouse',
    standing: 'approved',
    owner: null,
    risk: 'low',
    dataClass: null,
    category: null,
    labels: [],
    transport: 'stdio',
  },
  target: { name: 'query', effect: 'read', external: false, pin: 'pinned', mode: null, hints: defaultHints },
  input: { table: 'sales_eu' },
  session: { labels: [], calls: 0, denials: 0, ageMs: 1000, callsLastMinute: 0, repeats: 0 },
  findings: [],
  time: { epochMs: Date.UTC(2026, 10, 20, 9), hour: 10, minute: 0, weekday: 5 },
  network: { ip: '10.1.2.3' },
  credential: 'none',
  interactive: true,
};

export const input: ArgumentFields = new Map([
  ['table', { kind: 'string' }],
  ['amount', { kind: 'decimal' }],
]);

/** Texts of policies, with `yes`, `no` and `asked` in front standing for the usual heads. */
export function set(...texts: readonly string[]): PolicySet {
  return policySet(
    texts.map((text, at) =>
      compilePolicy(
        `p${at}`,
        formOf(
          text
            .replace(/^yes\b/, 'permit(principal, action, resource)')
            .replace(/^no\b/, 'forbid(principal, action, resource)')
            .replace(/^asked\b/, '@ask("May it?") permit(principal, action, resource)'),
        ),
      ),
    ),
  );
}

export function policy(parts: Partial<Policy> = {}): Policy {
  return { mode: 'lockdown', person: null, agent: null, input, groups: noEntities, ...parts };
}
