import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../policy/cedar/policy.ts';
import { policySet } from '../../../policy/cedar/policy-set.ts';
import { otherwiseForm, toolModeForms } from '../../../policy/classes/tool-mode-forms.ts';
import { otherwisePolicy, toolModeOf, toolModePolicies } from '../../../policy/classes/tool-modes.ts';
import { decide } from '../../../policy/decide/decide.ts';
import { call, policy } from '../decide/call.ts';
import { formOf } from '../cedar/wasm-form.ts';

type Wasm = typeof import('@cedar-policy/cedar-wasm/nodejs');
const wasm = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Wasm;

describe('a tool mode of the catalogue', () => {
  const parts = wasm.policySetTextToParts(toolModePolicies);
  const modes = policySet(
    parts.type === 'success' ? parts.policies.map((text, at) => compilePolicy(`m${at}`, formOf(text))) : [],
  );

  it.each([
    ['off', 'read', false, 'deny'],
    ['read', 'read', false, 'allow'],
    ['read', 'read', true, 'allow'],
    ['read', 'write', false, 'deny'],
    ['draft', 'write', false, 'allow'],
    ['draft', 'write', true, 'deny'],
    ['draft', 'destructive', false, 'deny'],
    ['ask', 'read', false, 'ask'],
    ['auto', 'destructive', true, 'allow'],
    [null, 'read', false, 'deny'],
  ] as const)('%s lets a call that is %s, external: %s, be %s in lockdown', (mode, effect, external, outcome) => {
    const facts = { ...call, target: { ...call.target, mode, effect, external } };

    expect(decide(facts, policy({ person: modes })).effect).toBe(outcome);
  });
});

describe('the forms that a shim has without a bundle', () => {
  it('are those that Cedar makes of the texts', () => {
    const parts = wasm.policySetTextToParts(`${toolModePolicies}\n${otherwisePolicy}`);
    const forms = parts.type === 'success' ? parts.policies.map(formOf) : [];
    const byId = (one: unknown, other: unknown): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

    expect([...toolModeForms, otherwiseForm].map(({ form }) => form).toSorted(byId)).toEqual(forms.toSorted(byId));
  });
});

describe('the mode of a tool', () => {
  it.each([
    [{ query: 'ask', '*': 'off' }, 'query', 'ask'],
    [{ query: 'ask', '*': 'off' }, 'other', 'off'],
    [{ query: 'ask' }, 'other', null],
    [{}, 'constructor', null],
  ] as const)('in %j, for %s: %s', (tools, name, mode) => {
    expect(toolModeOf(tools, name)).toBe(mode);
  });
});
