import { describe, expect, it } from 'vitest';
import { decidingPolicy } from '../../../policy/bundle/deciding-policy.ts';
import { countedCatalogue, type PolicyHere } from '../../../policy/bundle/policy-here.ts';
import type { TrustHere } from '../../../policy/bundle/trust.ts';
import type { Catalogue, CatalogueEntry } from '../../../policy/catalogue/catalogue.ts';
import { decide } from '../../../policy/decide/decide.ts';
import { call } from '../decide/call.ts';
import { builtAndLoaded, folder } from './folder-files.ts';

const trust: TrustHere = {
  trust: { kind: 'local' },
  from: 'default',
  source: null,
  floor: 'monitor',
  localApprovals: true,
  mayPause: true,
  approvals: 'any',
  problem: null,
};
const none: PolicyHere = { kind: 'none', trust, mode: 'monitor' };

type Mode = CatalogueEntry['tools'][string];

function ownCatalogue(tools: CatalogueEntry['tools']): Catalogue {
  const entry: CatalogueEntry = {
    identity: { kind: 'package', purl: 'pkg:npm/warehouse', versions: null, anyVersion: true, integrity: null },
    status: 'approved',
    owner: 'anna',
    reason: 'test',
    risk: null,
    dataClass: null,
    category: null,
    tools,
    labels: [],
    until: null,
  };
  return { servers: [entry], suppressions: [] };
}

async function inForce(files: Readonly<Record<string, string>>): Promise<PolicyHere> {
  const loaded = await builtAndLoaded(folder(files));
  const verified = { ok: true, loaded, sha256: '', staleSince: null, signedBy: [] } as const;
  return { kind: 'in-force', trust, mode: loaded.policy.mode, verified, passedOver: null };
}

/** What becomes of a call of a tool that the person's own catalogue gives this mode. */
function effectOf(here: PolicyHere, mode: Mode | null, effect: 'read' | 'write' = 'read'): string {
  const own = ownCatalogue(mode === null ? { other: 'off' } : { query: mode });
  const facts = { ...call, target: { ...call.target, mode, effect } };
  return decide(facts, decidingPolicy(here, countedCatalogue(here, own))).effect;
}

describe("a tool mode of the person's own catalogue", () => {
  it.each([
    ['off', 'read', 'deny'],
    ['read', 'read', 'allow'],
    ['read', 'write', 'deny'],
    ['draft', 'write', 'allow'],
    ['ask', 'read', 'ask'],
    ['auto', 'write', 'allow'],
    [null, 'write', 'allow'],
  ] as const)('holds without a policy: %s, of a call that is %s: %s', (mode, effect, outcome) => {
    expect(effectOf(none, mode, effect)).toBe(outcome);
  });

  it.each([
    ['off', 'deny'],
    ['ask', 'ask'],
    ['auto', 'allow'],
    [null, 'allow'],
  ] as const)('holds beside a policy that permits everything: %s: %s', async (mode, outcome) => {
    expect(effectOf(await inForce({ 'person.cedar': 'permit(principal, action, resource);' }), mode)).toBe(outcome);
  });

  it.each([
    ['auto', 'allow'],
    [null, 'deny'],
  ] as const)('counts in lockdown like one of the policy: %s: %s', async (mode, outcome) => {
    const here = await inForce({ 'settings.yaml': 'version: 1\nmode: lockdown\n', 'person.cedar': '' });

    expect(effectOf(here, mode)).toBe(outcome);
  });

  it.each([
    ['off', 'deny'],
    [null, 'allow'],
  ] as const)('does not make a set of the person that denies the rest: %s: %s', async (mode, outcome) => {
    const here = await inForce({
      'settings.yaml': 'version: 1\nmode: lockdown\n',
      'agent.cedar': 'permit(principal, action, resource);',
    });

    expect(effectOf(here, mode)).toBe(outcome);
  });

  it.each([
    ['off', 'deny'],
    ['read', 'deny'],
    ['ask', 'ask'],
    ['auto', 'allow'],
    [null, 'allow'],
  ] as const)(
    'holds for an agent that stands alone, whose own set permits everything: %s: %s',
    async (mode, outcome) => {
      const files = { 'person.cedar': 'forbid(principal, action, resource);' };
      const here = await inForce({ ...files, 'agent.cedar': 'permit(principal, action, resource);' });
      const own = ownCatalogue(mode === null ? { other: 'off' } : { query: mode });
      const facts = {
        ...call,
        agent: { ...call.agent, agentOnly: true },
        target: { ...call.target, mode, effect: 'write' as const },
      };

      expect(decide(facts, decidingPolicy(here, countedCatalogue(here, own))).effect).toBe(outcome);
    },
  );

  it('permits nothing to an agent that stands alone without a set of its own', async () => {
    const here = await inForce({ 'person.cedar': 'permit(principal, action, resource);' });
    const facts = {
      ...call,
      agent: { ...call.agent, agentOnly: true },
      target: { ...call.target, mode: 'auto' as const },
    };

    expect(decide(facts, decidingPolicy(here, countedCatalogue(here, ownCatalogue({ query: 'auto' }))))).toMatchObject({
      effect: 'deny',
      because: [{ kind: 'no-rule-allows', set: 'agent' }],
    });
  });

  it('does not loosen the floor of a laptop whose policy is missing', () => {
    expect(effectOf({ kind: 'missing', trust, mode: 'lockdown', why: 'none has arrived' }, 'auto')).toBe('deny');
  });

  it('does not count where local approvals do not', () => {
    const managed: PolicyHere = {
      kind: 'missing',
      trust: { ...trust, localApprovals: false },
      mode: 'monitor',
      why: 'none has arrived',
    };

    expect(decidingPolicy(managed, countedCatalogue(managed, ownCatalogue({ query: 'off' })))?.person).toBeNull();
  });

  it('stands once where the policy holds the modes already', async () => {
    const entry = '{ identity: { purl: "pkg:npm/x" }, status: approved, owner: a, reason: b, tools: { y: "off" } }';
    const here = await inForce({ 'catalogue.yaml': `version: 1\nservers:\n  - ${entry}\n` });

    const ids = decidingPolicy(here, countedCatalogue(here, ownCatalogue({ query: 'off' })))?.person?.policies;

    expect(ids?.map(({ id }) => id).filter((id) => id === 'catalogue/off')).toHaveLength(1);
  });

  it('leaves a laptop without a policy and without modes as it is', () => {
    expect(decidingPolicy(none, countedCatalogue(none, ownCatalogue({})))).toBeNull();
  });
});
