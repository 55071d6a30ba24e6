import { describe, expect, it } from 'vitest';
import type { DenyReason } from '../../../policy/decide/decision.ts';
import { denialText } from '../../../policy/decide/denial-text.ts';

describe('what a client is told of a denied call', () => {
  it.each<readonly [readonly DenyReason[], string]>([
    [
      [{ kind: 'rule', rule: 'agent/people-only', says: 'people only' }],
      'Sallyport denied this call: people only. Rule: agent/people-only. Do not retry unchanged.',
    ],
    [
      [{ kind: 'rule', rule: 'person/p0', says: null }],
      'Sallyport denied this call: a policy forbids it. Rule: person/p0. Do not retry unchanged.',
    ],
    [
      [{ kind: 'standing', standing: 'banned' }],
      'Sallyport denied this call: the server is banned on this computer. Do not retry unchanged.',
    ],
    [
      [{ kind: 'standing', standing: 'malicious' }],
      'Sallyport denied this call: an advisory calls the server malicious. Its person should remove it. Do not retry unchanged.',
    ],
    [
      [
        { kind: 'no-rule-allows', set: 'person' },
        { kind: 'no-rule-allows', set: 'agent' },
      ],
      'Sallyport denied this call: no policy allows it, and on this computer only what a policy allows is passed on. Do not retry unchanged.',
    ],
    [
      [{ kind: 'could-not-decide', code: 'type', rule: 'person/tables' }],
      'Sallyport denied this call: a policy could not be evaluated for it. The person can see why with "sallyport policy explain". Rule: person/tables. Do not retry unchanged.',
    ],
  ])('%j', (because, text) => {
    expect(denialText({ effect: 'deny', because })).toBe(text);
  });
});
