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
  const extra = namesIn(folder).flatMap((name): readonly unknown[] => {
    try {
      return [JSON.parse(readRegular(join(folder, name)))];
    } catch (error) {
      notes.push(
        `ADVISORIES_INVALID: ${join(folder, name)} is not readable JSON (${error instanceof SyntaxError ? 'syntax' : 'access'}); it was left out`,
      );
      return [];
    }
  });
  const { advisories, problems } = await loadAdvisories(extra);
  return { advisories, notes: [...notes, ...problems] };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    // No folder, no further advisories.
    return [];
  }
}
