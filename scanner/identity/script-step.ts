import type { PackageUse } from '../model/identity.ts';
import type { StdioLaunch } from '../model/launch.ts';
import type { ReadOptions } from './options.ts';
import { optionDoubts } from './options.ts';
import type { Call, Step } from './step.ts';
import { opaque } from './step.ts';

/** Options of node and bun after which the program itself stands in the arguments. */
export const inlineOptions: ReadonlySet<string> = new Set(['-e', '--eval', '-p', '--print', '-pe', '--run']);

/** The step for a script file: `words[0]` is the file. */
export function scriptStep({
  interpreter,
  words,
  launch,
  doubts,
  alsoRuns,
  endings = [],
}: {
  readonly interpreter: string;
  readonly words: readonly string[];
  readonly launch: StdioLaunch;
  readonly doubts: readonly string[];
  readonly alsoRuns: readonly PackageUse[];
  readonly endings?: readonly string[];
}): Step {
  const [path = '', ...args] = words;
  const { cwd } = launch;
  return { kind: 'file', path, interpreter, endings, cwd, args, alsoRuns, doubts };
}

/** The step for an interpreter whose options are read: the first plain word is the file. */
export function fileStep(call: Call, interpreter: string, read: ReadOptions, endings: readonly string[]): Step {
  const doubts = optionDoubts(interpreter, read);
  return read.rest.length === 0
    ? opaque(doubts[0] ?? `${interpreter} is given no file`)
    : scriptStep({ interpreter, words: read.rest, launch: call.launch, doubts, alsoRuns: [], endings });
}
