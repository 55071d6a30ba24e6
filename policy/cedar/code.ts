import { noEntities } from './entities.ts';
import { EvaluationFault, wrongType } from './fault.ts';
import type { Request } from './request.ts';
import type { CedarSet, EntityRef, Long, Value } from './value.ts';

/** What runs for each request. */
export type Code = (request: Request) => Value;

/** A compiled expression. */
export interface Compiled {
  readonly run: Code;
  /** Whether it is worth the same for every request. */
  readonly isConstant: boolean;
}

export function constant(value: Value): Compiled {
  return { run: () => value, isConstant: true };
}

export function variable(run: Code): Compiled {
  return { run, isConstant: false };
}

/** Works out now what depends on no request: `ip("10.0.0.0/8")` is read once, not at each call. */
export function folded(run: Code, areConstant: boolean): Compiled {
  if (!areConstant) {
    return variable(run);
  }
  try {
    return constant(run(nothing));
  } catch (error) {
    if (error instanceof EvaluationFault) {
      // It is a fault of each call that comes as far as this, not of the policy: an untaken branch may hold it.
      return variable(run);
    }
    throw error;
  }
}

// Constant operands never look at the request.
const nobody: EntityRef = { kind: 'entity', type: '', id: '', key: '' };
const nothing: Request = {
  principal: nobody,
  action: nobody,
  resource: nobody,
  context: { kind: 'record', fields: new Map() },
  entities: noEntities,
};

export function asBool(value: Value): boolean {
  if (typeof value !== 'boolean') {
    throw wrongType('bool', value);
  }
  return value;
}

export function asLong(value: Value): Long {
  if (typeof value !== 'number' && typeof value !== 'bigint') {
    throw wrongType('long', value);
  }
  return value;
}

export function asText(value: Value): string {
  if (typeof value !== 'string') {
    throw wrongType('string', value);
  }
  return value;
}

export function asEntity(value: Value): EntityRef {
  if (typeof value !== 'object' || value.kind !== 'entity') {
    throw wrongType('entity', value);
  }
  return value;
}

export function asSet(value: Value): CedarSet {
  if (typeof value !== 'object' || value.kind !== 'set') {
    throw wrongType('set', value);
  }
  return value;
}
