import type { Os } from './model/launch.ts';

/** The machine as the scan sees it. Tests inject another system's rules and folders; only entry points make the real one. */
export interface Machine {
  readonly os: Os;
  /** Folder of the person whose clients are looked at. */
  readonly home: string;
  /** The environment path templates may name; empty when it is not this person's own. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that stands for `/` (and the system drive) in system-wide paths. */
  readonly system: string;
  /** Folders where bare commands are looked up, in order. */
  readonly searchPath: readonly string[];
  /** Windows: executable endings, lower case, in order; elsewhere one empty string. */
  readonly programEndings: readonly string[];
  readonly userId: number | null;
}
