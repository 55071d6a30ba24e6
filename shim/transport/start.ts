import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export type ServerProcess = ChildProcessByStdio<Writable, Readable, null>;

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Null for our own. */
  readonly env: NodeJS.ProcessEnv | null;
}

/**
 * Starts a server as its client would: our folder, our process group, our stderr, and no shell.
 * Failure to start comes as the process's `error` event.
 *
 * @returns null for a Windows batch file, which this is not the way to start
 */
export function startServer({ command, args, env }: Launch): ServerProcess | null {
  return process.platform === 'win32' && isBatchFile(command)
    ? null
    : spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], windowsHide: true, ...(env === null ? {} : { env }) });
}

/** Node starts no batch files itself: what is in their arguments could become commands. */
export function isBatchFile(path: string): boolean {
  return /\.(?:cmd|bat)$/i.test(path);
}
