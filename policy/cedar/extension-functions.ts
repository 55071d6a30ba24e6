import { parseDecimal } from './decimal.ts';
import { EvaluationFault, wrongType } from './fault.ts';
import { isInRange, isLoopback, isMulticast, parseIp } from './ip.ts';
import { longOf } from './long.ts';
import { dateOf, datetimeOf, durationOf, parseDatetime, parseDuration, timeOfDay } from './time.ts';
import type { Extension, Value } from './value.ts';

/** A function of Cedar's extension types. Arguments are evaluated before it is called, left to right. */
export interface ExtensionFunction {
  readonly arity: 1 | 2;
  readonly apply: (first: Value, second: Value) => Value;
}

export const extensionFunctions: ReadonlyMap<string, ExtensionFunction> = new Map([
  ['ip', constructor('ip', parseIp)],
  ['decimal', constructor('decimal', parseDecimal)],
  ['datetime', constructor('datetime', parseDatetime)],
  ['duration', constructor('duration', parseDuration)],

  ['isIpv4', method('ip', ({ version }) => version === 4)],
  ['isIpv6', method('ip', ({ version }) => version === 6)],
  ['isLoopback', method('ip', isLoopback)],
  ['isMulticast', method('ip', isMulticast)],
  ['isInRange', method2('ip', 'ip', isInRange)],

  ['lessThan', method2('decimal', 'decimal', (one, other) => one.tenThousandths < other.tenThousandths)],
  ['lessThanOrEqual', method2('decimal', 'decimal', (one, other) => one.tenThousandths <= other.tenThousandths)],
  ['greaterThan', method2('decimal', 'decimal', (one, other) => one.tenThousandths > other.tenThousandths)],
  ['greaterThanOrEqual', method2('decimal', 'decimal', (one, other) => one.tenThousandths >= other.tenThousandths)],

  ['offset', method2('datetime', 'duration', (at, by) => inRange('offset', datetimeOf(BigInt(at.ms) + BigInt(by.ms))))],
  [
    'durationSince',
    method2('datetime', 'datetime', (to, from) =>
      inRange('durationSince', durationOf(BigInt(to.ms) - BigInt(from.ms))),
    ),
  ],
  ['toDate', method('datetime', (at) => inRange('toDate', dateOf(at)))],
  ['toTime', method('datetime', (at) => inRange('toTime', timeOfDay(at)))],
  ['toMilliseconds', inUnits(1n)],
  ['toSeconds', inUnits(1000n)],
  ['toMinutes', inUnits(60_000n)],
  ['toHours', inUnits(3_600_000n)],
  ['toDays', inUnits(86_400_000n)],
]);

type Kind = Extension['kind'];
type Of<Name extends Kind> = Extract<Extension, { readonly kind: Name }>;

function constructor(name: string, parse: (text: string) => Value | null): ExtensionFunction {
  return {
    arity: 1,
    apply: (text) => {
      if (typeof text !== 'string') {
        throw wrongType('string', text);
      }
      const value = parse(text);
      if (value === null) {
        throw new EvaluationFault('extension', `${name}: the text is no ${name}`);
      }
      return value;
    },
  };
}

function method<Name extends Kind>(kind: Name, apply: (self: Of<Name>) => Value): ExtensionFunction {
  return { arity: 1, apply: (self) => apply(as(kind, self)) };
}

function method2<Name extends Kind, Other extends Kind>(
  kind: Name,
  otherKind: Other,
  apply: (self: Of<Name>, other: Of<Other>) => Value,
): ExtensionFunction {
  return { arity: 2, apply: (self, other) => apply(as(kind, self), as(otherKind, other)) };
}

/** Whole units, rounded towards zero. */
function inUnits(ms: bigint): ExtensionFunction {
  return method('duration', (duration) => longOf(BigInt(duration.ms) / ms) ?? 0);
}

function as<Name extends Kind>(kind: Name, value: Value): Of<Name> {
  if (typeof value !== 'object' || value.kind !== kind) {
    throw wrongType(kind, value);
  }
  // The line above has just compared the kind; the compiler does not follow a generic one.
  return value as Of<Name>;
}

function inRange(name: string, value: Value | null): Value {
  if (value === null) {
    throw new EvaluationFault('extension', `${name}: the result lies beyond what the type can hold`);
  }
  return value;
}
