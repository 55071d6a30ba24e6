import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { ProcessTable } from '../../shim/session/process-table.ts';
import { readState, writeState } from './state-file.ts';

/** The daemon of a state folder, as it wrote itself down. */
export interface RunningDaemon {
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
}

const schema = z.object({ v: z.literal(1), pid: z.number(), started: z.nullable(z.string()), since: z.string() });

/** Writes down that this process is the daemon. @returns how to take it back */
export function markDaemon(stateFolder: string, table: ProcessTable, now: Date): () => void {
  const path = markPath(stateFolder);
  const started = table.read(process.pid)?.started ?? null;
  const mark = `${JSON.stringify({ v: 1, pid: process.pid, started, since: now.toISOString() })}\n`;
  writeState(path, mark, 'crash');
  return () => {
    if (readState(path) === mark) {
      rmSync(path, { force: true });
    }
  };
}

/** Null when none runs: a mark of a process that is gone, or whose number another one has now, counts for nothing. */
export function runningDaemon(stateFolder: string, table: ProcessTable): RunningDaemon | null {
  const parsed = schema.safeParse(asJson(readState(markPath(stateFolder))));
  if (!parsed.success) {
    return null;
  }
  const { pid, started, since } = parsed.data;
  const facts = table.read(pid);
  return facts !== null && (started === null || facts.started === started) ? { pid, since } : null;
}

const STOP_MS = 10_000;
const LOOK_EVERY_MS = 50;

/**
 * Ends the daemon of a state folder and waits until it is gone.
 *
 * @returns false when it does not go
 */
export async function stopDaemon(stateFolder: string, table: ProcessTable): Promise<boolean> {
  const until = Date.now() + STOP_MS;
  const daemon = runningDaemon(stateFolder, table);
  if (daemon === null || daemon.pid === process.pid) {
    return true;
  }
  process.kill(daemon.pid, 'SIGTERM');
  while (runningDaemon(stateFolder, table)?.pid === daemon.pid) {
    if (Date.now() > until) {
      return false;
    }
    await sleep(LOOK_EVERY_MS);
  }
  return true;
}

function markPath(stateFolder: string): string {
  return join(stateFolder, 'run', 'daemon.json');
}

function asJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // Half a mark is none.
    return null;
  }
}
