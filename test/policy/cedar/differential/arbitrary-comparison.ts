import * as fc from 'fast-check';
import type { Expression } from './arbitrary-expression.ts';
import { datetimeTexts, decimalTexts, durationTexts, ipTexts, pattern, words } from './arbitrary-expression.ts';

const literal = (value: unknown): Expression => ({ Value: value });
const small = fc.integer({ min: -2, max: 2 }).map(literal);
const made = (maker: string, texts: readonly string[]): fc.Arbitrary<Expression> =>
  fc.constantFrom(...texts).map((text) => ({ [maker]: [literal(text)] }));
const ip = made('ip', ipTexts);
const network = made('ip', [
  '10.0.0.0/8',
  '10.0.0.0/7',
  '10.1.0.0/16',
  '10.1.2.3',
  '2001:db8::/32',
  '2001:db8::/31',
  '2001:db8::1',
  '::/0',
]);
const decimal = made('decimal', decimalTexts);
const datetime = made('datetime', datetimeTexts);
const duration = made('duration', durationTexts);
const large = fc
  .tuple(
    fc.constantFrom('+', '-', '*'),
    fc.constantFrom(9_007_199_254_740_991, -9_007_199_254_740_991, 3_037_000_499, 3_037_000_500),
    fc.constantFrom(9_007_199_254_740_991, 3_037_000_499, 3_037_000_500, 1024, 1025, -1024, 1),
  )
  .map(([operator, left, right]): Expression => ({ [operator]: { left: literal(left), right: literal(right) } }));

const between = (operators: readonly string[], one: fc.Arbitrary<Expression>, other = one): fc.Arbitrary<Expression> =>
  fc
    .tuple(fc.constantFrom(...operators), one, other)
    .map(([operator, left, right]) => ({ [operator]: { left, right } }));
const called = (names: readonly string[], ...args: readonly fc.Arbitrary<Expression>[]): fc.Arbitrary<Expression> =>
  fc.tuple(fc.constantFrom(...names), ...args).map(([name, ...values]) => ({ [name]: values }));
const order = ['<', '<=', '>', '>=', '==', '!='];

/** Two literals and one operator: shallow, so that every edge of every type is met often. */
export const comparisons: fc.Arbitrary<Expression> = fc.oneof(
  between(order, small),
  between(order, large),
  between(order, datetime),
  between(order, duration),
  between(['=='], decimal),
  between(['=='], ip),
  called(['lessThan', 'lessThanOrEqual', 'greaterThan', 'greaterThanOrEqual'], decimal, decimal),
  called(['isIpv4', 'isIpv6', 'isLoopback', 'isMulticast'], ip),
  called(['isInRange'], network, network),
  between(['=='], called(['toTime'], datetime), duration),
  between(['=='], called(['toDate'], datetime), datetime),
  between(order, called(['durationSince'], datetime, datetime), duration),
  between(order, called(['offset'], datetime, duration), datetime),
  between(order, called(['toMilliseconds', 'toSeconds', 'toMinutes', 'toHours', 'toDays'], duration), small),
  fc
    .tuple(fc.constantFrom(...words), pattern)
    .map(([text, parts]) => ({ like: { left: literal(text), pattern: parts } })),
);
