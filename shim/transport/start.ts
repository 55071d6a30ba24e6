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
 */
export function startServer({ command, args, env }: Launch): ServerProcess {
  return spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    windowsHide: true,
    ...(env === null ? {} : { env }),
  });
}
