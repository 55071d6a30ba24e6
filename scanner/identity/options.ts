/** How a tool's options before its first plain word read. Names with their dashes, separated by blanks. */
export interface OptionSpec {
  /** Take no value and do not change which code runs. */
  readonly flags: string;
  /** Take a value and do not change which code runs. */
  readonly values: string;
  /** Change which code runs. */
  readonly changingFlags?: string;
  readonly changingValues?: string;
  /** Name and value may stand in one word, and flags may be bundled: `-it`, `-v/a:/b`. */
  readonly bundles?: boolean;
}

export interface ReadOptions {
  /** In order; a flag's value is null. */
  readonly given: readonly (readonly [name: string, value: string | null])[];
  /** From the first plain word on, or after `--`. Empty when an unknown option hides where it begins. */
  readonly rest: readonly string[];
  /** Options that change which code runs, by name. */
  readonly changing: readonly string[];
  /** An option we do not know: whether the next word is its value is anybody's guess. */
  readonly unknown: string | null;
}

/** Reads options up to the first plain word. Never guesses: an unknown option without `=` ends the reading. */
export function readOptions(args: readonly string[], spec: OptionSpec): ReadOptions {
  const [flags, values] = [words(spec.flags), words(spec.values)];
  const [changingFlags, changingValues] = [words(spec.changingFlags ?? ''), words(spec.changingValues ?? '')];
  const given: [string, string | null][] = [];
  const changing: string[] = [];
  const takesValue = (name: string) => values.has(name) || changingValues.has(name);
  const isFlag = (name: string) => flags.has(name) || changingFlags.has(name);
  const note = (name: string, value: string | null) => {
    given.push([name, value]);
    if (changingFlags.has(name) || changingValues.has(name)) {
      changing.push(name);
    }
  };

  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    if (word === '--') {
      return { given, rest: args.slice(index + 1), changing, unknown: null };
    }
    if (!word.startsWith('-') || word === '-') {
      return { given, rest: args.slice(index), changing, unknown: null };
    }
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    const bundle = spec.bundles === true && !word.startsWith('--') ? unbundle(word, isFlag, takesValue) : null;
    if (takesValue(name)) {
      note(name, equals === -1 ? (args[++index] ?? null) : word.slice(equals + 1));
    } else if (isFlag(name)) {
      note(name, equals === -1 ? null : word.slice(equals + 1));
    } else if (bundle !== null) {
      for (const [short, value] of bundle) {
        note(short, takesValue(short) && value === null ? (args[++index] ?? null) : value);
      }
    } else {
      return { given, rest: equals === -1 ? [] : args.slice(index + 1), changing, unknown: name };
    }
  }
  return { given, rest: [], changing, unknown: null };
}

/** All values given for any of these names. */
export function valuesOf(read: ReadOptions, ...names: readonly string[]): readonly string[] {
  return read.given.flatMap(([name, value]) => (names.includes(name) && value !== null ? [value] : []));
}

/** Reasons, in words, for what the options leave uncertain. */
export function optionDoubts(tool: string, read: ReadOptions): readonly string[] {
  const doubts = read.changing.map((name) => `${tool} ${name} changes which code runs`);
  return read.unknown === null ? doubts : [...doubts, `${tool} has an option we do not know: ${plain(read.unknown)}`];
}

function unbundle(
  word: string,
  isFlag: (name: string) => boolean,
  takesValue: (name: string) => boolean,
): readonly (readonly [string, string | null])[] | null {
  const found: [string, string | null][] = [];
  for (let at = 1; at < word.length; at++) {
    const name = `-${word[at] ?? ''}`;
    if (takesValue(name)) {
      const value = word.slice(at + 1).replace(/^=/, '');
      return [...found, [name, value === '' ? null : value]];
    }
    if (!isFlag(name)) {
      return null;
    }
    found.push([name, null]);
  }
  return found;
}

// An "option" can be anything, a secret too: only what looks like an option's name is repeated.
function plain(name: string): string {
  return /^--?[A-Za-z][\w.-]{0,30}$/.test(name) ? name : '(not shown)';
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}
