import { namedPlace } from '../../../scanner/routing/named-place.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../../../scanner/files.ts';
import type { Machine } from '../../../scanner/machine.ts';
import { readNativePolicies } from '../../../scanner/routing/native-policies.ts';
import { routeEntry } from '../../../scanner/routing/route-entry.ts';
import { noRegistry } from '../../../scanner/registry.ts';
import type { ReadSource } from '../../../scanner/scan.ts';
import type { KnownRoute, RouteOf } from '../../../scanner/servers.ts';
import { underVersionControl } from '../../../scanner/version-control.ts';
import { installLayout } from '../../../shim/install/layout.ts';
import { isPersonal, sharedFiles } from './overlays.ts';
import { overlaidEntry, type OverlayDeps } from './overlay-plans.ts';

export interface RoutesDeps {
  readonly machine: Machine;
  readonly files: Files;
  /** Where `protect` keeps its notes and the launcher. */
  readonly stateFolder: string;
}

/**
 * How the entries of these sources stand to the shim, by the rules of `protect`: what it could not put behind the shim, what
 * it guards by a personal copy, and what it had put there. Only whether the text of an entry can be edited is not tried.
 */
export async function routesNow(read: readonly ReadSource[], deps: RoutesDeps): Promise<RouteOf> {
  const known = new Map<string, KnownRoute>();
  const files = filesOf(read);
  const rules = await rulesFor(read, files, deps);
  for (const file of files) {
    for (const [pointer, route] of routesIn(file, rules)) {
      known.set(keyOf(file.realPath, pointer), route);
    }
  }
  const wasWrapped = await wrappedBefore(deps.stateFolder);
  for (const { realPath, read: ofFile } of files) {
    const places = wasWrapped(realPath);
    ofFile
      .flatMap(({ held }) => held.entries)
      .filter((entry) => places.has(namedPlace(entry)))
      .forEach(({ pointer }) =>
        known.set(keyOf(realPath, pointer), { route: 'drifted', reason: null, reasonKind: null }),
      );
  }
  return (realPath, pointer) => known.get(keyOf(realPath, pointer)) ?? null;
}

interface ReadFile {
  readonly path: string;
  readonly realPath: string;
  readonly read: readonly ReadSource[];
}

interface Rules extends OverlayDeps {
  readonly os: Machine['os'];
  readonly tracked: ReadonlySet<string>;
}

function filesOf(read: readonly ReadSource[]): readonly ReadFile[] {
  const byFile = Map.groupBy(
    read.filter(({ held }) => held.entries.length > 0),
    ({ reading, held }) => held.source.file?.facts.realPath ?? reading.path,
  );
  return [...byFile].map(([realPath, group]) => ({ path: group[0]?.reading.path ?? realPath, realPath, read: group }));
}

async function rulesFor(
  read: readonly ReadSource[],
  files: readonly ReadFile[],
  { machine, files: disk, stateFolder }: RoutesDeps,
): Promise<Rules> {
  const tracked = await underVersionControl(
    files.flatMap(({ path, realPath }) => [path, realPath]),
    disk,
  );
  const readings = read.map(({ reading }) => reading);
  return {
    os: machine.os,
    launcher: installLayout(stateFolder).launcher,
    stateFolder: stateFolder === join(machine.home, '.sallyport') ? null : stateFolder,
    tracked,
    // A scan starts nothing, and asking for a key starts a program of Windows.
    policies: await readNativePolicies(machine, disk, noRegistry),
    shared: sharedFiles(readings, (path) => tracked.has(path)),
    personal: readings.filter(isPersonal).map(({ content }) => content?.document.value),
  };
}

/** Of each entry of a file by its first reader, as `protect` sees it. Entries that are what they look like are left out. */
function routesIn({ path, realPath, read }: ReadFile, rules: Rules): readonly (readonly [string, KnownRoute])[] {
  const readings = read.map(({ reading }) => reading);
  const isInRepository = rules.tracked.has(path) || rules.tracked.has(realPath);
  const clients = [...new Set(readings.map(({ client }) => client.id))];
  const seen = new Set<string>();
  return read.flatMap(({ reading: { client, spec, content }, held }) => {
    const about = {
      client,
      alsoReadBy: clients.filter((id) => id !== client.id),
      place: { scope: spec.scope, path, realPath, isInRepository },
      document: content?.document.value,
      foreignGuard: null,
      isGuarded: false,
    };
    return held.entries
      .filter(({ pointer }) => !seen.has(pointer) && seen.add(pointer))
      .flatMap((entry) => {
        const copy = overlaidEntry({ path, readings, isInRepository }, entry, rules);
        const routing = copy === null ? routeEntry({ ...about, entry }, rules) : null;
        const route: KnownRoute | null =
          copy === 'guarded'
            ? { route: 'guarded', reason: 'by a personal copy of it', reasonKind: 'personal-copy' }
            : routing?.kind === 'unroutable'
              ? { route: 'unroutable', reason: routing.obstacle.reason, reasonKind: routing.obstacle.kind }
              : null;
        return route === null ? [] : [[entry.pointer, route] as const];
      });
  });
}

/** By our own notes, which most laptops do not have. */
async function wrappedBefore(stateFolder: string): Promise<(realPath: string) => { has(place: string): boolean }> {
  if (!existsSync(join(stateFolder, 'backups'))) {
    return () => new Set<string>();
  }
  const { wrappedHere } = await import('./wrapped-since.ts');
  return wrappedHere(stateFolder);
}

function keyOf(realPath: string, pointer: string): string {
  return `${realPath}\0${pointer}`;
}
