import type { Files } from '../files.ts';
import type { Machine } from '../machine.ts';
import { absolute, folderOf, within } from './paths.ts';
import type { PackageRuns } from './step.ts';

interface Habits {
  /** Runs a copy in `node_modules` rather than what the registry holds. */
  readonly prefersCopies: boolean;
  /** Files beside the project's own that say where packages come from. */
  readonly configs: readonly string[];
}

const npm: Habits = { prefersCopies: true, configs: ['.npmrc'] };
const habits: Readonly<Record<string, Habits>> = {
  npx: npm,
  'npm exec': npm,
  bunx: { prefersCopies: true, configs: ['.npmrc', 'bunfig.toml'] },
  pnpx: { prefersCopies: false, configs: ['.npmrc', 'pnpm-workspace.yaml'] },
  'pnpm dlx': { prefersCopies: false, configs: ['.npmrc', 'pnpm-workspace.yaml'] },
  deno: { prefersCopies: true, configs: ['.npmrc', 'deno.json', 'deno.jsonc'] },
  'yarn dlx': { prefersCopies: false, configs: ['.npmrc', '.yarnrc.yml'] },
};

const MOST_LEVELS_UP = 20;
const LARGEST_CONFIG_BYTES = 64 * 1024;

/** Keys, in whichever of their formats, that choose where code comes from or what starts it. */
const choosing =
  /(?:^|[\s:.@"'[])(?:registry|registries|npmRegistryServer|npmScopes|scopes|(?:https?-?)?proxy|httpsProxy|cafile|ca|strict-ssl|enableStrictSsl|script-shell|shell|node-options|prefix|userconfig|globalconfig|git|preload|pnpmfile|global-pnpmfile|yarnPath|plugins|links|patch)["'\]]*\s*[:=]/im;

/**
 * Why the folder a package runner is started in leaves open what runs: npm and its kin read a config there, and some run a copy
 * that lies there.
 *
 * @param folder the entry's own folder, or that of the project whose file holds the entry; null when nobody says
 */
export async function startFolderDoubts(
  runs: PackageRuns,
  folder: string | null,
  { files, machine }: { readonly files: Files; readonly machine: Machine },
): Promise<readonly string[]> {
  const ways = habits[runs.runner];
  const start = folder === null ? null : absolute('.', folder, machine);
  if (ways === undefined || start === null) {
    return [];
  }
  const { modules, configs } = await lookOnce(start, ways, files, machine);
  const copy = ways.prefersCopies && modules !== null && (await isThere(within(modules, runs.name), files));
  return [
    ...(copy ? [`the project it is started in holds a copy, which ${runs.runner} prefers`] : []),
    ...configs.map((name) => `${name} of the project it is started in may change where packages come from`),
  ];
}

/**
 * Why pipx may run what lies in the folder it is started in rather than a package: it takes a file of the package's name, and what stands
 * in `__pypackages__`, first.
 */
export async function fileInPlaceDoubts(
  name: string,
  folder: string | null,
  { files, machine }: { readonly files: Files; readonly machine: Machine },
): Promise<readonly string[]> {
  const start = folder === null ? null : absolute('.', folder, machine);
  const names = start === null ? [] : [name, '__pypackages__'];
  const there = await Promise.all(names.map((one) => isThere(within(start ?? '', one), files)));
  return /\.py$/i.test(name) || there.includes(true)
    ? ['pipx may run a file of the folder it is started in, in place of the package']
    : [];
}

interface Project {
  /** Its `node_modules`, where there is one. */
  readonly modules: string | null;
  /** Those of the configs that choose where packages come from. */
  readonly configs: readonly string[];
}

// One scan asks about the same folder for each server of a project.
const looked = new WeakMap<Files, Map<string, Promise<Project>>>();

function lookOnce(start: string, ways: Habits, files: Files, machine: Machine): Promise<Project> {
  const known = looked.get(files) ?? new Map<string, Promise<Project>>();
  looked.set(files, known);
  const key = [start, ...ways.configs].join('\0');
  const looking = known.get(key) ?? look(start, ways, files, machine);
  known.set(key, looking);
  return looking;
}

async function look(start: string, ways: Habits, files: Files, machine: Machine): Promise<Project> {
  const root = await projectRoot(start, files, machine);
  const configs: string[] = [];
  // What lies in the home itself is the person's own config, which counts wherever they start something.
  const isHome = root === within(machine.home, '.').replace(/(.)[\\/]$/, '$1');
  for (const name of isHome ? [] : ways.configs) {
    if (await chooses(within(root, name), files)) {
      configs.push(name);
    }
  }
  const modules = within(root, 'node_modules');
  return { modules: (await isThere(modules, files)) ? modules : null, configs };
}

/** The nearest folder that npm takes for a project's, else the one it is started in. */
async function projectRoot(start: string, files: Files, machine: Machine): Promise<string> {
  let folder = start;
  for (let level = 0; level < MOST_LEVELS_UP; level += 1) {
    if (
      (await isThere(within(folder, 'package.json'), files)) ||
      (await isThere(within(folder, 'node_modules'), files))
    ) {
      return folder;
    }
    const above = folderOf(folder, machine.os);
    if (above === folder) {
      return start;
    }
    folder = above;
  }
  return start;
}

async function isThere(path: string, files: Files): Promise<boolean> {
  return (await files.probe(path)).kind !== 'absent';
}

/** What can not be read may say anything. */
async function chooses(path: string, files: Files): Promise<boolean> {
  const found = await files.read(path, LARGEST_CONFIG_BYTES);
  return found.kind === 'bytes' ? choosing.test(new TextDecoder().decode(found.bytes)) : found.kind !== 'absent';
}
