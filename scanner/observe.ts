import { detectors } from './detect/all.ts';
import { detectNameClashes } from './detect/name-clash.ts';
import { observeAdvisories } from './detect/known-vulnerable.ts';
import { detectConfigSecrets } from './detect/secrets/config-secrets.ts';
import { duplicatesAround } from './duplicate-keys.ts';
import type { Fingerprint } from './detect/secrets/fingerprint.ts';
import type { Advisories, AdvisoryMatch } from './identity/advisories.ts';
import type { Machine } from './machine.ts';
import type { Finding, Observation } from './model/finding.ts';
import type { ClientId, SourceId } from './model/ids.ts';
import type { Sighting } from './sightings.ts';

export interface ObserveDeps {
  readonly machine: Machine;
  readonly advisories: Advisories;
  readonly fingerprint: Fingerprint;
  readonly installed: ReadonlySet<ClientId>;
}

/** What is risky about one sighting on its own. */
export function observe(
  sighting: Sighting,
  matches: readonly AdvisoryMatch[],
  deps: ObserveDeps,
): readonly Observation[] {
  const { source, entry, resolved, program } = sighting;
  const { client, file } = source;
  if (file === null) {
    return [];
  }
  const subject = {
    entry,
    resolved,
    client: { id: client.id, name: client.name, installed: deps.installed.has(client.id) },
    os: deps.machine.os,
    home: deps.machine.home,
    config: file.facts,
    program,
  };
  const own = [detectConfigSecrets(deps.fingerprint), ...detectors].flatMap((detect) => detect(subject));
  return [...own, ...observeAdvisories(matches, entry.pointer), ...duplicatesAround(entry, file.duplicates)];
}

/** The same name for different servers in different clients. */
export function observeClashes(sightings: readonly Sighting[]): ReadonlyMap<Sighting, readonly Observation[]> {
  const rows = sightings
    .filter(({ entry }) => entry.enabled)
    .map((sighting) => ({
      name: sighting.entry.name,
      client: sighting.source.client.name,
      serverKey: sighting.server,
      purl: sighting.resolved.identity.purl,
      pointer: sighting.entry.pointer,
      sighting,
    }));
  const clashes = new Map<Sighting, Observation[]>();
  for (const { row, observation } of detectNameClashes(rows)) {
    clashes.set(row.sighting, [...(clashes.get(row.sighting) ?? []), observation]);
  }
  return clashes;
}

export function inSource(observation: Observation, source: SourceId): Finding {
  return { ...observation, source, suppressed: null };
}
