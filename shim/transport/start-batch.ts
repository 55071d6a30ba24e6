import crossSpawn from 'cross-spawn';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { serverProcess, type Launch, type ServerProcess } from './start.ts';

/** What no quoting gets through the command interpreter, which reads a batch file's arguments line by line. */
const unquotable = /[\r\n\0]/;

/** Why a batch file can not be given these arguments; null when it can. */
export function refusalForBatch({ args }: Launch): string | null {
  return args.some((arg) => unquotable.test(arg))
    ? 'its arguments hold line breaks, which a batch file can not be given'
    : null;
}

/**
 * Starts a Windows batch file, such as `npx.cmd`, by the command interpreter with its arguments quoted for it. Only
 * loaded where there is one to start.
 */
export function startBatchFile({ command, args, env }: Launch): ServerProcess {
  const stdio = ['pipe', 'pipe', 'inherit'] as const;
  // The types of this package do not follow `stdio`: two pipes are what it asks for.
  const child = crossSpawn(command, [...args], {
    stdio: [...stdio],
    windowsHide: true,
    ...(env === null ? {} : { env }),
  }) as ChildProcessByStdio<Writable, Readable, null>;
  return serverProcess(child);
}
