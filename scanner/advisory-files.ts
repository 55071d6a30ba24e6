import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { localDisk } from './disk.ts';
import { type Advisories, loadAdvisories } from './identity/advisories.ts';

const LARGEST_BYTES = 64 * 1024 * 1024;

/** The advisories that ship with Sallyport and those in `<state>/advisories/*.json`. A bad file is named and the rest counts. */
export async function readAdvisories(stateFolder: string): Promise<{
  readonly advisories: Advisories;
  readonly notes: readonly string[];
}> {
  const folder = join(stateFolder, 'advisories');
  const notes: string[] = [];
  const extra: unknown[] = [];
  for (const name of namesIn(folder)) {
    try {
      extra.push(await readJson(join(folder, name)));
    } catch (error) {
      notes.push(
        `ADVISORIES_INVALID: ${join(folder, name)} is not readable JSON (${error instanceof SyntaxError ? 'syntax' : 'access'}); it was left out`,
      );
    }
  }
  const { advisories, problems } = await loadAdvisories(extra);
  return { advisories, notes: [...notes, ...problems] };
}

/** A pipe in a file's place is empty here, and never waited for. */
async function readJson(path: string): Promise<unknown> {
  const bytes = await localDisk.read(path, LARGEST_BYTES);
  if (typeof bytes === 'symbol' || bytes.length > LARGEST_BYTES) {
    throw new Error('too large');
  }
  return JSON.parse(new TextDecoder().decode(bytes));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    // No folder, no further advisories.
    return [];
  }
}
