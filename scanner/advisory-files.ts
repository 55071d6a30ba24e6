import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Advisories, loadAdvisories } from './identity/advisories.ts';
import { readRegular } from './regular-file.ts';

/** The advisories that ship with Sallyport and those in `<state>/advisories/*.json`. A bad file is named and the rest counts. */
export async function readAdvisories(stateFolder: string): Promise<{
  readonly advisories: Advisories;
  readonly notes: readonly string[];
}> {
  const folder = join(stateFolder, 'advisories');
  const notes: string[] = [];
  const extra = namesIn(folder).flatMap((name): readonly { readonly path: string; readonly value: unknown }[] => {
    const path = join(folder, name);
    try {
      return [{ path, value: JSON.parse(readRegular(path)) }];
    } catch (error) {
      notes.push(leftOut(path, `not readable JSON (${error instanceof SyntaxError ? 'syntax' : 'access'})`));
      return [];
    }
  });
  const { advisories, problems } = await loadAdvisories(extra.map(({ value }) => value));
  return {
    advisories,
    notes: [...notes, ...problems.map(({ document, problem }) => leftOut(extra[document]?.path ?? folder, problem))],
  };
}

function leftOut(path: string, problem: string): string {
  return `ADVISORIES_INVALID: ${path}: ${problem}; it was left out`;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    // No folder, no further advisories.
    return [];
  }
}
