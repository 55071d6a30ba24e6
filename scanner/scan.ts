import { type Gap, gap, onceEach } from './model/gap.ts';
import type { Client } from './clients/client.ts';
import { type History, withChanges } from './changes.ts';
import { lookForEarlier, type LookedAt } from './earlier-places.ts';
import { findInstalled } from './installed.ts';
import type { ClientId } from './model/ids.ts';
import type { ClientRow, Inventory, SourceRow } from './model/inventory.ts';
import { inSource, type ObserveDeps } from './observe.ts';
import { isWithin } from './privacy.ts';
import { findProjects } from './projects.ts';
import { rememberedProjects } from './remembered-projects.ts';
import { type Judge, type RouteOf, serverRows } from './servers.ts';
import { showing } from './showing.ts';
import { summarise } from './summary.ts';
import { entriesOf, findSightings, type SourceEntries } from './sightings.ts';
import { readSources, type SourceDeps, type SourceReading, unreadGap } from './sources.ts';
import { withSwitchedOff } from './switched-off.ts';

export interface ScanDeps extends SourceDeps {
  readonly clients: readonly Client[];
  readonly advisories: ObserveDeps['advisories'];
  readonly fingerprint: ObserveDeps['fingerprint'];
  readonly judge: Judge;
  readonly history: History;
  readonly now: Date;
  /** Whose launcher is ours, beside that of the home. */
  readonly stateFolder: string;
  /** Who and where: the parts of the inventory that no config tells. */
  readonly about: Pick<Inventory, 'tool' | 'device' | 'user' | 'policy'>;
  /** How the entries of these sources stand to the shim, as far as the entries do not say so themselves. */
  readonly routes: (read: readonly ReadSource[]) => Promise<RouteOf>;
  /** What is missing before the scan begins, such as advisories that can not be read. */
  readonly gaps: readonly Gap[];
  /** Folders to look at as projects beside those the clients remember. */
  readonly projects: readonly string[];
  /** Told how far it is: each entry is looked at, then judged. */
  readonly onStep: (done: number, total: number) => void;
}

/**
 * Finds every MCP server that the clients of one home have configured, and what is risky about each.
 * Starts nothing, connects to nothing, expands nothing, writes nothing. What could not be looked at is part of the answer.
 */
export async function scan(deps: ScanDeps): Promise<Inventory> {
  const installed = await findInstalled(deps.clients, deps);
  const remembered = rememberedProjects(deps.history.last, deps.clients, deps.machine);
  const projects = await findProjects(deps.clients, { named: deps.projects, remembered }, deps);
  const { sources, routeOf } = await readAll(installed, projects.folders, deps);
  const sightings = await findSightings(sources, {
    ...deps,
    onLooked: (looked, entries) => deps.onStep(looked, 2 * entries),
  });

  const now = deps.now.toISOString();
  const show = showing(sources, deps.machine.home);
  const onJudged = (judged: number): void => deps.onStep(sightings.length + judged, 2 * sightings.length);
  const found = serverRows(sightings, { ...deps, installed, now, show, routeOf, onJudged });
  const clients = clientRows(sources, installed, deps);
  const earlier = await lookForEarlier(show(sources.map(placeOf)), deps);
  const gaps = onceEach([...deps.gaps, ...gapsIn(sources, installed, deps), ...projects.gaps, ...earlier.gaps]);

  const servers = withChanges(found, deps.history, earlier.whereabouts);
  return {
    schema: 'sallyport.inventory/1.0',
    collectedAt: now,
    ...deps.about,
    completeness: show({ complete: gaps.length === 0, reasons: gaps.map(({ text }) => text), gaps }),
    clients: show(clients),
    sources: show(sources.map(sourceRow)),
    servers,
    summary: summarise(servers, clients),
  };
}

/** A source as it was read, and what it holds. */
export interface ReadSource {
  readonly reading: SourceReading;
  readonly held: SourceEntries;
}

/** Everything that is asked of the documents themselves, which are let go after it. */
async function readAll(
  installed: ReadonlySet<ClientId>,
  folders: readonly string[],
  deps: ScanDeps,
): Promise<{ readonly sources: readonly SourceEntries[]; readonly routeOf: RouteOf }> {
  const readings = await readSources(deps.clients, installed, folders, deps);
  const read = readings.map((reading): ReadSource => ({ reading, held: entriesOf(reading) }));
  return { sources: withSwitchedOff(read.map(({ held }) => held)), routeOf: await deps.routes(read) };
}

function clientRows(
  sources: readonly SourceEntries[],
  installed: ReadonlySet<ClientId>,
  { clients, judge }: ScanDeps,
): readonly ClientRow[] {
  const observed = Map.groupBy(
    sources.flatMap(({ source, ofClient }) => ofClient.map((observation) => ({ source, observation }))),
    ({ source }) => source.client.id,
  );
  return clients.map(({ id, name }) => ({
    id,
    name,
    installed: installed.has(id),
    version: null,
    findings: (observed.get(id) ?? []).map(({ source, observation }) => ({
      ...inSource(observation, source.id),
      suppressed: judge.suppression(observation.rule, null),
    })),
  }));
}

function sourceRow({ source, entries, strangers, isCut }: SourceEntries): SourceRow {
  const { id, client, spec, path, format, outcome } = source;
  const notes = [
    source.detail,
    strangers.length === 0
      ? null
      : `not a server entry: ${strangers.slice(0, 3).join(', ')}${strangers.length > 3 ? ` and ${strangers.length - 3} more` : ''}`,
    isCut ? `only the first ${entries.length} entries were looked at` : null,
  ].filter((note) => note !== null);
  return {
    id,
    client: client.id,
    scope: spec.scope,
    path,
    format,
    outcome,
    detail: notes.length === 0 ? null : notes.join('; '),
    ...(source.closedBy === null ? {} : { closedBy: source.closedBy }),
    servers: entries.length,
  };
}

/**
 * Why this inventory may lack something. A source counts when its client is installed, or when it lies in the home:
 * a file there that can not be read shows by itself that its client was used.
 */
function gapsIn(
  sources: readonly SourceEntries[],
  installed: ReadonlySet<ClientId>,
  { machine }: ScanDeps,
): readonly Gap[] {
  return sources.flatMap(({ source, entries, isCut }) => {
    const { client, path, outcome } = source;
    if (outcome === 'read') {
      return isCut
        ? [
            gap(
              'entries-cut',
              `${client.name}: ${path}: only the first ${entries.length} entries were looked at`,
              client.name,
              path,
              entries.length,
            ),
          ]
        : [];
    }
    const counts = outcome !== 'absent' && (installed.has(client.id) || isWithin(path, machine.home));
    return counts ? [unreadGap(source)] : [];
  });
}

function placeOf({ source: { client, path, outcome } }: SourceEntries): LookedAt {
  return { client: client.id, path, outcome };
}
