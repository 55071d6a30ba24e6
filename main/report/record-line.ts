import { at } from '../../scanner/formats/document.ts';
import type { TraceRow } from '../../shim/record/trace-reader.ts';
import { visible } from '../contract/visible.ts';

/** One record of the trace as a line for people: when, who, which server, what, and how it was decided or went. */
export function recordLine({ record, connection }: TraceRow): string {
  const text = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const client = text(at(connection, ['agent', 'client']));
  const server = text(at(connection, ['server', 'name']));
  const parts = [
    text(record['time']).padEnd(24),
    text(record['kind']).padEnd(10),
    [client, server].filter((name) => name !== '').join(' → '),
    [text(at(record, ['action', 'method'])), text(at(record, ['action', 'tool']))]
      .filter((word) => word !== '')
      .join(' '),
    said(record),
  ];
  return visible(parts.filter((part) => part !== '').join('  '));
}

function said(record: TraceRow['record']): string {
  const effect = at(record, ['decision', 'effect']);
  if (typeof effect === 'string') {
    return effect;
  }
  const isOk = at(record, ['outcome', 'ok']);
  if (typeof isOk === 'boolean') {
    return isOk ? 'ok' : 'failed';
  }
  const reason = record['reason'] ?? at(record, ['server', 'unproven']);
  return typeof reason === 'string' ? reason : '';
}
