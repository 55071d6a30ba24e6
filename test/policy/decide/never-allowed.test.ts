import { describe, expect, it } from 'vitest';
import type { CallFacts } from '../../../policy/decide/facts.ts';
import { neverAllowed } from '../../../policy/decide/never-allowed.ts';
import { call, policy, set } from './call.ts';

describe('a tool that policy can never allow', () => {
  it.each([
    ['monitor', ['no;'], true],
    ['monitor', ['no when { resource.name == "query" };'], true],
    ['monitor', ['no when { resource.name == "other" };'], false],
    ['monitor', ['no when { context.agent.client == "claude-code" };'], true],
    ['monitor', ['no when { context.session.calls > 0 };'], false],
    ['monitor', ['no when { context.session.calls == 0 };'], false],
    ['monitor', ['@observe forbid(principal, action, resource);'], false],
    ['monitor', [], false],
    ['lockdown', [], true],
    ['lockdown', ['permit(principal, action, resource == MCP::Tool::"other");'], true],
    ['lockdown', ['yes when { resource.effect == "write" };'], true],
    ['lockdown', ['yes when { context.session.calls > 0 };'], false],
    ['lockdown', ['asked;'], false],
    ['lockdown', ['yes;', 'no when { resource.effect == "read" };'], true],
  ] as const)('in %s with %j: %s', (mode, texts, expected) => {
    expect(neverAllowed(call, policy({ mode, person: set(...texts) }))).toBe(expected);
  });

  it('is one that either set forbids', () => {
    expect(neverAllowed(call, policy({ person: set('yes;'), agent: set('yes;', 'no;') }))).toBe(true);
  });

  it('is every tool of a banned server, with and without a policy', () => {
    const banned: CallFacts = { ...call, server: { ...call.server, standing: 'banned' } };

    expect([neverAllowed(banned, null), neverAllowed(call, null)]).toEqual([true, false]);
  });

  it('is every tool for an agent that stands alone without a set of its own', () => {
    const alone: CallFacts = { ...call, agent: { ...call.agent, agentOnly: true } };

    expect(neverAllowed(alone, policy({ mode: 'monitor', person: set('yes;') }))).toBe(true);
  });
});
