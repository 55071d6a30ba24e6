import { readFile } from 'node:fs/promises';
import type { Problem } from '../../policy/bundle/problem.ts';
import { usageError } from './run-cli.ts';
import type { Context, ExitCode } from './verb.ts';

/** @throws SallyportError `USAGE` when there is no such file, or it may not be read */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'it may not be read';
    throw usageError(`could not read ${path}: ${why}`, 'Name a file that exists and that you may read.');
  }
}

/** Tells what is wrong with a policy folder. */
export function tellProblems(problems: readonly Problem[], { json, output }: Context): ExitCode {
  output.out(json ? `${JSON.stringify({ ok: false, problems })}\n` : problemsInWords(problems));
  return 2;
}

/** One line for each, as editors and compilers write them, and what to do below it. */
export function problemsInWords(problems: readonly Problem[]): string {
  return problems
    .flatMap(({ severity, file, line, column, message, help }) => [
      `${file}:${line}:${column} ${severity}: ${message}\n`,
      ...(help === null ? [] : [`  ${help}\n`]),
    ])
    .join('');
}
