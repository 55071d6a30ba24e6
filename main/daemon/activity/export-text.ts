import { csvField } from '../../report/csv-field.ts';
import type { JsonObject } from '../../../shim/framing/message.ts';
import { activityRow, type StoredRecord } from './activity-rows.ts';
import { wholeRecord } from './whole-record.ts';

/** Records as text to keep: each by itself, with all it needs to be understood. */
export function exportText(stored: readonly StoredRecord[], format: 'jsonl' | 'csv', isFirst: boolean): string {
  if (format === 'jsonl') {
    return stored.map((one) => `${joined(one)}\n`).join('');
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

function joined({ record, connection, server_id: id, standing }: StoredRecord): string {
  const parts = [record, connection].map((text) => JSON.parse(text) as JsonObject);
  return JSON.stringify(wholeRecord(parts[0] ?? {}, parts[1] ?? {}, { id, standing }));
}

function valueOf(value: string | number | boolean | null | readonly string[]): string {
  return value === null ? '' : Array.isArray(value) ? value.join(' ') : String(value);
}
