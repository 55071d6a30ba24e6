import { describe, expect, it } from 'vitest';
import { pathsRead } from '../../../policy/cedar/paths-read.ts';
import { policySet } from '../../../policy/cedar/policy-set.ts';
import { compilePolicy } from '../../../policy/cedar/policy.ts';
import { explain } from '../../../policy/decide/explain.ts';
import { shownValue } from '../../../policy/decide/shown-value.ts';
import { entityRef, recordOf, setOf } from '../../../policy/cedar/value.ts';
import type { Value } from '../../../policy/cedar/value.ts';
import { parseIp } from '../../../policy/cedar/ip.ts';
import { conditionForm, formOf } from '../cedar/wasm-form.ts';
import { call, policy } from './call.ts';

describe('an explained decision', () => {
  const texts = {
    tables:
      'permit(principal, action, resource) when { context.input has table && context.input.table like "sales_*" };',
    strangers:
      'forbid(principal, action, resource) when { resource.standing == "shadow" && context.session.calls > 5 };',
    others: 'forbid(principal == MCP::Person::"ben", action, resource);',
    unclear: '@observe forbid(principal, action, resource) when { context.input.amount.lessThan(decimal("1.0")) };',
  };
  const forms = new Map(Object.entries(texts).map(([id, text]) => [`person/${id}`, formOf(text)] as const));
  const person = policySet(Object.entries(texts).map(([id, text]) => compilePolicy(id, formOf(text))));

  it('names every policy that concerns the call, what it made of it, and what it saw', () => {
    const { decision, policies } = explain(call, policy({ person }), forms);

    expect(decision.effect).toBe('allow');
    expect(policies).toEqual([
      {
        rule: 'person/tables',
        effect: 'permit',
        outcome: 'holds',
        fault: null,
        values: [{ path: 'context.input.table', value: '"sales_eu"' }],
      },
      {
        rule: 'person/strangers',
        effect: 'forbid',
        outcome: 'does-not-hold',
        fault: null,
        values: [
          { path: 'resource.standing', value: '"approved"' },
          { path: 'context.session.calls', value: '0' },
        ],
      },
      {
        rule: 'person/unclear',
        effect: 'forbid',
        outcome: 'fault',
        fault: 'there is no attribute amount',
        values: [{ path: 'context.input.amount', value: null }],
      },
    ]);
  });
});

describe('what a policy looks at', () => {
  it.each([
    ['context.a.b == 1 && context has a.c', ['context.a.b', 'context.a.c']],
    ['principal == resource', ['principal', 'resource']],
    ['[context.a].contains(principal.b) || context.a.b', ['principal.b', 'context.a.b']],
    ['1 == 1', []],
  ])('%s: %j', (expression, paths) => {
    expect(pathsRead(conditionForm(expression)).map((path) => path.join('.'))).toEqual(paths);
  });
});

describe('a value for people', () => {
  it.each<readonly [string, Value | null]>([
    [String.raw`MCP::Person::"an\"na"`, entityRef('MCP::Person', 'an"na')],
    ['[1, true]', setOf([1, true])],
    ['{a: "b"}', recordOf({ a: 'b' })],
    ['ip("10.0.0.0/8")', parseIp('10.0.0.0/8')],
    ['ip("2001:db8:0:0:0:0:0:1")', parseIp('2001:db8::1')],
    ['decimal("-1.5")', { kind: 'decimal', tenThousandths: -15_000 }],
    ['datetime("1970-01-01T00:00:00.000Z")', { kind: 'datetime', ms: 0 }],
    ['duration("5ms")', { kind: 'duration', ms: 5 }],
    [`"${'x'.repeat(199)}…`, 'x'.repeat(300)],
  ])('%s', (text, value) => {
    expect(value === null ? null : shownValue(value)).toBe(text);
  });
});
