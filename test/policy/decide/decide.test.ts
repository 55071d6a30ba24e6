import { describe, expect, it } from 'vitest';
import { decide } from '../../../policy/decide/decide.ts';
import type { CallFacts } from '../../../policy/decide/facts.ts';
import { call, policy, set } from './call.ts';

const fault = 'when { 1 + 9007199254740991 * 1024 * context.session.calls > 0 }';
const manyCalls: CallFacts = { ...call, session: { ...call.session, calls: 9_007_199_254_740_991 } };

describe('two sets in sequence', () => {
  it.each([
    ['yes;', 'yes;', 'allow'],
    ['yes;', 'no;', 'deny'],
    ['no;', 'yes;', 'deny'],
    ['yes;', 'asked;', 'ask'],
    ['asked;', 'yes;', 'ask'],
    ['asked;', 'no;', 'deny'],
    ['yes;', '', 'deny'],
    ['yes; yes;', null, 'allow'],
    [null, 'yes;', 'allow'],
    [null, null, 'deny'],
  ])('person %j and agent %j in lockdown: %s', (person, agent, effect) => {
    const sets = [person, agent].map((text) =>
      text === null ? null : set(...text.split(' ').filter((word) => word !== '')),
    );

    expect(decide(call, policy({ person: sets[0] ?? null, agent: sets[1] ?? null })).effect).toBe(effect);
  });

  it('ask each about its own principal: people may, agents that act for them may not', () => {
    const both = policy({
      person: set('permit(principal == MCP::Person::"anna", action, resource);'),
      agent: set('yes;', '@reason("people only") forbid(principal == MCP::Agent::"claude-code", action, resource);'),
    });

    expect(decide(call, both)).toMatchObject({
      effect: 'deny',
      because: [{ kind: 'rule', rule: 'agent/p1', says: 'people only' }],
    });
  });
});

describe('an agent that stands alone', () => {
  const alone: CallFacts = { ...call, agent: { ...call.agent, agentOnly: true } };

  it('is decided by its own set only', () => {
    expect(decide(alone, policy({ person: set('no;'), agent: set('yes;') })).effect).toBe('allow');
  });

  it.each(['monitor', 'lockdown'] as const)('is denied without a set of its own, in %s too', (mode) => {
    expect(decide(alone, policy({ mode, person: set('yes;') }))).toMatchObject({
      effect: 'deny',
      because: [{ kind: 'no-rule-allows', set: 'agent' }],
    });
  });
});

describe('the mode', () => {
  it.each([
    ['monitor', '', 'allow', 'deny'],
    ['lockdown', '', 'deny', 'deny'],
    ['monitor', 'no;', 'deny', 'deny'],
    ['monitor', 'asked;', 'ask', 'ask'],
    ['monitor', 'yes;', 'allow', 'allow'],
    ['lockdown', 'yes;', 'allow', 'allow'],
  ] as const)('%s, with %j: %s, and lockdown would %s', (mode, text, effect, lockdownWould) => {
    const person = set(...(text === '' ? [] : [text]));

    expect(decide(call, policy({ mode, person }))).toMatchObject({ effect, lockdownWould, mode });
  });
});

describe('a policy that could not be evaluated', () => {
  it.each([
    ['lockdown', `no ${fault};`, 'deny'],
    ['monitor', `no ${fault};`, 'deny'],
    ['lockdown', `yes ${fault};`, 'deny'],
    ['monitor', `yes ${fault};`, 'allow'],
    ['lockdown', `asked ${fault};`, 'deny'],
    ['monitor', `asked ${fault};`, 'ask'],
    ['lockdown', `@observe forbid(principal, action, resource) ${fault};`, 'allow'],
  ] as const)('counts against the call in %s: %s gives %s', (mode, text, effect) => {
    const decision = decide(manyCalls, policy({ mode, person: set('yes;', text) }));

    expect(decision.effect).toBe(effect);
    expect(decision.faults).toMatchObject([{ rule: 'person/p1', code: 'overflow' }]);
  });

  it('still obliges: an argument that can not be read does not switch redaction off', () => {
    const person = set('yes;', `@redact("secret") permit(principal, action, resource) ${fault};`);

    expect(decide(manyCalls, policy({ mode: 'monitor', person }))).toMatchObject({
      effect: 'allow',
      because: ['person/p0'],
      obligations: { redact: ['vault-credential', 'secret'] },
    });
  });

  it('says which one, and never a value of the call', () => {
    expect(decide(manyCalls, policy({ person: set(`no ${fault};`) }))).toMatchObject({
      because: [{ kind: 'could-not-decide', code: 'overflow', rule: 'person/p0' }],
    });
  });
});

describe('annotations', () => {
  it('are obligations of every policy that allows', () => {
    const person = set(
      '@redact("secret, personal-data") @record("args") permit(principal, action, resource);',
      '@redact("secret") permit(principal, action, resource);',
      '@redact("injection") permit(principal == MCP::Person::"ben", action, resource);',
    );
    const agent = set('@record("result") permit(principal, action, resource);');

    expect(decide(call, policy({ person, agent }))).toMatchObject({
      effect: 'allow',
      because: ['person/p0', 'person/p1', 'agent/p0'],
      obligations: { redact: ['vault-credential', 'secret', 'personal-data'], record: ['args', 'result'] },
    });
  });

  it('make the strictest of the policies that hold count: a question beats a plain permit, a forbid beats both', () => {
    const asking = ['yes;', '@ask("Really?") @approval("session") permit(principal, action, resource);'];

    expect(decide(call, policy({ person: set(...asking) }))).toMatchObject({
      effect: 'ask',
      because: ['person/p1'],
      question: 'Really?',
      term: 'session',
    });
    expect(decide(call, policy({ person: set(...asking, 'no;') })).effect).toBe('deny');
  });

  it('give the shortest term when several policies ask', () => {
    const person = set(
      '@ask("One?") @approval("date") permit(principal, action, resource);',
      '@ask("Two?") @approval("session") permit(principal, action, resource);',
    );

    expect(decide(call, policy({ person }))).toMatchObject({ question: 'One? Two?', term: 'session' });
  });

  it('turn a policy into one that only watches', () => {
    const person = set('yes;', '@observe forbid(principal, action, resource);');

    expect(decide(call, policy({ person }))).toMatchObject({ effect: 'allow', observed: ['person/p1'] });
  });
});

describe('a session that can not be read', () => {
  const unread: CallFacts = { ...call, session: null };
  const stop = 'when { context.session.denials >= 3 };';

  it.each([
    ['forbids', `forbid (principal, action, resource) ${stop}`, 'deny'],
    ['asks', `@ask("Go on?") permit (principal, action, resource) ${stop}`, 'ask'],
    ['only watches', `@observe forbid (principal, action, resource) ${stop}`, 'allow'],
  ])('counts against the call where a policy that looks at it %s', (_, text, effect) => {
    expect(decide(unread, policy({ mode: 'monitor', person: set('yes;', text) })).effect).toBe(effect);
  });

  it('is nothing to policies that look at something else', () => {
    const mode = 'lockdown';

    expect(decide(unread, policy({ mode, person: set('yes;') })).effect).toBe('allow');
    expect(decide(unread, policy({ mode, person: set('yes;', 'no;') })).effect).toBe('deny');
  });
});

describe('the standing of a server', () => {
  it.each(['malicious', 'banned'] as const)('%s denies, with and without a policy', (standing) => {
    const bad: CallFacts = { ...call, server: { ...call.server, standing } };

    for (const inForce of [null, policy({ mode: 'monitor', person: set('yes;') })]) {
      expect(decide(bad, inForce)).toMatchObject({ effect: 'deny', because: [{ kind: 'standing', standing }] });
    }
  });

  it('shadow is left alone where nobody wrote a policy', () => {
    const shadow: CallFacts = { ...call, server: { ...call.server, standing: 'shadow' } };

    expect(decide(shadow, null)).toMatchObject({
      effect: 'allow',
      because: [],
      obligations: { redact: ['vault-credential'], record: [] },
    });
  });
});
