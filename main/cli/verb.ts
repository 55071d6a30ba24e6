import type { ParseArgsOptionsConfig } from 'node:util';
import type { Machine } from '../../scanner/machine.ts';

/** 0 done and clean · 1 findings, drift or a failed test · 2 wrong usage or input · 3 done but incomplete · 4 refused · 5 internal error. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

export interface Output {
  /** The answer: one document with `--json`, else text. */
  out(text: string): void;
  /** For long answers: settles when most of what was written is taken. @returns false once nobody reads any more */
  taken(): Promise<boolean>;
  /** Messages beside the answer. */
  note(text: string): void;
  readonly isTerminal: boolean;
  readonly color: boolean;
  readonly columns: number;
}

export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly machine: Machine;
  readonly stateFolder: string;
  readonly json: boolean;
  readonly output: Output;
  readonly now: Date;
  /** Asks the person at the terminal; null where nobody can be asked. */
  readonly ask: ((question: string) => Promise<string>) | null;
  /** The agent that started us, however many shells lie between; null when a person did, as far as can be seen. */
  readonly agentAbove: () => Promise<string | null>;
  /** Ids of the clients that run now; some have to be quit before their files are written. */
  readonly runningClients: () => Promise<ReadonlySet<string>>;
}

export interface Given {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** One verb of the command line. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** Lines after `sallyport`, one a form. */
  readonly usage: readonly string[];
  readonly options: Readonly<ParseArgsOptionsConfig>;
  /** What each option is for, for the help. */
  readonly help: Readonly<Record<string, string>>;
  run(given: Given, context: Context): Promise<ExitCode>;
}

/** Verbs by name, loaded only when they are used: a scan must not wait for code that it does not run. */
export type Verbs = Readonly<Record<string, () => Promise<Verb>>>;

export function textOption({ values }: Given, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

export function textOptions({ values }: Given, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

export function isSet({ values }: Given, name: string): boolean {
  return values[name] === true;
}
