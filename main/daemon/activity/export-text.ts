import { csvField } from '../../report/csv-field.ts';
import { activityRow, type StoredRecord } from './activity-rows.ts';

/** Records as text to keep: each by itself, with all it needs to be understood. */
export function exportText(stored: readonly StoredRecord[], format: 'jsonl' | 'csv', isFirst: boolean): string {
  if (format === 'jsonl') {
    return stored.map(({ record, connection }) => `${joined(record, connection)}\n`).join('');
  }
  const lines = stored.map((one) => {
    const row = activityRow(one);
    return columns.map((name) => csvField(valueOf(row[name]))).join(',');
  });
  return [...(isFirst ? [columns.map(csvField).join(',')] : []), ...lines, ''].join('\r\n');
}

const columns = [
  'time',
  'kind',
  'session',
  'client',
  'server',
  'method',
  'tool',
  'effect',
  'reasons',
  'ok',
  'durationMs',
  'findings',
  'segment',
  'seq',
  'user',
  'standing',
] as const;

function joined(record: string, connection: string): string {
  return JSON.stringify({ ...(JSON.parse(record) as object), ...(JSON.parse(connection) as object) });
}

function valueOf(value: string | number | boolean | null | readonly string[]): string {
  return value === null ? '' : Array.isArray(value) ? value.join(' ') : String(value);
}
