import type { Client, RecentProjects, SourceSpec } from '../../../scanner/clients/client.ts';
import { expandPaths } from '../../../scanner/clients/expand.ts';
import { at } from '../../../scanner/formats/document.ts';
import { readEntries } from '../../../scanner/formats/entries.ts';
import type { Machine } from '../../../scanner/machine.ts';
import type { Entry, Os } from '../../../scanner/model/launch.ts';

export const systems: readonly Os[] = ['darwin', 'win32', 'linux'];

/** A machine whose home is `/h`. */
export function machine(os: Os, env: Machine['env'] = {}): Machine {
  return { os, home: '/h', env, system: '/', searchPath: [], programEndings: [''], userId: 501 };
}

/** Where a client is looked for, as `scope path`, with a project at `/p`; each place once, in order. */
export function placesOf(client: Client, os: Os, env: Machine['env'] = {}): readonly string[] {
  const lines = client.sources.flatMap((spec) => pathsOf(spec, os, env).map((path) => `${spec.scope} ${path}`));
  return [...new Set(lines)];
}

/** The entries a client finds when this document stands at this path. */
export function entriesAt(client: Client, path: string, document: unknown): readonly Entry[] {
  return specsAt(client, path).flatMap((spec) => {
    const places = [...spec.servers, ...(spec.moreServers?.(document) ?? [])];
    const entries = places.flatMap((where) => readEntries(document, where, spec.dialect).entries);
    return entries.map((entry) => spec.adjust?.(entry, document) ?? entry);
  });
}

export function namesAt(client: Client, path: string, document: unknown): readonly string[] {
  return entriesAt(client, path, document).map(({ name }) => name);
}

/** What a client's own switches give when this document stands at this path, as `rule severity`. */
export function switchesAt(client: Client, path: string, document: unknown): readonly string[] {
  return specsAt(client, path)
    .flatMap((spec) => spec.switches ?? [])
    .filter((risky) => risky.when(at(document, risky.at)))
    .map(({ finding }) => `${finding.rule} ${finding.severity}`);
}

/** Folders that a client remembers when this document stands at this path. */
export function foldersAt(client: Client, path: string, document: unknown): readonly string[] {
  return recentsAt(client, path).flatMap((recent) => recent.folders(document));
}

export function recentPathsOf(client: Client, os: Os, env: Machine['env'] = {}): readonly string[] {
  return client.recentProjects.flatMap((recent) => expandPaths(recent.paths, machine(os, env)));
}

function recentsAt(client: Client, path: string): readonly RecentProjects[] {
  const found = client.recentProjects.filter((recent) =>
    systems.some((os) => expandPaths(recent.paths, machine(os)).includes(path)),
  );
  return orFail(found, client, path);
}

function specsAt(client: Client, path: string): readonly SourceSpec[] {
  const found = client.sources.filter((spec) => systems.some((os) => pathsOf(spec, os, {}).includes(path)));
  return orFail(found, client, path);
}

function pathsOf(spec: SourceSpec, os: Os, env: Machine['env']): readonly string[] {
  return [
    ...new Set([...expandPaths(spec.paths, machine(os, env)), ...expandPaths(spec.paths, machine(os, env), '/p')]),
  ];
}

function orFail<Found>(found: readonly Found[], client: Client, path: string): readonly Found[] {
  if (found.length === 0) {
    throw new Error(`${client.name} does not look at ${path}`);
  }
  return found;
}
