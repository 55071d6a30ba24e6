import { buildBundle, bundleBytes } from '../../../policy/bundle/build.ts';
import type { Built, FolderFiles, Label } from '../../../policy/bundle/build.ts';
import type { LoadedBundle } from '../../../policy/bundle/load.ts';
import { loadBundle } from '../../../policy/bundle/load.ts';

export const label: Label = {
  organisation: null,
  version: 1,
  issuedAt: '2026-11-20T09:00:00.000Z',
  expiresAt: null,
};

/** Files of a policy folder, with settings that say nothing where none are given. */
export function folder(files: Readonly<Record<string, string>>): FolderFiles {
  return new Map(Object.entries({ 'settings.yaml': 'version: 1\n', ...files }));
}

export function build(files: Readonly<Record<string, string>>): Promise<Built> {
  return buildBundle(folder(files), label);
}

export async function builtAndLoaded(files: FolderFiles): Promise<LoadedBundle> {
  const built = await buildBundle(files, label);
  if (!built.ok) {
    throw new Error(JSON.stringify(built.problems));
  }
  return loadBundle(bundleBytes(built.bundle));
}
