import type { Gap } from '../../../scanner/model/gap.ts';
import type { Client } from '../../../scanner/clients/client.ts';
import type { Files } from '../../../scanner/files.ts';
import { findInstalled } from '../../../scanner/installed.ts';
import type { Machine } from '../../../scanner/machine.ts';
import type { ClientId } from '../../../scanner/model/ids.ts';
import { isWithin } from '../../../scanner/privacy.ts';
import { findProjects, type FurtherProjects } from '../../../scanner/projects.ts';
import { entriesOf } from '../../../scanner/sightings.ts';
import { turns } from '../breathe.ts';
import { isPersonal, type SharedFiles, sharedFiles } from './overlays.ts';
import { readSources, type SourceReading, unreadGap } from '../../../scanner/sources.ts';
import { underVersionControl } from '../../../scanner/version-control.ts';

/** One config file that holds servers, and the clients that read it, first the one whose name our entries carry. */
export interface Candidate {
  readonly path: string;
  /** Behind links: what is written. */
  readonly realPath: string;
  readonly readings: readonly SourceReading[];
  readonly isInRepository: boolean;
}

export interface Candidates {
  readonly files: readonly Candidate[];
  /** Files that may hold servers and could not be read, with why. */
  readonly gaps: readonly Gap[];
  /** The paths behind those gaps, where each is of one. */
  readonly unread: ReadonlyMap<Gap, string>;
  /** Every single path where these clients may keep servers, whether anything is there yet or not. */
  readonly places: readonly string[];
  /** Words of the servers that plugins start, by client. */
  readonly pluginStarts: ReadonlyMap<ClientId, ReadonlySet<string>>;
  readonly shared: SharedFiles;
  /** Clients that are on this laptop. */
  readonly installed: ReadonlySet<ClientId>;
}

export interface CandidateDeps {
  readonly clients: readonly Client[];
  /** Only files of this client. Who else reads them is told all the same: their rules count too. */
  readonly only: ClientId | null;
  readonly machine: Machine;
  readonly files: Files;
  readonly mayReadGuarded: boolean;
  readonly projects: FurtherProjects;
}

/** Every config file of these clients, or of the only one, that holds at least one server. */
export async function findCandidates(deps: CandidateDeps): Promise<Candidates> {
  const installed = await findInstalled(deps.clients, deps);
  const isAsked = ({ id }: Client): boolean => deps.only === null || id === deps.only;
  const projects = await findProjects(deps.clients.filter(isAsked), deps.projects, deps);
  // Whoever is asked about by name reads its files, installed or not.
  const readers = deps.only === null ? installed : new Set([...installed, deps.only]);
  const readings = await readSources(deps.clients, readers, projects.folders, deps);

  const tracked = await underVersionControl(readings.flatMap(placesOf), deps.files);
  const shared = sharedFiles(readings, (path) => tracked.has(path));
  const turn = turns();
  const holding: SourceReading[] = [];
  for (const reading of readings) {
    if (reading.content !== null) {
      await turn();
      const { entries, strangers } = entriesOf(reading);
      const mayOverlay = shared.size > 0 && reading.spec.servers.length > 0 && isPersonal(reading);
      if (entries.length + strangers.length > 0 || mayOverlay) {
        holding.push(reading);
      }
    }
  }
  const byFile = Map.groupBy(holding, ({ path, content }) => content?.facts.realPath ?? path);
  const files = [...byFile].flatMap(([realPath, group]): readonly Candidate[] => {
    const [asked, others] = [
      group.filter(({ client }) => isAsked(client)),
      group.filter(({ client }) => !isAsked(client)),
    ];
    const [first] = asked;
    if (first === undefined) {
      return [];
    }
    const { path } = first;
    return [
      { path, realPath, readings: [...asked, ...others], isInRepository: tracked.has(path) || tracked.has(realPath) },
    ];
  });
  const unread = readings
    .filter(({ outcome, client }) => outcome !== 'read' && outcome !== 'absent' && isAsked(client))
    .filter(({ client, path }) => installed.has(client.id) || isWithin(path, deps.machine.home))
    .map((reading) => ({ gap: unreadGap(reading), path: reading.path }));
  const places = readings
    .filter(({ spec, path }) => spec.servers.length > 0 && !path.includes('*'))
    .map(({ path }) => path);
  return {
    files,
    gaps: [...unread.map(({ gap }) => gap), ...projects.gaps],
    unread: new Map(unread.map(({ gap, path }) => [gap, path])),
    places: [...new Set(places)],
    pluginStarts: pluginStarts(holding),
    shared,
    installed,
  };
}

function pluginStarts(readings: readonly SourceReading[]): ReadonlyMap<ClientId, ReadonlySet<string>> {
  const ofPlugins = Map.groupBy(
    readings.filter(({ spec }) => spec.scope === 'plugin'),
    ({ client }) => client.id,
  );
  return new Map(
    [...ofPlugins].map(([client, group]) => {
      const launches = group.flatMap((reading) => entriesOf(reading).entries.map(({ launch }) => launch));
      return [
        client,
        new Set(
          launches.flatMap((launch) => ('command' in launch ? [startKey([launch.command, ...launch.args])] : [])),
        ),
      ];
    }),
  );
}

export function startKey(words: readonly string[]): string {
  return JSON.stringify(words);
}

/** A file as its client names it, and behind links. */
function placesOf({ path, content }: SourceReading): readonly string[] {
  return content === null ? [] : [path, content.facts.realPath];
}
