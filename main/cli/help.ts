import { toolVersion } from '../version.ts';
import type { Verb, Verbs } from './verb.ts';

export async function overview(verbs: Verbs): Promise<string> {
  const all = await Promise.all(Object.values(verbs).map((load) => load()));
  const width = Math.max(...all.map(({ name }) => name.length));
  return [
    `Sallyport ${toolVersion}: the local desktop guard for MCP servers.`,
    '',
    'Usage: sallyport <verb> [options]',
    '',
    ...all.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Every verb takes --json (one document on standard output), --state DIR and --help.',
    'Exit codes: 0 done and clean, 1 findings, 2 wrong usage, 3 done but incomplete, 4 refused, 5 internal error.',
    '',
  ].join('\n');
}

export function helpFor(verb: Verb): string {
  const options = Object.entries(verb.options).map(([name, { type }]) => ({
    flag: `--${name}${type === 'string' ? ` ${valueWord(name, verb.usage)}` : ''}`,
    text: verb.help[name] ?? '',
  }));
  const width = Math.max(0, ...options.map(({ flag }) => flag.length));
  return [
    verb.summary,
    '',
    ...verb.usage.map((form, index) => `${index === 0 ? 'Usage:' : '      '} sallyport ${form}`),
    ...(options.length === 0 ? [] : ['', ...options.map(({ flag, text }) => `  ${flag.padEnd(width)}  ${text}`)]),
    '',
  ].join('\n');
}

/** What the lines of usage call an option's value. */
function valueWord(option: string, usage: readonly string[]): string {
  const named = usage.map((form) => new RegExp(`--${option} ([A-Z]+)`).exec(form)?.[1]);
  const otherwise = option === 'project' ? 'DIR' : (option.toUpperCase().split('-').at(-1) ?? '');
  return named.find((word) => word !== undefined) ?? otherwise;
}
