import type { Machine } from '../machine.ts';
import type { StdioLaunch } from '../model/launch.ts';
import { compiledRunners } from './compiled-runners.ts';
import { containers } from './containers.ts';
import { guardStep } from './foreign-guards.ts';
import { interpreters } from './interpreters.ts';
import { jsRuntimes } from './js-runtimes.ts';
import { launchers } from './launchers.ts';
import { npmRunners } from './npm-runners.ts';
import { isOurs, ourStep } from './ours.ts';
import { plainWords } from './plain-words.ts';
import type { Program } from './program.ts';
import { pythonRunners } from './python-runners.ts';
import { shells } from './shells.ts';
import type { Step } from './step.ts';
import { behind, unknown } from './step.ts';

const tools = new Map([
  ...shells,
  ...launchers,
  ...npmRunners,
  ...pythonRunners,
  ...interpreters,
  ...jsRuntimes,
  ...compiledRunners,
  ...containers,
]);

/** Every tool whose command line we read. */
export const toolNames: ReadonlySet<string> = new Set(tools.keys());
/** What the command line alone says; null when the command is a program of its own. */
export function stepOf(launch: StdioLaunch, program: Program, machine: Machine): Step | null {
  if (isOurs(launch.command)) {
    return ourStep(launch);
  }
  if (program.kind === 'tool') {
    return tools.get(program.name)?.({ tool: program.name, launch, os: machine.os }) ?? null;
  }
  if (program.kind === 'line') {
    const words = plainWords(launch.command);
    const doubts = ['the command holds a whole command line, which clients start in different ways'];
    return words === null
      ? { kind: 'opaque', runs: unknown, reason: doubts[0] ?? '' }
      : {
          kind: 'through',
          layer: { kind: 'shell', name: 'the client' },
          launch: behind(launch, [...words, ...launch.args]),
          doubts,
        };
  }
  // A relative path is a file of the project, whatever it is named.
  const installed = program.kind === 'bare' || (program.kind === 'file' && /^(?:[\\/~]|[a-z]:)/i.test(launch.command));
  return installed ? guardStep(program.name, launch.args, launch) : null;
}
