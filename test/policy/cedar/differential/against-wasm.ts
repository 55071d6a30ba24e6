import { createRequire } from 'node:module';
import type { PolicySet } from '../../../../policy/cedar/policy-set.ts';
import { policySet } from '../../../../policy/cedar/policy-set.ts';
import { compilePolicy } from '../../../../policy/cedar/policy.ts';
import { ask, authorize } from '../../../../policy/cedar/authorize.ts';
import type { Entities } from '../../../../policy/cedar/entities.ts';
import { entitiesOf } from '../../../../policy/cedar/entities.ts';
import type { Expression } from './arbitrary-expression.ts';
import type { EntityId, Question, World } from './arbitrary-world.ts';
import { recordFrom, valuesFrom } from './from-cedar-json.ts';
import { entityRef } from '../../../../policy/cedar/value.ts';

type Wasm = typeof import('@cedar-policy/cedar-wasm/nodejs');
const wasm = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Wasm;

/** What one side said: ids in order, and the kind of each fault. */
export interface Answer {
  readonly decision: string;
  readonly determining: readonly string[];
  readonly errors: readonly string[];
}
export interface Difference {
  readonly texts: readonly string[];
  readonly question: Question;
  readonly wasm: Answer;
  readonly ours: Answer;
}

/** Asks both sides every question of a world. */
export function differences({ policies, entities, questions }: World): readonly Difference[] {
  const texts = policies.map((policy) => textOf(policy));
  const rows = [...entities];
  const load = wasm.preparsePolicySet('world', {
    staticPolicies: Object.fromEntries(texts.map((text, at) => [`p${at}`, text])),
  });
  if (load.type === 'failure') {
    throw new Error(`the wasm refuses what it printed: ${JSON.stringify(load.errors)}`);
  }
  const compiled = policySet(texts.map((text, at) => compilePolicy(`p${at}`, formOf(text))));
  const known = entitiesOf(
    rows.map(({ uid, attrs, tags, parents }) => ({
      ref: ref(uid),
      attributes: valuesFrom(attrs),
      tags: valuesFrom(tags),
      parents: parents.map(ref),
    })),
  );
  return questions.flatMap((question) => {
    const theirs = askWasm(question, rows);
    const ours = askOurs(question, compiled, known);
    return JSON.stringify(theirs) === JSON.stringify(ours) ? [] : [{ texts, question, wasm: theirs, ours }];
  });
}

function textOf(policy: Expression): string {
  const printed = wasm.policyToText(policy as unknown as Parameters<Wasm['policyToText']>[0]);
  if (printed.type === 'failure') {
    throw new Error(`the wasm does not take a generated policy: ${JSON.stringify([printed.errors, policy])}`);
  }
  return printed.text;
}

function formOf(text: string): unknown {
  const parsed = wasm.policyToJson(text);
  if (parsed.type === 'failure') {
    throw new Error(`the wasm does not read what it printed: ${text}`);
  }
  return parsed.json;
}

function askWasm({ principal, action, resource, context }: Question, rows: World['entities']): Answer {
  const answer = wasm.statefulIsAuthorized({
    principal,
    action,
    resource,
    context,
    preparsedPolicySetId: 'world',
    entities: rows,
  } as unknown as Parameters<Wasm['statefulIsAuthorized']>[0]);
  if (answer.type === 'failure') {
    throw new Error(`the wasm does not take a generated question: ${JSON.stringify(answer.errors)}`);
  }
  const { decision, diagnostics } = answer.response;
  return {
    decision,
    determining: inOrder(diagnostics.reason),
    errors: inOrder(diagnostics.errors.map(({ policyId, error }) => `${policyId} ${kindOf(error.message)}`)),
  };
}

function askOurs({ principal, action, resource, context }: Question, policies: PolicySet, entities: Entities): Answer {
  const request = {
    principal: ref(principal),
    action: ref(action),
    resource: ref(resource),
    context: recordFrom(context),
    entities,
  };
  const { decision, determining } = authorize(policies, request);
  const { faults } = ask(policies, request);
  return {
    decision,
    determining: inOrder(determining),
    errors: inOrder(faults.map(({ policy, fault }) => `${policy.id} ${fault.kind}`)),
  };
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^type error/, 'type'],
  [/^entity .* does not exist$/s, 'no-entity'],
  [/does not have the attribute/, 'no-attribute'],
  [/does not have the tag/, 'no-tag'],
  [/^integer overflow/, 'overflow'],
  [/extension function/, 'extension'],
];

function kindOf(message: string): string {
  return kinds.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}

function inOrder(ids: readonly string[]): readonly string[] {
  return ids.toSorted();
}

function ref({ type, id }: EntityId): ReturnType<typeof entityRef> {
  return entityRef(type, id);
}
