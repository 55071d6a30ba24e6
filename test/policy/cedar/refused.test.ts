import { describe, expect, it } from 'vitest';
import { PolicyRefused } from '../../../policy/cedar/fault.ts';
import { compilePolicy, preparePolicy } from '../../../policy/cedar/policy.ts';
import { conditionForm, formOf } from './wasm-form.ts';

function withBody(body: unknown): unknown {
  const all = { op: 'All' };
  return { effect: 'permit', principal: all, action: all, resource: all, conditions: [{ kind: 'when', body }] };
}

describe('a policy that our evaluator does not take', () => {
  it.each([
    ['a function of a later Cedar', withBody({ regexMatch: [{ Value: 'a' }, { Value: 'b' }] })],
    ['an operator of a later Cedar', withBody({ '%': { left: { Value: 1 }, right: { Value: 2 } } })],
    ['partial evaluation', conditionForm('unknown("x")')],
    ['a number that JavaScript can not hold', conditionForm('context.n == 9007199254740993')],
    ['a number at the edge of 64 bits', conditionForm('context.n == -9223372036854775808')],
    ['a fraction', withBody({ '==': { left: { Value: 1.5 }, right: { Value: 1 } } })],
    ['a null', withBody({ Value: null })],
    ['too many arguments', conditionForm('ip("1.1.1.1").isInRange(ip("1.0.0.0/8"), ip("2.0.0.0/8"))')],
    ['two operators in one place', withBody({ '!': { arg: { Value: true } }, Value: true })],
    ['two operators inside a chain', withBody({ '&&': { left: { '&&': {}, Value: true }, right: { Value: true } } })],
    ['an operand too many', withBody({ '!': { arg: { Value: true }, more: 1 } })],
    ['an operand too few', withBody({ '==': { left: { Value: true } } })],
    ['a slot of a template', withBody({ Slot: '?principal' })],
    [
      'a head with a slot',
      { ...Object(formOf('permit(principal, action, resource);')), principal: { op: '==', slot: '?principal' } },
    ],
    ['an unknown part', { ...Object(formOf('permit(principal, action, resource);')), priority: 1 }],
    ['an unknown effect', { ...Object(formOf('permit(principal, action, resource);')), effect: 'ask' }],
    [
      'a depth beyond measure',
      withBody(Array.from({ length: 500 }).reduce<unknown>((arg) => ({ '!': { arg } }), { Value: true })),
    ],
  ])('is refused when it is compiled: %s', (_, form) => {
    expect(() => compilePolicy('p', form)).toThrow(PolicyRefused);
  });

  it.each([
    ['a function', withBody({ regexMatch: [{ Value: 'a' }, { Value: 'b' }] })],
    ['an operator', withBody({ '%': { left: { Value: 1 }, right: { Value: 2 } } })],
    ['one deep inside', withBody({ '!': { arg: { Record: { a: { Set: [{ xor: {} }] } } } } })],
    ['one in a branch', withBody({ is: { left: { Var: 'principal' }, entity_type: 'U', in: { nor: {} } } })],
  ])('is refused when it is loaded, not when it is first asked: %s', (_, form) => {
    expect(() => preparePolicy('p', form)).toThrow(PolicyRefused);
  });

  it('is not refused for names in a record that are no operators', () => {
    const form = withBody({ '==': { left: { Record: { xor: { Value: 1 } } }, right: { Record: {} } } });

    expect(preparePolicy('p', form).effect).toBe('permit');
  });

  it('is not refused for a long list of cases, which is deep in its JSON form', () => {
    const cases = Array.from({ length: 2000 }, (_, at) => `context.name == "n${at}"`).join(' || ');

    expect(compilePolicy('p', conditionForm(cases)).effect).toBe('permit');
  });
});
