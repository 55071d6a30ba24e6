import { join } from 'node:path';
import type { Rectangle } from 'electron';
import * as z from 'zod';
import { readState, writeState } from '../daemon/state-file.ts';

const bounds = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(640).max(20_000),
  height: z.number().int().min(480).max(20_000),
});
const schema = z.strictObject({ bounds, isMaximized: z.boolean() });
export type WindowState = z.infer<typeof schema>;

export const smallest = { width: 1024, height: 640 } as const;

/** Where the window was, unless that place is not on any screen any more. */
export function readWindowState(
  stateFolder: string,
  displays: readonly { readonly workArea: Rectangle }[],
): WindowState | null {
  const parsed = schema.safeParse(asJson(readState(pathIn(stateFolder))));
  return parsed.success && displays.some(({ workArea }) => overlaps(workArea, parsed.data.bounds)) ? parsed.data : null;
}

export function writeWindowState(stateFolder: string, state: WindowState): void {
  writeState(pathIn(stateFolder), `${JSON.stringify(state)}\n`, 'crash');
}

function pathIn(stateFolder: string): string {
  return join(stateFolder, 'window.json');
}

/** Enough of the title bar to take hold of. */
function overlaps(area: Rectangle, { x, y, width }: Rectangle): boolean {
  const seen = Math.min(area.x + area.width, x + width) - Math.max(area.x, x);
  return seen >= 120 && y >= area.y && y + 40 <= area.y + area.height;
}

function asJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    // A damaged file costs only the place of the window.
    return null;
  }
}
