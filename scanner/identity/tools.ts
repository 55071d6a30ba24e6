import type { Machine } from '../machine.ts';
import type { StdioLaunch } from '../model/launch.ts';
import { bridgePrograms } from './bridges.ts';
import { compiledRunners } from './compiled-runners.ts';
import { containers } from './containers.ts';
import { guardOfProgram, guardPrograms } from './foreign-guards.ts';
import { interpreters } from './interpreters.ts';
import { jsRuntimes } from './js-runtimes.ts';
import { launchers } from './launchers.ts';
import { npmRunners } from './npm-runners.ts';
import { otherAccounts } from './other-accounts.ts';
import { ourStep } from './ours.ts';
import { plainWords } from './plain-words.ts';
import type { KnownNames, Program } from './program.ts';
import { pythonRunners } from './python-runners.ts';
import { shells } from './shells.ts';
import type { Step } from './step.ts';
import { behind, unknown } from './step.ts';

const tools = new Map([
  ...shells,
  ...launchers,
  ...otherAccounts,
  ...npmRunners,
  ...pythonRunners,
  ...interpreters,
  ...jsRuntimes,
  ...compiledRunners,
  ...containers,
]);

/** Every tool whose command line we read, and every guard and bridge. */
export const knownNames: KnownNames = {
  tools: new Set(tools.keys()),
  wrappers: new Set([...guardPrograms, ...bridgePrograms]),
};

/** What the command line alone says; null when the command is a program of its own. */
export function stepOf(
  launch: StdioLaunch,
  program: Program,
  { machine, project }: { readonly machine: Machine; readonly project: string | null },
): Step | null {
  if (program.kind === 'ours') {
    return ourStep(launch);
  }
  if (program.kind === 'tool') {
    const startFolder = launch.cwd ?? project;
    return tools.get(program.name)?.({ tool: program.name, launch, machine, startFolder }) ?? null;
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
  const isInstalled = program.kind === 'bare' || (program.kind === 'file' && program.likeTool === null);
  return isInstalled ? guardOfProgram(program.name, launch.args, launch) : null;
}
