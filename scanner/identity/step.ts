import type { Machine } from '../machine.ts';
import type { StdioLaunch, Launch } from '../model/launch.ts';
import type { Layer, PackageUse, Runs } from '../model/identity.ts';

/** A start of a tool we know, as a reader of its command line sees it. */
export interface Call {
  readonly tool: string;
  readonly launch: StdioLaunch;
  readonly machine: Machine;
  /** Where the client starts it: the entry's own folder, or that of its project. Null when nobody says. */
  readonly startFolder: string | null;
}

export type PackageRuns = Extract<Runs, { kind: 'package' }>;
export type ContainerRuns = Extract<Runs, { kind: 'container' }>;

/**
 * What one look at a command line tells. `doubts` are reasons why what was seen is not surely all that runs:
 * one is enough to make the server unidentified.
 */
export type Step =
  /** A wrapper: look again at what stands behind it. */
  | {
      readonly kind: 'through';
      readonly layer: Layer;
      readonly launch: Launch;
      readonly doubts?: readonly string[];
      readonly alsoRuns?: readonly PackageUse[];
    }
  | {
      readonly kind: 'package';
      readonly runs: PackageRuns;
      readonly args: readonly string[];
      /** The program taken out of the package, where it is named apart from the package. */
      readonly program: string | null;
      /** A file of this name in the folder it is started in would run in the package's place. */
      readonly yieldsTo?: string;
      readonly alsoRuns: readonly PackageUse[];
      readonly doubts: readonly string[];
    }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly interpreter: string;
      /** Endings the interpreter tries when the bare path is not a file. */
      readonly endings: readonly string[];
      readonly cwd: string | null;
      readonly args: readonly string[];
      readonly alsoRuns: readonly PackageUse[];
      readonly doubts: readonly string[];
    }
  | { readonly kind: 'container'; readonly runs: ContainerRuns; readonly doubts: readonly string[] }
  /** Nothing further can be said; `layer` is there when a guard hides the server. */
  | {
      readonly kind: 'opaque';
      readonly runs: Runs;
      readonly reason: string;
      readonly layer?: Layer;
      readonly alsoRuns?: readonly PackageUse[];
    };

export type ReadTool = (call: Call) => Step;
export type ToolTable = ReadonlyMap<string, ReadTool>;

export const unknown: Runs = { kind: 'unknown' };

export function opaque(reason: string, runs: Runs = unknown): Step {
  return { kind: 'opaque', runs, reason };
}

/** The same launch with another command behind a wrapper. */
export function behind(launch: StdioLaunch, words: readonly string[], env?: ReadonlyMap<string, string>): StdioLaunch {
  const [command = '', ...args] = words;
  return { ...launch, command, args, env: env ?? launch.env };
}
