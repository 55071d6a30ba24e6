import { EvaluationFault } from './fault.ts';
import type { Long } from './value.ts';

const minimum = -(2n ** 63n);
const maximum = 2n ** 63n - 1n;

/** Cedar's Long is 64 bits wide, a JavaScript number is exact up to 53: the rest is a `bigint`, and each Long has one form only. */
export function longOf(exact: bigint): Long | null {
  if (exact < minimum || exact > maximum) {
    return null;
  }
  const near = Number(exact);
  return Number.isSafeInteger(near) ? near : exact;
}

export function isLong(value: unknown): value is Long {
  return typeof value === 'number' || typeof value === 'bigint';
}

export function add(left: Long, right: Long): Long {
  const sum = typeof left === 'number' && typeof right === 'number' ? left + right : Number.NaN;
  return Number.isSafeInteger(sum) ? sum : within(BigInt(left) + BigInt(right), 'add');
}

export function subtract(left: Long, right: Long): Long {
  const difference = typeof left === 'number' && typeof right === 'number' ? left - right : Number.NaN;
  return Number.isSafeInteger(difference) ? difference : within(BigInt(left) - BigInt(right), 'subtract');
}

export function multiply(left: Long, right: Long): Long {
  const product = typeof left === 'number' && typeof right === 'number' ? left * right : Number.NaN;
  // Adding zero turns -0, which is no Long, into 0.
  return Number.isSafeInteger(product) ? product + 0 : within(BigInt(left) * BigInt(right), 'multiply');
}

export function negate(value: Long): Long {
  return subtract(0, value);
}

/** A run of digits as a number; null when it is far more than a Long can hold, because that would be slow to compute. */
export function readDigits(digits: string): bigint | null {
  const significant = digits.replace(/^0+/, '');
  return significant.length > 20 ? null : BigInt(significant);
}

function within(exact: bigint, verb: string): Long {
  const long = longOf(exact);
  if (long === null) {
    throw new EvaluationFault('overflow', `integer overflow: can not ${verb} the values`);
  }
  return long;
}
