import * as fc from 'fast-check';

/** An expression in Cedar's JSON form. */
export type Expression = Readonly<Record<string, unknown>>;

const variable = (name: string): Expression => ({ Var: name });
const value = (literal: unknown): Expression => ({ Value: literal });
const attribute = (left: Expression, attr: string): Expression => ({ '.': { left, attr } });
const context = (attr: string): Expression => attribute(variable('context'), attr);

export const entityPool = [
  { type: 'U', id: 'a' },
  { type: 'U', id: 'b' },
  { type: 'G', id: 'g' },
  { type: 'G', id: 'h' },
  { type: 'N::T', id: 't' },
  { type: 'U', id: 'unknown' },
] as const;

export const words = ['', 'a', 'b', 'ab', 'aba', 'sales_eu', 'sales_', 'é*', '😀', '__proto__', 'constructor', 'x y'];
export const ipTexts = [
  '10.0.0.0/8',
  '10.1.2.3',
  '10.1.0.0/16',
  '127.0.0.1',
  '127.0.0.1/8',
  '127.0.0.1/7',
  '10.0.0.0/7',
  '::1/127',
  '224.0.0.0/3',
  '224.0.0.0/4',
  '0.0.0.0/0',
  '::1',
  '::ffff:102:304',
  'ff00::/8',
  '2001:db8::/32',
  '2001:db8::1',
  '::/0',
  '1.2.3.4/33',
  '01.2.3.4',
  '::1.2.3.4',
  '1:2:3:4:5:6:7::',
  '1::2::3',
  '',
];
export const decimalTexts = [
  '0.0',
  '-0.0',
  '1.5',
  '1.50',
  '-1.2345',
  '922337203685477.5807',
  '922337203685477.5808',
  '1',
  '1.00000',
  '.5',
];
export const datetimeTexts = [
  '2026-01-31',
  '2024-02-29',
  '2023-02-29',
  '1969-12-31T23:00:00Z',
  '1970-01-01',
  '0000-01-01',
  '0099-12-31T00:00:00.001+2359',
  '9999-12-31T23:59:59.999-2359',
  '2026-01-31T24:00:00Z',
  '2026-01-31T09:00:00',
  '2026-1-1',
];
export const durationTexts = [
  '0ms',
  '1d2h3m4s5ms',
  '-1500ms',
  '9223372036854775807ms',
  '-9223372036854775808ms',
  '106751991168d',
  '',
  '-',
  '1h1d',
  '23h',
];

export const attributeNames = ['n', 's', 'b', 'set', 'rec', 'ip', 'dec', 'dt', 'dur', 'ent', '__proto__', 'x y'];
const name = fc.constantFrom(...attributeNames);
const identifier = name.filter((word) => word !== 'x y');
const integer = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 3_037_000_499, 3_037_000_500, -3_037_000_500, 1024),
);
const scopeVariable = fc.constantFrom('principal', 'action', 'resource').map(variable);
const entityLiteral = fc.constantFrom(...entityPool).map((entity) => value({ __entity: entity }));
const piece = fc.oneof(
  fc.constant('Wildcard'),
  fc.constantFrom('a', 'b', 'ab', '_', '*', '😀').map((Literal) => ({ Literal })),
);
export const pattern = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 4 }),
  // Pieces that may not share a letter of the text.
  fc.constantFrom([{ Literal: 'ab' }, 'Wildcard', { Literal: 'b' }], [{ Literal: 'a' }, 'Wildcard', { Literal: 'ba' }]),
);

const branches = ['if', 'then', 'else'] as const;
const depth = fc.createDepthIdentifier();

type Kind = 'bool' | 'long' | 'text' | 'entity' | 'set' | 'record' | 'ip' | 'decimal' | 'datetime' | 'duration' | 'any';

/** Expressions that are mostly well typed; about one part in sixteen is of any type at all. */
export const expressions = fc.letrec<Record<Kind, Expression>>((tie) => {
  const maybe = (kind: Kind): fc.Arbitrary<Expression> =>
    fc.oneof({ withCrossShrink: true }, { weight: 15, arbitrary: tie(kind) }, { weight: 1, arbitrary: tie('any') });
  const unary = (operator: string, kind: Kind): fc.Arbitrary<Expression> =>
    maybe(kind).map((arg) => ({ [operator]: { arg } }));
  const binary = (operators: readonly string[], one: Kind, other: Kind): fc.Arbitrary<Expression> =>
    fc
      .tuple(fc.constantFrom(...operators), maybe(one), maybe(other))
      .map(([operator, left, right]) => ({ [operator]: { left, right } }));
  const call = (functions: readonly string[], ...kinds: readonly Kind[]): fc.Arbitrary<Expression> =>
    fc.tuple(fc.constantFrom(...functions), ...kinds.map(maybe)).map(([called, ...args]) => ({ [called]: args }));
  const choice = (kind: Kind): fc.Arbitrary<Expression> =>
    fc
      .tuple(maybe('bool'), maybe(kind), maybe(kind))
      .map((parts) => ({ 'if-then-else': Object.fromEntries(branches.map((branch, at) => [branch, parts[at]])) }));
  const field = (attr: string): fc.Arbitrary<Expression> =>
    fc.oneof(
      fc.constant(context(attr)),
      scopeVariable.map((left) => attribute(left, attr)),
      fc.constant(attribute(context('rec'), attr)),
    );
  const tag = fc.tuple(maybe('entity'), maybe('text')).map(([left, right]) => ({ getTag: { left, right } }));
  const made = (maker: string, texts: readonly string[]): fc.Arbitrary<Expression> =>
    fc.oneof(
      fc.constantFrom(...texts).map((text) => ({ [maker]: [value(text)] })),
      maybe('text').map((text) => ({ [maker]: [text] })),
    );
  const kindly = (...arbitraries: readonly fc.Arbitrary<Expression>[]): fc.Arbitrary<Expression> =>
    fc.oneof({ maxDepth: 4, depthIdentifier: depth, withCrossShrink: true }, ...arbitraries);

  return {
    bool: kindly(
      fc.boolean().map(value),
      field('b'),
      binary(['&&', '||'], 'bool', 'bool'),
      unary('!', 'bool'),
      binary(['==', '!='], 'any', 'any'),
      binary(['==', '!='], 'text', 'text'),
      binary(['==', '!='], 'set', 'set'),
      binary(['==', '!='], 'record', 'record'),
      binary(['==', '!='], 'ip', 'ip'),
      binary(['==', '!='], 'datetime', 'datetime'),
      binary(['<', '<=', '>', '>='], 'long', 'long'),
      binary(['==', '<', '>'], 'long', 'long'),
      binary(['<', '<=', '>', '>='], 'datetime', 'datetime'),
      binary(['<', '<=', '>', '>='], 'duration', 'duration'),
      binary(['in'], 'entity', 'entity'),
      fc
        .tuple(maybe('entity'), fc.array(maybe('entity'), { maxLength: 3 }))
        .map(([left, list]) => ({ in: { left, right: { Set: list } } })),
      binary(['in'], 'entity', 'set'),
      binary(['contains'], 'set', 'any'),
      binary(['containsAll', 'containsAny'], 'set', 'set'),
      unary('isEmpty', 'set'),
      binary(['hasTag'], 'entity', 'text'),
      fc.tuple(maybe('record'), name).map(([left, attr]) => ({ has: { left, attr } })),
      fc.tuple(maybe('entity'), name).map(([left, attr]) => ({ has: { left, attr } })),
      fc
        .tuple(maybe('record'), fc.array(identifier, { minLength: 2, maxLength: 3 }))
        .map(([left, attr]) => ({ has: { left, attr } })),
      fc.tuple(maybe('text'), pattern).map(([left, parts]) => ({ like: { left, pattern: parts } })),
      fc
        .tuple(maybe('entity'), fc.constantFrom('U', 'G', 'N::T'))
        .map(([left, type]) => ({ is: { left, entity_type: type } })),
      fc
        .tuple(maybe('entity'), fc.constantFrom('U', 'G', 'N::T'), maybe('entity'))
        .map(([left, type, group]) => ({ is: { left, entity_type: type, in: group } })),
      call(['isIpv4', 'isIpv6', 'isLoopback', 'isMulticast'], 'ip'),
      call(['isInRange'], 'ip', 'ip'),
      call(['lessThan', 'lessThanOrEqual', 'greaterThan', 'greaterThanOrEqual'], 'decimal', 'decimal'),
      choice('bool'),
    ),
    long: kindly(
      integer.map(value),
      field('n'),
      binary(['+', '-', '*'], 'long', 'long'),
      binary(['*', '+'], 'long', 'long'),
      unary('neg', 'long'),
      call(['toMilliseconds', 'toSeconds', 'toMinutes', 'toHours', 'toDays'], 'duration'),
      choice('long'),
      tag,
    ),
    text: kindly(fc.constantFrom(...words).map(value), field('s'), choice('text'), tag),
    entity: kindly(entityLiteral, scopeVariable, field('ent'), choice('entity')),
    set: kindly(
      fc.constant<Expression>({ Set: [] }),
      field('set'),
      fc.array(maybe('any'), { maxLength: 3 }).map((members) => ({ Set: members })),
      fc.array(maybe('text'), { maxLength: 3 }).map((members) => ({ Set: members })),
      choice('set'),
    ),
    record: kindly(
      fc.constant(variable('context')),
      field('rec'),
      fc
        .dictionary(fc.constantFrom('n', 's', 'b', 'rec', 'x y', '2', '10'), maybe('any'), {
          maxKeys: 3,
          noNullPrototype: true,
        })
        .map((fields) => ({ Record: fields })),
      choice('record'),
    ),
    ip: kindly(made('ip', ipTexts), field('ip'), choice('ip')),
    decimal: kindly(made('decimal', decimalTexts), field('dec'), choice('decimal')),
    datetime: kindly(
      made('datetime', datetimeTexts),
      field('dt'),
      call(['offset'], 'datetime', 'duration'),
      call(['toDate'], 'datetime'),
      choice('datetime'),
    ),
    duration: kindly(
      made('duration', durationTexts),
      field('dur'),
      call(['durationSince'], 'datetime', 'datetime'),
      call(['toTime'], 'datetime'),
      choice('duration'),
    ),
    any: kindly(
      integer.map(value),
      fc.constantFrom(...words).map(value),
      entityLiteral,
      name.map(context),
      tie('bool'),
      tie('long'),
      tie('set'),
      tie('record'),
      tie('ip'),
      tie('decimal'),
      tie('datetime'),
      tie('duration'),
    ),
  };
});
