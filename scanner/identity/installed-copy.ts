import type { Files } from '../files.ts';
import { at } from '../formats/document.ts';
import type { Machine } from '../machine.ts';
import type { InstalledCopy, Resolved } from '../model/identity.ts';
import { npmFolders } from './npm-folders.ts';
import { jsonAt, npxFolder, unpackedAt } from './npx-copy.ts';
import { within } from './paths.ts';
import type { PackageRuns } from './step.ts';

interface Deps {
  readonly files: Files;
  readonly machine: Machine;
}

const LARGEST_NOTE_BYTES = 16 * 1024 * 1024;

/**
 * Says which archive the exact version that a start names was unpacked from, by npm's own note in the folder from which
 * `npx` would start it. npm checks the archive against that hash when it unpacks it; the unpacked files are not hashed again.
 */
export async function installedCopy({ identity, runs }: Resolved, deps: Deps): Promise<InstalledCopy> {
  if (runs.kind !== 'package') {
    return unknown('it starts no package');
  }
  if (identity.kind !== runs.ecosystem) {
    return unknown(`which package it starts is not certain: ${identity.reason ?? identity.kind}`);
  }
  if (runs.runner !== 'npx' && runs.runner !== 'npm exec') {
    return unknown(`what ${runs.runner} has installed can not be checked`);
  }
  if (runs.version === null || identity.version !== runs.version) {
    return unknown('its start names no exact version');
  }
  const folders = await npmFolders(deps);
  for (const modules of folders.global) {
    if ((await deps.files.probe(within(modules, runs.name))).kind !== 'absent') {
      return unknown('a copy is installed globally, which npx prefers and of which npm notes no hash');
    }
  }
  return folders.cache === null
    ? unknown('where npm keeps its cache is not known')
    : noteOf(runs, npxFolder(folders.cache, runs), deps);
}

async function noteOf(runs: PackageRuns, folder: string, { files }: Deps): Promise<InstalledCopy> {
  const path = within(folder, 'node_modules/.package-lock.json');
  const lock = await jsonAt(path, LARGEST_NOTE_BYTES, files);
  if (lock.kind === 'absent') {
    return unknown('npx has not installed it yet: it is known once it has been started');
  }
  const noted = lock.kind === 'json' ? at(lock.value, ['packages', `node_modules/${runs.name}`]) : undefined;
  const [version, integrity] = [at(noted, ['version']), at(noted, ['integrity'])];
  if (typeof version !== 'string' || at(noted, ['link']) !== undefined) {
    return unknown(`npm's note can not be read: ${path}`);
  }
  const unpacked = await unpackedAt(folder, runs, files);
  if (version !== runs.version || at(unpacked, ['version']) !== runs.version) {
    return unknown(`another version than the one asked for is installed: ${folder}`);
  }
  const hashes = typeof integrity === 'string' ? integrity.split(/\s+/).filter((hash) => hash !== '') : [];
  return hashes.length === 0 ? unknown(`npm noted no hash: ${path}`) : { kind: 'noted', integrity: hashes };
}

function unknown(reason: string): InstalledCopy {
  return { kind: 'unknown', reason };
}
