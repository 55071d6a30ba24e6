import type { TraceReport } from '../../../shim/record/verify-trace.ts';

/** A fault of a chain as one line. */
export function faultWords({ fault }: TraceReport['faults'][number]): string {
  const details = Object.entries(fault).flatMap(([key, value]) => (key === 'kind' ? [] : [`${key} ${String(value)}`]));
  return details.length === 0 ? fault.kind : `${fault.kind} (${details.join(', ')})`;
}
