import type { OperationName } from '../../contract/operations.ts';
import { visible } from '../../report/visible.ts';

/** Their answers are taken up again as they are: saved, copied, kept in a file or asked about. */
const exact: ReadonlySet<string> = new Set<OperationName>([
  'activity.export',
  'clients.allowlist',
  'policy.begin',
  'policy.files',
  'policy.simulated',
  'settings.save',
  'settings.show',
]);

/**
 * An answer as a window shows it. Names come from servers, agents and whoever wrote a config: none hides a part of itself,
 * and none turns round what stands beside it.
 */
export function shownAnswer<Answer>(name: string, answer: Answer): Answer {
  return exact.has(name) ? answer : shown(answer);
}

/** @returns the very same value where there is nothing to write out */
export function shown<Value>(value: Value): Value {
  return walked(value) as Value;
}

/** Breaks of lines and tabs draw what they are. */
const hidden = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|\p{M}{5}/u;
const breaks = /([\n\t])/;

function walked(value: unknown): unknown {
  if (typeof value === 'string') {
    return hidden.test(value)
      ? value
          .split(breaks)
          .map((part) => (breaks.test(part) ? part : visible(part)))
          .join('')
      : value;
  }
  if (Array.isArray(value)) {
    const parts: readonly unknown[] = value.map(walked);
    return parts.some((part, index) => part !== value[index]) ? parts : value;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const before = Object.entries(value);
  const after = before.map(([key, part]) => [walked(key) as string, walked(part)] as const);
  return after.some(([key, part], index) => key !== before[index]?.[0] || part !== before[index][1])
    ? Object.fromEntries(after)
    : value;
}
