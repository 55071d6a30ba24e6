import type { ActivityRow } from '../../main/contract/activity.ts';

/** The tool of each call of which a record on the screen names it: an outcome says whose it is by its number alone. */
export function toolsOfCalls(rows: readonly ActivityRow[]): (row: ActivityRow) => string | null {
  const tools = new Map(
    rows.flatMap((row) => (row.tool === null || row.call === null ? [] : [[keyOf(row), row.tool]])),
  );
  return (row) => row.tool ?? (row.call === null ? null : (tools.get(keyOf(row)) ?? null));
}

/** Calls are counted anew in each segment's connection. */
function keyOf({ segment, call }: ActivityRow): string {
  return `${segment} ${call}`;
}
