import type { Files } from '../files.ts';
import type { Machine } from '../machine.ts';
import { absolute, folderOf, within } from './paths.ts';
import { hasPlaceholder } from './placeholder.ts';

export interface NpmFolders {
  /** Null when it depends on a variable, or on where npm is started. */
  readonly cache: string | null;
  /** Each `node_modules` in which a global copy may lie. */
  readonly global: readonly string[];
}

const LARGEST_CONFIG_BYTES = 64 * 1024;

/** Where npm keeps what it fetched: by its variables, the person's `.npmrc`, else by its habit on this system. */
export async function npmFolders({
  files,
  machine,
}: {
  readonly files: Files;
  readonly machine: Machine;
}): Promise<NpmFolders> {
  const { os, home, env, searchPath } = machine;
  const config = await files.read(within(home, '.npmrc'), LARGEST_CONFIG_BYTES);
  const npmrc = config.kind === 'bytes' ? new TextDecoder().decode(config.bytes) : '';
  const local = env['LOCALAPPDATA'] ?? within(home, 'AppData/Local');
  const cache =
    variable(env, 'cache') ?? setting(npmrc, 'cache') ?? (os === 'win32' ? within(local, 'npm-cache') : '~/.npm');
  const prefix = variable(env, 'prefix') ?? setting(npmrc, 'prefix');
  const prefixes = [
    ...[prefix === null ? null : placeOf(prefix, machine)].filter((folder) => folder !== null),
    // Next to the program that runs npm.
    ...searchPath.map((folder) => (os === 'win32' ? folder : folderOf(folder, os))),
  ];
  return {
    cache: placeOf(cache, machine),
    global: [...new Set(prefixes)].map((folder) =>
      within(folder, os === 'win32' ? 'node_modules' : 'lib/node_modules'),
    ),
  };
}

/** npm reads its own variables in any case, with - or _. */
function variable(env: Machine['env'], name: string): string | null {
  const found = Object.entries(env).find(
    ([key, value]) => key.toLowerCase().replaceAll('-', '_') === `npm_config_${name}` && value !== '',
  );
  return found?.[1] ?? null;
}

function setting(npmrc: string, name: string): string | null {
  const lines = npmrc.split(/\r?\n/).flatMap((line) => {
    const [, key, value = ''] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return key === name ? [value.replace(/^(["'])(.*)\1$/, '$2')] : [];
  });
  return lines.at(-1) ?? null;
}

/** @returns null for a folder that depends on a variable, or on where one stands */
function placeOf(path: string, machine: Machine): string | null {
  const named = path.replace(/^\$\{HOME\}(?=[\\/]|$)/, '~');
  return hasPlaceholder(named) ? null : absolute(named, null, machine);
}
