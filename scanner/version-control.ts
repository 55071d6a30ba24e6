import { dirname, join } from 'node:path';
import type { Files } from './files.ts';

const MOST_LEVELS_UP = 64;
const markers = ['.git', '.hg', '.svn', '.jj'];

/**
 * Which of these files lie in a folder that a version control system looks after. Starts none of those systems: their
 * configs can run programs.
 */
export async function underVersionControl(
  paths: Iterable<string>,
  files: Pick<Files, 'probe'>,
): Promise<ReadonlySet<string>> {
  const known = new Map<string, Promise<boolean>>();
  const isTracked = (folder: string, levels: number): Promise<boolean> => {
    const looking = known.get(folder) ?? look(folder, levels);
    known.set(folder, looking);
    return looking;
  };
  const look = async (folder: string, levels: number): Promise<boolean> => {
    for (const marker of markers) {
      const { kind } = await files.probe(join(folder, marker));
      if (kind === 'folder' || kind === 'file') {
        return true;
      }
    }
    const above = dirname(folder);
    return above !== folder && levels > 0 && isTracked(above, levels - 1);
  };
  const tracked = new Set<string>();
  for (const path of new Set(paths)) {
    if (await isTracked(dirname(path), MOST_LEVELS_UP)) {
      tracked.add(path);
    }
  }
  return tracked;
}
