import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { pipesOf, type ServerPipes } from './pipe-holders.ts';

export interface ServerProcess {
  /** The first one; others may go on with its pipes after it. */
  readonly process: ChildProcess;
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Asked at the start: a wrapper may end at once. Null where the system does not tell. */
  readonly pipes: ServerPipes | null;
}

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
  const stdio = ['pipe', 'pipe', 'inherit'] as const;
  return serverProcess(
    spawn(command, args, { stdio: [...stdio], windowsHide: true, ...(env === null ? {} : { env }) }),
  );
}

/** Takes the pipes of a process that was just started. */
export function serverProcess(child: ChildProcessByStdio<Writable, Readable, null>): ServerProcess {
  const { stdin, stdout } = child;
  // Node would close it with the first process, and a wrapper may have handed it on to another.
  Object.assign(child, { stdin: null });
  return { process: child, stdin, stdout, pipes: child.pid === undefined ? null : pipesOf(child.pid) };
}

/** Node starts no batch files itself: what is in their arguments could become commands. */
export function isBatchFile(path: string): boolean {
  return /\.(?:cmd|bat)$/i.test(path);
}
