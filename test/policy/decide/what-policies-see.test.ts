import { describe, expect, it } from 'vitest';
import { decide } from '../../../policy/decide/decide.ts';
import { groupEntities } from '../../../policy/decide/groups.ts';
import type { CallFacts } from '../../../policy/decide/facts.ts';
import { call, policy, set } from './call.ts';

describe('what a policy can see of a call', () => {
  const groups = groupEntities({ staff: ['everyone'], everyone: [] });
  const salesOrFinance =
    'context.input has table && (context.input.table like "sales_*" || context.input.table like "finance_*")';
  const office = 'context.network has ip && context.network.ip.isInRange(ip("10.0.0.0/8"))';
  const holds = (condition: string, facts: CallFacts): boolean =>
    decide(facts, policy({ person: set(`yes when { ${condition} };`), groups })).effect === 'allow';

  it.each<readonly [string, CallFacts, boolean]>([
    [salesOrFinance, call, true],
    [salesOrFinance, { ...call, input: { table: 'finance_2026' } }, true],
    [salesOrFinance, { ...call, input: { table: 'people' } }, false],
    [salesOrFinance, { ...call, input: {} }, false],
    [office, call, true],
    [office, { ...call, network: { ip: '192.0.2.1' } }, false],
    [office, { ...call, network: { ip: null } }, false],
    [office, { ...call, network: { ip: 'no address' } }, false],
    ['principal in MCP::Group::"everyone"', call, true],
    ['principal in MCP::Group::"admins"', call, false],
    ['principal.department == "sales" && principal.role == "unknown"', call, true],
    ['context.agent.client == "claude-code" && context.agent.verified', call, true],
    [
      'context.agent.delegation.contains("cursor")',
      { ...call, agent: { ...call.agent, delegation: ['cursor'] } },
      true,
    ],
    ['resource in MCP::Server::"pkg:npm/warehouse" && resource.name == "query"', call, true],
    ['resource.server.identity == "pkg:npm/warehouse" && resource.standing == "approved"', call, true],
    ['resource == MCP::Tool::"pkg:npm/warehouse#query"', call, true],
    [
      'action == MCP::Action::"resources/read" && resource is MCP::Resource',
      { ...call, method: 'resources/read' },
      true,
    ],
    ['action == MCP::Action::"other" && resource is MCP::Request', { ...call, method: 'some/thing' }, true],
    ['resource.effect == "read" && !resource.external && resource.hints.destructive', call, true],
    ['resource.pin == "changed"', { ...call, target: { ...call.target, pin: 'changed' } }, true],
    [
      'context.session.labels.contains("customer-data")',
      { ...call, session: { ...call.session, labels: ['customer-data'] } },
      true,
    ],
    ['context.findings.contains("content/injection")', { ...call, findings: ['content/injection'] }, true],
    ['context.time.hour >= 8 && context.time.hour < 18 && context.time.weekday <= 5', call, true],
    ['context.time.now > datetime("2026-11-20") && context.time.now < datetime("2026-11-21")', call, true],
    ['context.credential == "vault"', { ...call, credential: 'vault' }, true],
    ['!context.interactive', { ...call, interactive: false }, true],
  ])('%s', (condition, facts, expected) => {
    expect(holds(condition, facts)).toBe(expected);
  });

  it('a name of a tool never makes it a tool of another server', () => {
    const odd: CallFacts = { ...call, target: { ...call.target, name: '"::x\u0000#query\uD800' } };

    expect(holds('resource in MCP::Server::"pkg:npm/warehouse"', odd)).toBe(true);
    expect(holds('resource == MCP::Tool::"pkg:npm/warehouse#query"', odd)).toBe(false);

    const oddServer = {
      ...call,
      server: { ...call.server, identity: 'pkg:npm/warehouse#query' },
      target: { ...call.target, name: 'x' },
    };
    const oddTool = { ...call, target: { ...call.target, name: 'query#x' } };

    expect(holds('resource == MCP::Tool::"pkg:npm/warehouse#query#x"', oddTool)).toBe(true);
    expect(holds('resource == MCP::Tool::"pkg:npm/warehouse#query#x"', oddServer)).toBe(false);
  });
});

describe('arguments that are not what the policy declared', () => {
  const looks = 'no when { context.input has table && context.input.table == "people" };';

  it('count against the call for every policy that looks at them', () => {
    const forged: CallFacts = { ...call, input: { table: ['people'] } };

    expect(decide(forged, policy({ mode: 'monitor', person: set('yes;', looks) }))).toMatchObject({
      effect: 'deny',
      because: [{ kind: 'could-not-decide', code: 'type', rule: 'person/p1' }],
    });
  });

  it('do not matter where no policy looks at them', () => {
    const forged: CallFacts = { ...call, input: { table: ['people'] } };

    expect(decide(forged, policy({ person: set('yes;') })).effect).toBe('allow');
  });
});
