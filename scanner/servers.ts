import { launchRow } from './display.ts';
import { risk } from './detect/risk.ts';
import { advisoriesFor } from './identity/advisories-for.ts';
import type { AdvisoryMatch } from './identity/advisories.ts';
import type { Finding, Suppressed } from './model/finding.ts';
import type { Resolved, Standing } from './model/identity.ts';
import type { RuleId, ServerId } from './model/ids.ts';
import type { ReasonKind, ServerRow, SightingRow } from './model/inventory.ts';
import { inSource, observe, observeClashes, type ObserveDeps } from './observe.ts';
import type { Sighting } from './sightings.ts';

/** What catalogue and policy say; the scanner knows neither. */
export interface Judge {
  standing(
    resolved: Resolved,
    matches: readonly AdvisoryMatch[],
  ): { readonly standing: Standing; readonly by: string | null };
  /** Whether what is installed of a package counts. */
  asksIntegrity(purl: string | null): boolean;
  suppression(rule: RuleId, server: ServerId | null): Suppressed | null;
}

export interface KnownRoute {
  readonly route: 'drifted' | 'unroutable' | 'guarded';
  readonly reason: string | null;
  readonly reasonKind: ReasonKind | null;
}

/**
 * What is known of an entry that itself starts its server directly, by its file behind links and its place there: that it
 * should be behind the shim, can not be put there, or that another entry guards it. Null: it is as it looks.
 */
export type RouteOf = (realPath: string, pointer: string) => KnownRoute | null;

export interface ServerDeps extends ObserveDeps {
  readonly judge: Judge;
  readonly now: string;
  readonly routeOf: RouteOf;
  /** Takes out of a value what must not be shown. */
  readonly show: <T>(value: T) => T;
  /** Told how many sightings are judged. */
  readonly onJudged: (judged: number) => void;
}

/** One row a server, over all its sightings, in the order in which they were first met. */
export function serverRows(sightings: readonly Sighting[], deps: ServerDeps): readonly ServerRow[] {
  const clashes = observeClashes(sightings);
  const groups = Map.groupBy(sightings, ({ server }) => server);
  let judged = 0;
  return [...groups].map(([id, group]) => {
    judged += group.length;
    deps.onJudged(judged);
    const [first] = group;
    if (first === undefined) {
      throw new Error('a group has at least one sighting');
    }
    const matches = new Map(group.map((sighting) => [sighting, advisoriesFor(sighting.resolved, deps.advisories)]));
    const findings = oncePerPlace(group).flatMap((sighting) =>
      [...observe(sighting, matches.get(sighting) ?? [], deps), ...(clashes.get(sighting) ?? [])].map(
        (observation): Finding => ({
          ...inSource(observation, sighting.source.id),
          suppressed: deps.judge.suppression(observation.rule, id),
        }),
      ),
    );
    // The same remote server can be reached through two bridges, only one of which is malicious: the worst word counts.
    const { standing, by } = group
      .map((sighting) => deps.judge.standing(sighting.resolved, matches.get(sighting) ?? []))
      .reduce((a, b) => (strongest.indexOf(a.standing) <= strongest.indexOf(b.standing) ? a : b));
    return deps.show<ServerRow>({
      id,
      identity: first.resolved.identity,
      names: [...new Set(group.map(({ entry }) => entry.name))],
      transport: first.entry.launch.transport,
      standing,
      standingBy: by,
      risk: risk(findings, standing),
      sightings: group.map((sighting) => sightingRow(sighting, deps)),
      findings,
      firstSeen: deps.now,
      lastSeen: deps.now,
      change: 'new',
    });
  });
}

// Of two sightings of one server, what nobody approved outweighs what somebody did.
const strongest: readonly Standing[] = ['malicious', 'banned', 'shadow', 'approved'];

/** A file that several clients read has its risks once. */
function oncePerPlace(group: readonly Sighting[]): readonly Sighting[] {
  return [
    ...new Map(group.map((sighting) => [`${sighting.source.path}\0${sighting.entry.pointer}`, sighting])).values(),
  ];
}

function sightingRow({ source, entry, resolved }: Sighting, { routeOf, machine }: ServerDeps): SightingRow {
  const known =
    resolved.route === 'direct' && source.file !== null ? routeOf(source.file.facts.realPath, entry.pointer) : null;
  return {
    source: source.id,
    client: source.client.id,
    scope: source.spec.scope,
    path: source.path,
    pointer: entry.pointer,
    name: entry.name,
    enabled: entry.enabled,
    route: known?.route ?? resolved.route,
    reason: known === null ? resolved.routeReason : known.reason,
    reasonKind: known === null ? ('problem' in entry.launch ? entry.launch.kind : null) : known.reasonKind,
    launch: launchRow(entry.launch, machine.home),
  };
}
