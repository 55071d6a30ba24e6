import { asBool } from './code.ts';
import type { ContextReads } from './context-reads.ts';
import { compileExpression } from './expression.ts';
import { PolicyRefused } from './fault.ts';
import { listOf, objectOf, onlyKeys, partsOf } from './json-form.ts';
import type { Request } from './request.ts';
import { anchorOf, compileScope } from './scope.ts';
import { survey } from './survey.ts';

/** A policy, ready to be asked. */
export interface CompiledPolicy {
  readonly id: string;
  readonly effect: 'permit' | 'forbid';
  /** An annotation without a value is an empty text. */
  readonly annotations: ReadonlyMap<string, string>;
  /** Key of an entity that the resource, or else the principal, must be or stand below; null when it may be any. */
  readonly anchor: string | null;
  /** What its conditions look at in the context. */
  readonly contextReads: ContextReads;
  /** Whether its head names this principal, action and resource. Never a fault. */
  readonly concerns: (request: Request) => boolean;
  /** Whether its conditions hold for a request that it concerns. @throws EvaluationFault */
  readonly holds: (request: Request) => boolean;
}

/**
 * Compiles a policy in Cedar's JSON form.
 *
 * @throws PolicyRefused for templates and whatever else our evaluator does not take
 */
export function compilePolicy(id: string, form: unknown): CompiledPolicy {
  const { policy, compile } = read(id, form);
  const holds = compile();
  return { ...policy, holds };
}

/**
 * The same for a policy that was compiled before, when its bundle was built: its conditions are compiled when they are
 * first asked, because a shim that starts will need few of many.
 *
 * @throws PolicyRefused for unknown operators, now and not at a call
 */
export function preparePolicy(id: string, form: unknown): CompiledPolicy {
  const { policy, compile } = read(id, form);
  let compiled: CompiledPolicy['holds'] | null = null;
  return {
    ...policy,
    holds: (request) => {
      compiled ??= compile();
      return compiled(request);
    },
  };
}

function read(
  id: string,
  form: unknown,
): { readonly policy: Omit<CompiledPolicy, 'holds'>; readonly compile: () => CompiledPolicy['holds'] } {
  const policy = objectOf(form, 'a policy');
  onlyKeys(policy, ['effect', 'principal', 'action', 'resource', 'conditions'], ['annotations'], 'a policy');
  const effect = policy['effect'];
  if (effect !== 'permit' && effect !== 'forbid') {
    throw new PolicyRefused('a policy neither permits nor forbids');
  }
  const clauses = listOf(policy['conditions'], 'conditions').map(readClause);
  return {
    policy: {
      id,
      effect,
      annotations: annotationsOf(policy['annotations']),
      anchor: anchorOf(policy['resource'], 'resource') ?? anchorOf(policy['principal'], 'principal'),
      contextReads: survey(clauses.map(({ body }) => body)),
      concerns: compileHead(policy),
    },
    compile: () => {
      const conditions = clauses.map(compileClause);
      return (request) => conditions.every((condition) => condition(request));
    },
  };
}

function compileHead(policy: Readonly<Record<string, unknown>>): (request: Request) => boolean {
  const principal = compileScope(policy['principal'], 'principal');
  const action = compileScope(policy['action'], 'action');
  const resource = compileScope(policy['resource'], 'resource');
  return (request) =>
    (action === null || action(request.action, request.entities)) &&
    (resource === null || resource(request.resource, request.entities)) &&
    (principal === null || principal(request.principal, request.entities));
}

interface Clause {
  readonly kind: 'when' | 'unless';
  readonly body: unknown;
}

function readClause(clause: unknown): Clause {
  const { kind, body } = partsOf(clause, 'a condition', clauseParts);
  if (kind !== 'when' && kind !== 'unless') {
    throw new PolicyRefused('a condition is neither when nor unless');
  }
  return { kind, body };
}

const clauseParts = ['kind', 'body'] as const;

function compileClause({ kind, body }: Clause): (request: Request) => boolean {
  const code = compileExpression(body).run;
  return kind === 'when' ? (request) => asBool(code(request)) : (request) => !asBool(code(request));
}

function annotationsOf(value: unknown): ReadonlyMap<string, string> {
  const annotations = value === undefined ? {} : objectOf(value, 'annotations');
  return new Map(
    Object.entries(annotations).map(([name, text]): [string, string] => {
      if (typeof text !== 'string' && text !== null) {
        throw new PolicyRefused(`the annotation ${name} is no text`);
      }
      return [name, text ?? ''];
    }),
  );
}
