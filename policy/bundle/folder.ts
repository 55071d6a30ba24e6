import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FolderFiles } from './build.ts';
import type { Problem } from './problem.ts';
import { error, start } from './problem.ts';

export type ReadFolder =
  | { readonly ok: true; readonly files: FolderFiles }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a policy folder: its own files and those in `tests`. Names that begin with a dot, README files and models are left alone. */
export async function readFolder(folder: string): Promise<ReadFolder> {
  const names = await namesIn(folder);
  if (names === null) {
    const help = 'Make one with "sallyport policy init".';
    return { ok: false, problems: [error(folder, start, 'is no folder that can be read', help)] };
  }
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  for (const name of names) {
    try {
      // Bytes that are no UTF-8 would become other characters, and the policy another one.
      files.set(name, new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(folder, name))));
    } catch {
      problems.push(error(name, start, 'can not be read as UTF-8', 'Check who may read it, and how it was saved.'));
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, files };
}

/** Writes a new policy folder. Never over a file that is there. @returns names that were there and stay as they are */
export async function writeFolder(folder: string, files: FolderFiles): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const [name, text] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    } catch (fault) {
      if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) {
        throw fault;
      }
      kept.push(name);
    }
  }
  return kept;
}

async function namesIn(folder: string): Promise<readonly string[] | null> {
  try {
    const own = await readdir(folder, { withFileTypes: true });
    const hasTests = own.some((entry) => entry.isDirectory() && entry.name === 'tests');
    const tests = hasTests ? await readdir(join(folder, 'tests'), { withFileTypes: true }) : [];
    return [
      ...own.filter((entry) => entry.isFile()).map(({ name }) => name),
      ...tests.filter((entry) => entry.isFile()).map(({ name }) => `tests/${name}`),
    ].filter((name) => !/(?:^|\/)(?:\.|README)|\.onnx$/.test(name));
  } catch {
    // Missing, no folder, or not ours to read: for whoever asked it is the same.
    return null;
  }
}
