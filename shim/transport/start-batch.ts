import crossSpawn from 'cross-spawn';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { serverProcess, type Launch, type ServerProcess } from './start.ts';

/** What no quoting gets through the command interpreter, which reads a batch file's arguments line by line. */
const lineBreaks = /[\r\n\0]/;
/** Names of variables stand between these; how often a batch file has them replaced is its own business. */
const expanded = /[%!]/;
/** Commands of the interpreter, where they stand outside of quotes. */
const commands = /[&|<>^()]/;

/**
 * Why a batch file can not be given these words; null when it can. It reads them a second time, as part of a line of its own:
 * a quote inside of one ends the quotes around it, and what follows, in this word or a later one, stands outside.
 */
export function refusalForBatch({ command, args }: Launch): string | null {
  const words = [command, ...args];
  if (words.some((word) => lineBreaks.test(word))) {
    return 'its arguments hold line breaks, which a batch file can not be given';
  }
  if (words.some((word) => expanded.test(word))) {
    return 'its arguments hold % or !, which a batch file may replace';
  }
  return words.some((word) => word.includes('"')) && args.some((arg) => commands.test(arg))
    ? 'its arguments hold quotes together with one of & | < > ^ ( ), which a batch file may take for commands'
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
