import { describe, expect, it } from 'vitest';
import { authorize } from '../../../policy/cedar/authorize.ts';
import { entitiesOf } from '../../../policy/cedar/entities.ts';
import { compilePolicy } from '../../../policy/cedar/policy.ts';
import { policySet } from '../../../policy/cedar/policy-set.ts';
import { entityRef, recordOf } from '../../../policy/cedar/value.ts';
import { conditionForm, formOf } from './wasm-form.ts';

const request = {
  principal: entityRef('U', 'a'),
  action: entityRef('Action', 'x'),
  resource: entityRef('R', 'r'),
  context: recordOf({}),
  entities: entitiesOf([]),
};
const policies = (texts: Readonly<Record<string, string>>) =>
  policySet(Object.entries(texts).map(([id, text]) => compilePolicy(id, formOf(text))));

describe('the rule of Cedar', () => {
  it('lets any forbid prevail and names every one that holds', () => {
    const set = policies({
      yes: 'permit(principal, action, resource);',
      no: 'forbid(principal is U, action, resource);',
      never: 'forbid(principal, action in [Action::"x"], resource == R::"r");',
      other: 'forbid(principal == U::"b", action, resource);',
    });

    expect(authorize(set, request)).toEqual({ decision: 'deny', determining: ['never', 'no'], errors: [] });
  });

  it('skips a forbid with a fault, which is why our decisions do not rest on it alone', () => {
    const set = policies({
      yes: 'permit(principal, action, resource);',
      no: 'forbid(principal, action, resource) when { context.amount > 100 };',
    });

    expect(authorize(set, request)).toEqual({ decision: 'allow', determining: ['yes'], errors: ['no'] });
  });
});

describe('what a policy reads of the context', () => {
  it.each([
    ['context.input.a == 1 && context has session.labels', ['input', 'session']],
    ['principal.context == 1', []],
    ['context == {}', 'all'],
    ['[context.input].contains(context)', 'all'],
  ])('%s: %j', (expression, names) => {
    const found = compilePolicy('p', conditionForm(expression)).contextReads;

    expect(found === 'all' ? found : [...found].toSorted()).toEqual(names);
  });
});
