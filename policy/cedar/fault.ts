import type { Value } from './value.ts';

export type FaultKind = 'type' | 'no-entity' | 'no-attribute' | 'no-tag' | 'overflow' | 'extension';

/** Why a policy could not be evaluated. Messages name types and attributes, never values. */
export class EvaluationFault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string) {
    super(message);
    this.name = 'EvaluationFault';
    this.kind = kind;
  }
}

/** A policy that our evaluator does not take. Thrown while it is compiled, so never at a call. */
export class PolicyRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PolicyRefused';
  }
}

export function wrongType(expected: string, actual: Value): EvaluationFault {
  return new EvaluationFault('type', `expected ${expected}, got ${typeName(actual)}`);
}

/** The type of a value in Cedar's own words. */
export function typeName(value: Value): string {
  if (typeof value === 'object') {
    return value.kind === 'ip' ? 'ipaddr' : value.kind;
  }
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : 'long';
}
