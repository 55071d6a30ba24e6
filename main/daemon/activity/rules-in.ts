import { at } from '../../../scanner/formats/document.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';

const MOST_RULES = 50;
const LONGEST_RULE = 500;

/** What had a part in a record, each once: policies and detectors by name, and reasons such as `banned`. */
export function rulesIn({ record }: TraceRow): readonly string[] {
  const found = list(at(record, ['content', 'findings'])).map((finding) => at(finding, ['rule']));
  const all = [
    ...list(at(record, ['decision', 'reasons'])),
    ...list(at(record, ['decision', 'observed'])),
    ...list(record['reasons']),
    ...found,
  ];
  const rules = all.filter((rule) => typeof rule === 'string' && rule !== '' && rule.length <= LONGEST_RULE);
  return [...new Set(rules as readonly string[])].slice(0, MOST_RULES);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
