import { dirname, isAbsolute, join, parse, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from './clients/client.ts';
import { expandPaths, glob, literally } from './clients/expand.ts';
import { at } from './formats/document.ts';
import { parseConfig } from './formats/parse.ts';
import { inParallel } from './in-parallel.ts';
import { type Gap, gap, onceEach } from './model/gap.ts';
import { oneSpelling } from './one-spelling.ts';
import { isElsewhere } from './other-machines.ts';
import { mayRaiseDialog } from './privacy.ts';
import type { SourceDeps } from './sources.ts';

export interface Projects {
  /** Absolute folders, each existing, with the folders above them up to their repository's root. */
  readonly folders: readonly string[];
  /** What keeps this from being all: an unreadable list, more folders than are followed. */
  readonly gaps: readonly Gap[];
}

const MOST_PROJECTS = 1000;
const LARGEST_LIST_BYTES = 32 * 1024 * 1024;
const MOST_LEVELS_UP = 20;
const AT_ONCE = 16;

/** Which folders count as projects beside those that the clients themselves remember. */
export interface FurtherProjects {
  readonly named: readonly string[];
  /** From earlier scans. Those that are gone are no gap. */
  readonly remembered: readonly string[];
}

/** Project folders that were named, from the clients' own lists of recently opened ones, and remembered. The home is never walked. */
export async function findProjects(
  clients: readonly Client[],
  { named, remembered }: FurtherProjects,
  deps: SourceDeps,
): Promise<Projects> {
  const gaps: Gap[] = [];
  const listed = new Set(named.map(oneSpelling));
  for (const client of clients) {
    for (const recent of client.recentProjects) {
      for (const pattern of expandPaths(recent.paths, deps.machine)) {
        const { folders, trouble } = await readList(pattern, recent, deps);
        folders.forEach((folder) => listed.add(folder));
        if (trouble !== null) {
          const text = `${client.name}'s list of recent projects ${troubles[trouble]}`;
          gaps.push(gap(`recent-${trouble}`, text, client.name));
        }
      }
    }
  }
  remembered.forEach((folder) => listed.add(oneSpelling(folder)));
  const followed = [...listed].slice(0, MOST_PROJECTS);
  if (listed.size > MOST_PROJECTS) {
    const left = listed.size - MOST_PROJECTS;
    const text = `${left} recent projects beyond the first ${MOST_PROJECTS} were not looked at`;
    gaps.push(gap('projects-beyond', text, left, MOST_PROJECTS));
  }
  const opened = await inParallel(followed, AT_ONCE, async (item) => {
    const { folders, missing } = await foldersOf(item, deps);
    return { folders: await inParallel(folders, AT_ONCE, (folder) => withRepositoryRoot(folder, deps)), missing };
  });
  const workspaceGaps = opened.flatMap(({ missing }) => (missing === null ? [] : [missing]));
  return {
    folders: [...new Set(opened.flatMap(({ folders }) => folders.flat()))],
    gaps: onceEach([...gaps, ...workspaceGaps]),
  };
}

/** What one item of such a list opens: a folder, or the folders that a workspace file names, with its own. */
async function foldersOf(
  listed: string,
  deps: SourceDeps,
): Promise<{ readonly folders: readonly string[]; readonly missing: Gap | null }> {
  if (!listed.endsWith('.code-workspace') || (await deps.files.probe(listed)).kind === 'folder') {
    return { folders: [listed], missing: null };
  }
  const own = dirname(listed);
  const workspace = {
    paths: [],
    format: 'jsonc',
    folders: (document: unknown) =>
      foldersOfWorkspace(document)
        .map((folder) => resolveIn(own, folder))
        .filter((folder) => isElsewhere(own, deps.machine) || !isElsewhere(folder, deps.machine)),
  } as const;
  const { folders, trouble } = await readList(literally(listed), workspace, deps);
  const missing =
    trouble === null ? null : gap(`workspace-${trouble}`, `the workspace file ${listed} ${troubles[trouble]}`, listed);
  return { folders: [own, ...folders], missing };
}

/** `folders: [{ path }]`, relative to the file; addresses of other machines are left out later. */
function foldersOfWorkspace(document: unknown): readonly string[] {
  const folders = at(document, ['folders']);
  return (Array.isArray(folders) ? folders : []).flatMap((folder) => {
    const named = at(folder, ['path']) ?? at(folder, ['uri']);
    return typeof named === 'string' ? [named] : [];
  });
}

function resolveIn(folder: string, named: string): string {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(named) ? named : resolve(folder, named);
}

async function readList(
  pattern: string,
  recent: Client['recentProjects'][number],
  deps: SourceDeps,
): Promise<{ readonly folders: readonly string[]; readonly trouble: keyof typeof troubles | null }> {
  const isGuarded = (path: string): boolean => !deps.mayReadGuarded && mayRaiseDialog(path, deps.machine);
  const { paths, unlisted } = await glob(pattern, deps.files, (folder) => !isGuarded(folder));
  let trouble: keyof typeof troubles | null = unlisted.length === 0 ? null : 'unread';
  const folders = await inParallel(paths, AT_ONCE, async (path) => {
    if (isGuarded(path)) {
      trouble = (await deps.files.probe(path)).kind === 'absent' ? trouble : 'guarded';
      return [];
    }
    if (recent.format === 'sqlite') {
      const found = await deps.files.rows(path, recent.queries);
      trouble = found.kind === 'unreadable' ? 'unread' : trouble;
      return found.kind === 'rows' ? recent.folders(found.rows).flatMap(localPath) : [];
    }
    const result = await deps.files.read(path, LARGEST_LIST_BYTES);
    if (result.kind !== 'bytes') {
      trouble = result.kind === 'absent' || result.kind === 'not-a-file' ? trouble : 'unread';
      return [];
    }
    const parsed = await parseConfig(result.bytes, recent.format);
    if (!parsed.ok) {
      trouble = 'unread';
      return [];
    }
    return recent.folders(parsed.document.value).flatMap(localPath);
  });
  return { folders: folders.flat(), trouble };
}

const troubles = { unread: 'could not be read', guarded: 'needs consent to be read' } as const;

/** A plain absolute path, or a `file:` address as one; an address with a host, on another machine, is none. */
function localPath(folder: string): readonly string[] {
  if (isAbsolute(folder)) {
    return [oneSpelling(folder)];
  }
  if (!folder.startsWith('file:')) {
    return [];
  }
  try {
    return new URL(folder).hostname === '' ? [oneSpelling(fileURLToPath(folder))] : [];
  } catch {
    // A `file:` address with a broken escape names no folder.
    return [];
  }
}

async function withRepositoryRoot(project: string, { files }: SourceDeps): Promise<readonly string[]> {
  if ((await files.probe(project)).kind !== 'folder') {
    return [];
  }
  const above: string[] = [];
  for (let folder = project; above.length < MOST_LEVELS_UP && folder !== parse(folder).root; folder = dirname(folder)) {
    above.push(folder);
    if ((await files.probe(join(folder, '.git'))).kind !== 'absent') {
      return above;
    }
  }
  return [project];
}
