import { longOf, readDigits } from './long.ts';
import type { Long } from './value.ts';

/** A number with at most four digits after the point. */
export interface Decimal {
  readonly kind: 'decimal';
  readonly tenThousandths: Long;
}

/** Reads `-1.5`; null without a point, with more than four digits after it, or beyond 64 bits of ten-thousandths. */
export function parseDecimal(text: string): Decimal | null {
  const [, sign, whole, fraction] = /^(-?)([0-9]+)\.([0-9]{1,4})$/.exec(text) ?? [];
  const units = whole === undefined ? null : readDigits(whole);
  if (units === null || fraction === undefined) {
    return null;
  }
  const size = units * 10_000n + BigInt(fraction.padEnd(4, '0'));
  const tenThousandths = longOf(sign === '-' ? -size : size);
  return tenThousandths === null ? null : { kind: 'decimal', tenThousandths };
}
