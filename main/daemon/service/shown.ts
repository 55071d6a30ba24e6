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
  return isClean(value) ? value : (writtenOut(value) as Value);
}

const plain = /^[\x20-\x7e\n\t]*$/;
/** Breaks of lines and tabs draw what they are. */
const hidden = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|\p{M}{5}/u;
const breaks = /([\n\t])/;

/** Most answers are: they are long, and looked through without a copy. */
function isClean(value: unknown): boolean {
  if (typeof value === 'string') {
    return plain.test(value) || !hidden.test(value);
  }
  if (Array.isArray(value)) {
    return value.every(isClean);
  }
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  for (const key of Object.keys(value)) {
    if (!isClean(key) || !isClean((value as Readonly<Record<string, unknown>>)[key])) {
      return false;
    }
  }
  return true;
}

function writtenOut(value: unknown): unknown {
  if (typeof value === 'string') {
    return isClean(value) ? value : linesWrittenOut(value);
  }
  if (Array.isArray(value)) {
    return value.map(writtenOut);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [writtenOut(key), writtenOut(part)]))
    : value;
}

function linesWrittenOut(text: string): string {
  return text
    .split(breaks)
    .map((part) => (breaks.test(part) ? part : visible(part)))
    .join('');
}
