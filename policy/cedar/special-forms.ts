import { attributeOf, hasPath } from './attributes.ts';
import type { Code, Compiled } from './code.ts';
import { asBool, asEntity, asText, constant, folded, variable } from './code.ts';
import { PolicyRefused } from './fault.ts';
import { entityOf, isOnlyKey, listOf, objectOf, onlyKeys, partsOf, textOf } from './json-form.ts';
import { isIn } from './operators.ts';
import type { PatternPart } from './pattern.ts';
import { compilePattern } from './pattern.ts';
import type { Value } from './value.ts';
import { setOf } from './value.ts';

/** Compiles a part of the expression at hand. */
export type Inner = (part: unknown) => Compiled;

/** Forms that are more than an operator over operands that are all evaluated. */
export const specialForms: ReadonlyMap<string, (body: unknown, inner: Inner) => Compiled> = new Map([
  ['Value', compileValue],
  ['Var', compileVariable],
  ['.', compileAttribute],
  ['&&', (body: unknown, inner: Inner): Compiled => compileChain('&&', body, inner)],
  ['||', (body: unknown, inner: Inner): Compiled => compileChain('||', body, inner)],
  ['has', compileHas],
  ['like', compileLike],
  ['is', compileIs],
  ['if-then-else', compileIf],
  ['Set', compileSet],
  ['Record', compileRecord],
]);

function compileValue(value: unknown): Compiled {
  if (typeof value === 'boolean' || typeof value === 'string') {
    return constant(value);
  }
  if (typeof value === 'number') {
    // The JSON form passes through JavaScript numbers, so that a greater one is no longer the one that was written.
    if (!Number.isSafeInteger(value)) {
      throw new PolicyRefused('a number lies beyond 9007199254740991, the greatest that can be written in a policy');
    }
    return constant(value + 0);
  }
  return constant(entityOf(value, 'a literal'));
}

const variables: ReadonlyMap<unknown, Code> = new Map<unknown, Code>([
  ['principal', ({ principal }) => principal],
  ['action', ({ action }) => action],
  ['resource', ({ resource }) => resource],
  ['context', ({ context }) => context],
]);

function compileVariable(name: unknown): Compiled {
  const code = variables.get(name);
  if (code === undefined) {
    throw new PolicyRefused('there is an unknown variable');
  }
  return variable(code);
}

const chainParts = ['left', 'right'] as const;

/** `a && b && c` leans to the left, one level for each: walked in a loop, so that a long list of cases is not a deep one. */
function compileChain(operator: '&&' | '||', body: unknown, inner: Inner): Compiled {
  const codes: Code[] = [];
  let rest: unknown = { [operator]: body };
  while (isOnlyKey(rest, operator)) {
    const { left, right } = partsOf(rest[operator], operator, chainParts);
    codes.push(inner(right).run);
    rest = left;
  }
  codes.push(inner(rest).run);
  codes.reverse();
  const stopsAt = operator === '||';
  return variable((request) => {
    for (const code of codes) {
      if (asBool(code(request)) === stopsAt) {
        return stopsAt;
      }
    }
    return !stopsAt;
  });
}

const branches = ['if', 'then', 'else'] as const;

function compileIf(body: unknown, inner: Inner): Compiled {
  const parts = partsOf(body, 'if-then-else', branches);
  const [test, yes, no] = [inner(parts.if).run, inner(parts.then).run, inner(parts.else).run];
  return variable((request) => (asBool(test(request)) ? yes(request) : no(request)));
}

const attributeParts = ['left', 'attr'] as const;

function compileAttribute(body: unknown, inner: Inner): Compiled {
  const parts = partsOf(body, '.', attributeParts);
  const left = inner(parts.left).run;
  const name = textOf(parts.attr, 'an attribute');
  return variable((request) => attributeOf(left(request), name, request.entities));
}

function compileHas(body: unknown, inner: Inner): Compiled {
  const parts = partsOf(body, 'has', attributeParts);
  const left = inner(parts.left).run;
  const path = Array.isArray(parts.attr) ? listOf(parts.attr, 'has') : [parts.attr];
  const names = path.map((name) => textOf(name, 'an attribute'));
  if (names.length === 0) {
    throw new PolicyRefused('has names no attribute');
  }
  return variable((request) => hasPath(left(request), names, request.entities));
}

const likeParts = ['left', 'pattern'] as const;

function compileLike(body: unknown, inner: Inner): Compiled {
  const parts = partsOf(body, 'like', likeParts);
  const left = inner(parts.left).run;
  const matches = compilePattern(listOf(parts.pattern, 'a pattern').map(patternPart));
  return variable((request) => matches(asText(left(request))));
}

const literalParts = ['Literal'] as const;

function patternPart(part: unknown): PatternPart {
  if (part === 'Wildcard') {
    return 'wildcard';
  }
  return { literal: textOf(partsOf(part, 'a part of a pattern', literalParts).Literal, 'a part of a pattern') };
}

function compileIs(body: unknown, inner: Inner): Compiled {
  const object = objectOf(body, 'is');
  onlyKeys(object, ['left', 'entity_type'], ['in'], 'is');
  const left = inner(object['left']).run;
  const type = textOf(object['entity_type'], 'a type');
  if (!Object.hasOwn(object, 'in')) {
    return variable((request) => asEntity(left(request)).type === type);
  }
  const group = inner(object['in']).run;
  return variable((request) => {
    const entity = asEntity(left(request));
    return entity.type === type && isIn(entity, group(request), request.entities);
  });
}

function compileSet(body: unknown, inner: Inner): Compiled {
  const members = listOf(body, 'a set').map(inner);
  return folded(
    (request) => setOf(members.map(({ run }) => run(request))),
    members.every(({ isConstant }) => isConstant),
  );
}

function compileRecord(body: unknown, inner: Inner): Compiled {
  // Cedar evaluates in the order of the names, which decides what fault is met first.
  const fields = Object.entries(objectOf(body, 'a record'))
    .toSorted(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .map(([name, value]): readonly [string, Compiled] => [name, inner(value)]);
  return folded(
    (request) => ({
      kind: 'record',
      fields: new Map(fields.map(([name, { run }]): [string, Value] => [name, run(request)])),
    }),
    fields.every(([, { isConstant }]) => isConstant),
  );
}
