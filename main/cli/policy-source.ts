import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Built, FolderFiles, Label } from '../../policy/bundle/build.ts';
import { buildBundle, bundleBytes } from '../../policy/bundle/build.ts';
import { unpack } from '../../policy/bundle/envelope.ts';
import { readFolder } from '../../policy/bundle/folder.ts';
import type { LoadedBundle } from '../../policy/bundle/load.ts';
import { loadBundle } from '../../policy/bundle/load.ts';
import type { PolicyHere } from '../../policy/bundle/policy-here.ts';
import type { Problem } from '../../policy/bundle/problem.ts';
import { PolicyRefused } from '../../policy/cedar/fault.ts';
import { readBytes } from './policy-files.ts';
import { usageError } from './run-cli.ts';
import type { Context } from './verb.ts';

/** Where this computer's own policy is written, unless another folder is named. */
export function sourceFolder(place: string | undefined, { stateFolder }: Context): string {
  return place ?? join(stateFolder, 'policy', 'source');
}

/** A folder with what came of building it. */
export type FromFolder =
  | { readonly ok: true; readonly files: FolderFiles; readonly built: Extract<Built, { readonly ok: true }> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export async function fromFolder(folder: string, label: Label): Promise<FromFolder> {
  const read = await readFolder(folder);
  if (!read.ok) {
    return read;
  }
  const built = await buildBundle(read.files, label);
  return built.ok ? { ok: true, files: read.files, built } : built;
}

/** What stands on a bundle that is built only to be looked at. */
export function draftLabel({ now }: Context): Label {
  return { organisation: null, version: 0, issuedAt: now.toISOString(), expiresAt: null };
}

/**
 * Loads a policy to look at: a folder, or a bundle file whose signature is not checked here.
 *
 * @throws SallyportError `USAGE` when there is none at that place
 */
async function fromAnywhere(
  place: string | undefined,
  context: Context,
): Promise<
  { readonly ok: true; readonly loaded: LoadedBundle } | { readonly ok: false; readonly problems: readonly Problem[] }
> {
  const path = sourceFolder(place, context);
  if (place !== undefined && (await isFile(place))) {
    return { ok: true, loaded: await loadedFile(place) };
  }
  const source = await fromFolder(path, draftLabel(context));
  return source.ok ? { ok: true, loaded: loadBundle(bundleBytes(source.built.bundle)) } : source;
}

/**
 * What a verb looks at in place of what is in force: the policy at a place; without one this computer's own folder as long
 * as nothing was ever put in force; else null.
 */
export async function candidateAt(
  place: string | undefined,
  here: PolicyHere,
  context: Context,
): Promise<
  | { readonly ok: true; readonly candidate: LoadedBundle | null }
  | { readonly ok: false; readonly problems: readonly Problem[] }
> {
  if (place === undefined && (here.kind !== 'none' || !existsSync(sourceFolder(place, context)))) {
    return { ok: true, candidate: null };
  }
  const read = await fromAnywhere(place, context);
  return read.ok ? { ok: true, candidate: read.loaded } : read;
}

async function loadedFile(path: string): Promise<LoadedBundle> {
  try {
    return loadBundle(unpack(await readBytes(path)).payload);
  } catch (error) {
    if (error instanceof PolicyRefused) {
      throw usageError(`could not read the policy in ${path}: ${error.message}`, 'Name a policy folder or a bundle.');
    }
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // Whatever keeps us from looking is told when the folder is read.
    return false;
  }
}
