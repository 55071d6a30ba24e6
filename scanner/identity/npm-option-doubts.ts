import { optionDoubts, type OptionSpec, type ReadOptions, readOptions } from './options.ts';

/** Names that npm writes out into an option with its value: what is written behind them is a word of its own. */
const shorthands = new Set('-y -q -s -d -dd -ddd -f --quiet --silent --verbose'.split(' '));
/** npx cuts its own options off before npm reads the rest. It knows no negated one, and takes the next word for its value. */
const takenForValued = /^--no(?!-install$)(?:-|$)/;

/**
 * Why options of npm and its kin leave open what runs. What is written behind a flag they take for a word of its own:
 * `npx -y=one two` runs `one`.
 */
export function npmOptionDoubts(runner: string, read: ReadOptions, spec: OptionSpec): readonly string[] {
  const flags = new Set(spec.flags.split(/\s+/));
  const odd = read.given.filter(([name, value]) =>
    flags.has(name)
      ? value !== null && (shorthands.has(name) || !(/^(?:true|false)$/.test(value) || isColour(name, value)))
      : value?.startsWith('-') === true,
  );
  return [
    ...optionDoubts(runner, read),
    ...odd.map(([name]) => `${runner} ${name} is given a value that may be read as a word of its own`),
  ];
}

function isColour(name: string, value: string): boolean {
  return name === '--color' && value === 'always';
}

/** Why npx may read options that stand behind the package: `npx --no-fund one --package two` runs `two`. */
export function behindPackageDoubts(args: readonly string[], read: ReadOptions, spec: OptionSpec): readonly string[] {
  const [last, value] = read.given.at(-1) ?? [''];
  const isEnded = args.at(-read.rest.length - 1) === '--';
  if (isEnded || value !== null || !takenForValued.test(last)) {
    return [];
  }
  return npmOptionDoubts('npx', readOptions(read.rest.slice(1), spec), spec);
}
