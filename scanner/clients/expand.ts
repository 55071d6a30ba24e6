import { isAbsolute, join, normalize, sep } from 'node:path';
import type { Files } from '../files.ts';
import type { Machine } from '../machine.ts';
import type { Os } from '../model/launch.ts';
import type { Paths, PathTemplate } from './client.ts';

/** Templates as absolute paths, globs still in them; those whose variable is unset or that need a project without one are left out. */
export function expandPaths(paths: Paths, machine: Machine, project?: string): readonly string[] {
  const templates = templatesOf(paths, machine.os);
  const expanded = templates.flatMap((template: string) => {
    const end = template.indexOf('}');
    const folder = pathOfToken(template.slice(1, end), machine, project);
    return folder === undefined ? [] : [below(folder, template.slice(end + 2))];
  });
  return expanded.length < 2 ? expanded : [...new Set(expanded)];
}

const known = new WeakMap<Machine, Map<string, string | undefined>>();

/** The folder that a token stands for, as a pattern that matches only itself. Hundreds of templates begin with one of ten. */
function pathOfToken(token: string, machine: Machine, project: string | undefined): string | undefined {
  if (token === 'project') {
    return project === undefined ? undefined : normalize(literally(project));
  }
  const folders = known.get(machine) ?? new Map<string, string | undefined>();
  known.set(machine, folders);
  if (!folders.has(token)) {
    const folder = folderOf(token, machine);
    folders.set(token, folder === undefined ? undefined : normalize(literally(folder)));
  }
  return folders.get(token);
}

/** Templates are written as paths of one kind already: nothing in them is to be made plain. */
function below(folder: string, path: string): string {
  return path === ''
    ? folder
    : `${folder.endsWith(sep) ? folder : folder + sep}${sep === '/' ? path : path.replaceAll('/', sep)}`;
}

// No path can hold it.
const STAR = '\0';

/** A path as a pattern that matches only itself: a real folder may have a star in its name. */
export function literally(path: string): string {
  return path.replaceAll('*', STAR);
}

/** A pattern as people read it. */
export function patternText(pattern: string): string {
  return pattern.replaceAll(STAR, '*');
}

/** The templates that one system has. */
export function templatesOf(paths: Paths, os: Os): readonly PathTemplate[] {
  return isList(paths) ? paths : (paths[os] ?? []);
}

function isList(paths: Paths): paths is readonly PathTemplate[] {
  return Array.isArray(paths);
}

function folderOf(token: string, machine: Machine): string | undefined {
  const { home, env, system } = machine;
  const fromEnv = (name: string): string | undefined => {
    const value = env[name];
    return value !== undefined && isAbsolute(value) ? value : undefined;
  };
  switch (token) {
    case 'home':
      return home;
    case 'system':
      return system;
    case 'config':
      return fromEnv('XDG_CONFIG_HOME') ?? join(home, '.config');
    case 'data':
      return fromEnv('XDG_DATA_HOME') ?? join(home, '.local', 'share');
    case 'appData':
      return fromEnv('APPDATA') ?? join(home, 'AppData', 'Roaming');
    case 'localAppData':
      return fromEnv('LOCALAPPDATA') ?? join(home, 'AppData', 'Local');
    case 'programFiles':
      return fromEnv('ProgramFiles') ?? join(system, 'Program Files');
    case 'programData':
      return fromEnv('ProgramData') ?? join(system, 'ProgramData');
    default:
      return token.startsWith('env:') ? fromEnv(token.slice('env:'.length)) : undefined;
  }
}

export interface Globbed {
  readonly paths: readonly string[];
  /** Folders that could not be listed, with why: what a glob would have found there is unknown. */
  readonly unlisted: readonly { readonly folder: string; readonly why: 'denied' | 'timed-out' | 'needs-consent' }[];
  /** More matches than we follow, or more names to look at. */
  readonly cut: boolean;
}

const DEEPEST = 4;
const MOST_MATCHES = 2000;
const MOST_LOOKS = 100_000;

/** Follows `*` inside segments and `**` over at most four folders. A pattern without globs is its own only match. */
export async function glob(pattern: string, files: Files, mayList: (folder: string) => boolean): Promise<Globbed> {
  const first = pattern.search(/[^/\\]*\*/);
  if (first === -1) {
    return { paths: [patternText(pattern)], unlisted: [], cut: false };
  }
  const segments = pattern.slice(first).split(/[/\\]/);
  const found: string[] = [];
  const unlisted: Globbed['unlisted'][number][] = [];
  let cut = false;
  let looks = 0;

  const list = async (folder: string): Promise<readonly string[]> => {
    if (!mayList(folder)) {
      if ((await files.probe(folder)).kind === 'folder') {
        unlisted.push({ folder, why: 'needs-consent' });
      }
      return [];
    }
    const names = await files.list(folder);
    if (typeof names === 'string') {
      unlisted.push({ folder, why: names });
      return [];
    }
    looks += 1 + names.length;
    cut ||= looks > MOST_LOOKS;
    return cut ? [] : names;
  };

  const walk = async (folder: string, index: number, depth: number): Promise<void> => {
    const segment = segments[index];
    if (cut || segment === undefined) {
      return;
    }
    const isLast = index === segments.length - 1;
    if (segment === '**') {
      await walk(folder, index + 1, 0);
      if (depth < DEEPEST) {
        for (const name of await list(folder)) {
          if (
            !name.startsWith('.git') &&
            name !== 'node_modules' &&
            (await files.probe(join(folder, name))).kind === 'folder'
          ) {
            await walk(join(folder, name), index, depth + 1);
          }
        }
      }
      return;
    }
    const names = segment.includes('*') ? (await list(folder)).filter(matcher(segment)) : [segment];
    for (const name of names) {
      const path = join(folder, name);
      if (!isLast) {
        await walk(path, index + 1, 0);
      } else if ((await files.probe(path)).kind !== 'absent') {
        if (found.length >= MOST_MATCHES) {
          cut = true;
          return;
        }
        found.push(path);
      }
    }
  };

  await walk(patternText(pattern.slice(0, first)), 0, 0);
  return { paths: [...new Set(found)], unlisted, cut };
}

function matcher(segment: string): (name: string) => boolean {
  const pieces = segment.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${pieces.join('.*')}$`, 'u');
  return (name) => expression.test(name);
}
