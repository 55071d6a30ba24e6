import type { Identity, Layer, PackageUse, Resolved, Runs } from '../model/identity.ts';
import type { Launch } from '../model/launch.ts';
import { npmPurl, ociPurl, pypiPurl } from './purl.ts';
import type { ContainerRuns, PackageRuns } from './step.ts';

const empty = { purl: null, version: null, origin: null, sha256: null, reason: null };

export function unidentified(reason: string): Identity {
  return { ...empty, kind: 'unidentified', reason };
}

export function packagePurl(runs: PackageRuns): string {
  return runs.ecosystem === 'npm' ? npmPurl(runs.name) : pypiPurl(runs.name);
}

export function packageIdentity(runs: PackageRuns): Identity {
  return { ...empty, kind: runs.ecosystem, purl: packagePurl(runs), version: runs.version };
}

export function imageIdentity(runs: ContainerRuns): Identity {
  const purl = ociPurl({ repository: runs.image, tag: runs.digest === null ? runs.tag : null });
  return { ...empty, kind: 'oci', purl, version: runs.digest };
}

/** What was gathered on the way in. */
export interface Seen {
  readonly layers: readonly Layer[];
  readonly env: readonly string[];
  readonly alsoRuns: readonly PackageUse[];
  readonly doubts: readonly string[];
}

/** Puts the answer together. One doubt is enough to make the server unidentified. */
export function answer(effective: Launch, seen: Seen, runs: Runs, identity: Identity): Resolved {
  const doubts = [
    ...seen.doubts,
    ...(seen.env.length > 0 ? [`${seen.env.join(', ')} may change which code runs`] : []),
  ];
  const guard =
    seen.layers.find((layer) => layer.kind === 'guard' && layer.ours) ??
    seen.layers.find((layer) => layer.kind === 'guard');
  const foreign = guard?.kind === 'guard' && !guard.ours;
  return {
    identity: identity.kind !== 'unidentified' && doubts.length > 0 ? unidentified(doubts.join('; ')) : identity,
    runs,
    fileSha256: identity.sha256,
    layers: seen.layers,
    route: guard === undefined ? 'direct' : foreign ? 'foreign-guard' : 'guarded',
    routeReason: foreign ? guard.guard : null,
    effective,
    codeChangingEnv: seen.env,
    alsoRuns: seen.alsoRuns,
    installed: null,
  };
}
