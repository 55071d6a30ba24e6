import * as fc from 'fast-check';
import { comparisons } from './arbitrary-comparison.ts';
import type { Expression } from './arbitrary-expression.ts';
import {
  attributeNames,
  datetimeTexts,
  decimalTexts,
  durationTexts,
  entityPool,
  expressions,
  ipTexts,
  words,
} from './arbitrary-expression.ts';

/** A value as Cedar's JSON writes it, with `__entity` and `__extn`. */
export type CedarJson = boolean | number | string | readonly CedarJson[] | { readonly [name: string]: CedarJson };
export interface EntityId {
  readonly type: string;
  readonly id: string;
}
export interface EntityRow {
  readonly uid: EntityId;
  readonly attrs: Readonly<Record<string, CedarJson>>;
  readonly tags: Readonly<Record<string, CedarJson>>;
  readonly parents: readonly EntityId[];
}
export interface Question {
  readonly principal: EntityId;
  readonly action: EntityId;
  readonly resource: EntityId;
  readonly context: Readonly<Record<string, CedarJson>>;
}
/** Some policies, what is known, and questions to them. */
export interface World {
  readonly policies: readonly Expression[];
  readonly entities: readonly EntityRow[];
  readonly questions: readonly Question[];
}

const extension = (fn: string, texts: readonly string[], bad: (text: string) => boolean): fc.Arbitrary<CedarJson> =>
  fc.constantFrom(...texts.filter((text) => !bad(text))).map((arg) => ({ __extn: { fn, arg } }));
const text = fc.constantFrom(...words);
const entityId = fc.constantFrom<EntityId>(...entityPool);
const entity = entityId.map((id): CedarJson => ({ __entity: { type: id.type, id: id.id } }));
const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, -2_147_483_648, 3_037_000_500),
);
// Values that Cedar can not read make the whole call fail, not one policy: those are left to the conversion of arguments.
const ip = extension('ip', ipTexts, (word) => ['1.2.3.4/33', '01.2.3.4', '::1.2.3.4', '1::2::3', ''].includes(word));
const decimal = extension('decimal', decimalTexts, (word) =>
  ['922337203685477.5808', '1', '1.00000', '.5'].includes(word),
);
const datetime = extension('datetime', datetimeTexts, (word) =>
  ['2023-02-29', '2026-01-31T24:00:00Z', '2026-01-31T09:00:00', '2026-1-1'].includes(word),
);
const duration = extension('duration', durationTexts, (word) => ['106751991168d', '', '-', '1h1d'].includes(word));

const scalar: fc.Arbitrary<CedarJson> = fc.oneof(fc.boolean(), number, text, entity, ip, decimal, datetime, duration);
const set = fc.array(fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: scalar }), { maxLength: 3 });
const usual: Readonly<Record<string, fc.Arbitrary<CedarJson>>> = {
  n: number,
  s: text,
  b: fc.boolean(),
  set,
  ip,
  dec: decimal,
  dt: datetime,
  dur: duration,
  ent: entity,
};

function fieldsWith(depth: number): fc.Arbitrary<Record<string, CedarJson>> {
  return fc.record<Record<string, CedarJson>>(
    Object.fromEntries(
      attributeNames
        .filter((name) => name !== '__proto__' && (name !== 'rec' || depth > 0))
        .map((name) => [
          name,
          fc.oneof(
            { weight: 12, arbitrary: name === 'rec' ? fieldsWith(depth - 1) : (usual[name] ?? scalar) },
            { weight: 1, arbitrary: scalar },
          ),
        ]),
    ),
    { requiredKeys: [], noNullPrototype: true },
  );
}

// Parents only point to later rows, so that the hierarchy has no cycle.
const rows: fc.Arbitrary<readonly EntityRow[]> = fc.tuple(
  ...entityPool.slice(0, -1).map((uid, at) =>
    fc.record({
      uid: fc.constant<EntityId>(uid),
      attrs: fieldsWith(1),
      tags: fc.dictionary(
        text.filter((word) => word !== '__proto__'),
        fc.oneof(text, number),
        { maxKeys: 2, noNullPrototype: true },
      ),
      parents: fc.subarray<EntityId>(entityPool.slice(at + 1)),
    }),
  ),
);

const question: fc.Arbitrary<Question> = fc.record({
  principal: entityId,
  action: fc.constantFrom<EntityId>({ type: 'Action', id: 'x' }, { type: 'Action', id: 'y' }),
  resource: entityId,
  context: fieldsWith(1),
});

const entityScope = fc.oneof(
  { weight: 12, arbitrary: fc.constant({ op: 'All' }) },
  { weight: 1, arbitrary: entityId.map((id) => ({ op: '==', entity: id })) },
  { weight: 1, arbitrary: entityId.map((id) => ({ op: 'in', entity: id })) },
  { weight: 1, arbitrary: fc.constantFrom('U', 'G', 'N::T').map((type) => ({ op: 'is', entity_type: type })) },
  { weight: 1, arbitrary: entityId.map((id) => ({ op: 'is', entity_type: 'U', in: { entity: id } })) },
);
const x = { type: 'Action', id: 'x' };
const actionScope = fc.constantFrom(
  { op: 'All' },
  { op: 'All' },
  { op: '==', entity: x },
  { op: 'in', entity: x },
  { op: 'in', entities: [x, { type: 'Action', id: 'z' }] },
);
const policyWith = (effects: readonly string[]): fc.Arbitrary<Expression> =>
  fc.record({
    effect: fc.constantFrom(...effects),
    principal: entityScope,
    action: actionScope,
    resource: entityScope,
    conditions: fc.array(
      fc.record({
        kind: fc.constantFrom('when', 'when', 'unless'),
        body: fc.oneof(expressions.bool, expressions.bool, comparisons),
      }),
      {
        maxLength: 2,
      },
    ),
  });

/** Worlds of so many policies and questions. In a set of one effect every policy that holds shows; a mixed one shows who prevails. */
export function worlds(policies: number, questions: number): fc.Arbitrary<World> {
  return fc.constantFrom(['permit'], ['forbid'], ['permit', 'permit', 'forbid']).chain((effects) =>
    fc.record({
      policies: fc.array(policyWith(effects), { minLength: policies, maxLength: policies, size: 'max' }),
      entities: rows,
      questions: fc.array(question, { minLength: questions, maxLength: questions, size: 'max' }),
    }),
  );
}
