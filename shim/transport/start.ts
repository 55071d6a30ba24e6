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
  if (process.platform === 'win32' && isBatchFile(command)) {
    return null;
  }
  const server = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    windowsHide: true,
    ...(env === null ? {} : { env }),
  });
  // It may fail before anybody follows it.
  server.on('error', (error) => failures.set(server, error));
  return server;
}

const failures = new WeakMap<ServerProcess, Error>();

/** Why a server could not be started, when that is known by now. */
export function failureToStart(server: ServerProcess): Error | null {
  return server.pid === undefined ? (failures.get(server) ?? null) : null;
}

/** Node starts no batch files itself: what is in their arguments could become commands. */
export function isBatchFile(path: string): boolean {
  return /\.(?:cmd|bat)$/i.test(path);
}
