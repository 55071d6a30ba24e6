import type { ParseResult } from './document.ts';
import { tooDeep, deepestLevel } from './nesting.ts';

/** A Claude Code state file of thirty megabytes has about a million. */
export const mostValues = 2_000_000;
const LONGEST_KEY = 65_536;

export const tooMany = {
  ok: false,
  outcome: 'too-large',
  detail: `more than ${mostValues} values`,
} as const;

const tooLongKey = {
  ok: false,
  outcome: 'too-large',
  detail: `a key of more than ${LONGEST_KEY} characters`,
} as const;

/**
 * What the text alone does not show: dotted keys of TOML nest without brackets, anchors of YAML multiply and can even lead back
 * to themselves. All that comes after may then recurse and need not count.
 *
 * @returns the refusal, or null when the value is within bounds
 */
export function beyondBounds(root: unknown): Extract<ParseResult, { readonly ok: false }> | null {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  let met = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) {
      continue;
    }
    if (depth >= deepestLevel) {
      return tooDeep;
    }
    const keys = Array.isArray(value) ? null : Object.keys(value);
    if (keys?.some((key) => key.length > LONGEST_KEY) === true) {
      return tooLongKey;
    }
    const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    met += children.length;
    if (met > mostValues) {
      return tooMany;
    }
    for (const child of children) {
      if (typeof child === 'object' && child !== null) {
        waiting.push({ value: child, depth: depth + 1 });
      }
    }
  }
  return null;
}
