import satisfies from 'semver/functions/satisfies.js';
import type { AdvisoryMatch } from '../../scanner/identity/advisories.ts';
import { parsePep440 } from '../../scanner/identity/pep440.ts';
import { ecosystemOf, npmPurl, pypiPurl } from '../../scanner/identity/purl.ts';
import { originOf } from '../../scanner/identity/remote.ts';
import { isWithin, parseRange, reachesNewest } from '../../scanner/identity/version-range.ts';
import type { Suppressed } from '../../scanner/model/finding.ts';
import type { InstalledCopy, PackageUse, Resolved, Standing } from '../../scanner/model/identity.ts';
import type { RuleId, ServerId } from '../../scanner/model/ids.ts';
import type { Catalogue, CatalogueEntry, CatalogueIdentity } from './catalogue.ts';

/** A standing and what says so. */
export interface Judgement {
  readonly standing: Standing;
  readonly by:
    | { readonly kind: 'advisory'; readonly id: string }
    | { readonly kind: 'catalogue'; readonly entry: CatalogueEntry }
    /** `unproven`: an approval names this very package and asks for its integrity; why that is not shown. */
    | { readonly kind: 'nobody'; readonly unproven: string | null };
}

/**
 * Where a server stands, the strongest word first: malicious, banned, approved, and shadow when nobody said anything.
 * An approval needs an identity; a ban also catches a start that we could not wholly see through.
 *
 * @param today `yyyy-mm-dd`
 */
export function standing(
  resolved: Resolved,
  matches: readonly AdvisoryMatch[],
  catalogue: Catalogue,
  today: string,
): Judgement {
  const malicious = matches.find(({ advisory, match }) => advisory.kind === 'malicious' && match === 'version');
  if (malicious !== undefined) {
    return { standing: 'malicious', by: { kind: 'advisory', id: malicious.advisory.id } };
  }
  const inForce = catalogue.servers.filter(({ until }) => until === null || until >= today);
  const ban = inForce.find((entry) => entry.status === 'banned' && isBanned(resolved, entry.identity));
  if (ban !== undefined) {
    return { standing: 'banned', by: { kind: 'catalogue', entry: ban } };
  }
  const approval = inForce.find((entry) => entry.status === 'approved' && isApproved(resolved, entry.identity));
  return approval === undefined
    ? { standing: 'shadow', by: { kind: 'nobody', unproven: unproven(resolved, inForce) } }
    : { standing: 'approved', by: { kind: 'catalogue', entry: approval } };
}

/** Packages whose integrity some entry asks for: only of these is it worth a look at what is installed. */
export function packagesToProve({ servers }: Catalogue): ReadonlySet<string> {
  return new Set(
    servers.flatMap(({ identity }) =>
      identity.kind === 'package' && identity.integrity !== null ? [identity.purl] : [],
    ),
  );
}

/** The suppression that holds for a finding, or null. @param today `yyyy-mm-dd` */
export function suppressedBy(
  rule: RuleId,
  server: ServerId | null,
  catalogue: Catalogue,
  today: string,
): Suppressed | null {
  const found = catalogue.suppressions.find(
    (one) => one.rule === rule && one.until >= today && (one.server === null || one.server === server),
  );
  return found === undefined ? null : { reason: found.reason, owner: found.owner, until: found.until };
}

/** Why an approval of this very package does not hold although it names it; null where there is none. */
function unproven(resolved: Resolved, inForce: readonly CatalogueEntry[]): string | null {
  const named = inForce.some(
    ({ status, identity }) =>
      status === 'approved' &&
      identity.kind === 'package' &&
      identity.integrity !== null &&
      isApproved(resolved, { ...identity, integrity: null }),
  );
  const { installed } = resolved;
  if (!named) {
    return null;
  }
  if (installed?.kind === 'noted') {
    return 'the integrity of what is installed is another than the approved one';
  }
  return `its approval asks for an integrity that is not known: ${installed?.reason ?? 'nobody has looked at it'}`;
}

function isApproved({ identity, installed }: Resolved, wanted: CatalogueIdentity): boolean {
  switch (wanted.kind) {
    case 'package': {
      const named = identity.purl === wanted.purl && isProven(installed, wanted.integrity);
      const covered = identity.version === null ? wanted.anyVersion : isCovered(identity.version, wanted);
      return (identity.kind === 'npm' || identity.kind === 'pypi') && named && covered;
    }
    case 'image': {
      const image = identity.kind === 'oci' ? imageOf(identity.purl ?? '') : null;
      const digest = wanted.digest === null || wanted.digest === identity.version;
      return image !== null && image.repository === wanted.repository && digest && isTag(wanted, image.tag);
    }
    case 'file':
      return identity.sha256 === wanted.sha256;
    case 'remote':
      return identity.origin !== null && isUnder(identity.origin, wanted.origin);
    case 'extension':
      return identity.kind === 'extension' && identity.purl === wanted.extension;
    default:
      return false;
  }
}

function isProven(installed: InstalledCopy | null, integrity: string | null): boolean {
  return (
    integrity === null ||
    (installed?.kind === 'noted' && integrity.split(' ').every((hash) => installed.integrity.includes(hash)))
  );
}

function isBanned(resolved: Resolved, wanted: CatalogueIdentity): boolean {
  const { runs, effective } = resolved;
  if (wanted.kind === 'package') {
    return packagesOf(resolved).some(({ purl, version }) => purl === wanted.purl && isForbidden(version, wanted));
  }
  if (wanted.kind === 'image') {
    const digest = runs.kind === 'container' && (wanted.digest === null || wanted.digest === runs.digest);
    return runs.kind === 'container' && runs.image === wanted.repository && digest && isTag(wanted, runs.tag);
  }
  if (wanted.kind === 'remote' && effective.transport !== 'stdio') {
    // Cleartext or not, it is the same server that was banned.
    const origin = originOf(effective.url);
    return origin.ok && isUnder(withoutScheme(origin.value), withoutScheme(wanted.origin));
  }
  return wanted.kind === 'file' ? resolved.fileSha256 === wanted.sha256 : isApproved(resolved, wanted);
}

function packagesOf({ identity, runs, alsoRuns }: Resolved): readonly PackageUse[] {
  const started =
    runs.kind === 'package'
      ? [{ purl: runs.ecosystem === 'npm' ? npmPurl(runs.name) : pypiPurl(runs.name), version: runs.version }]
      : [];
  const named = identity.purl === null ? [] : [{ purl: identity.purl, version: identity.version }];
  return [...started, ...named, ...alsoRuns];
}

type PackageIdentity = Extract<CatalogueIdentity, { kind: 'package' }>;

/** For an approval: a range leaves pre-releases out unless it names one, as npm and pip do. */
function isCovered(version: string, { purl, versions }: PackageIdentity): boolean {
  if (versions === null) {
    return true;
  }
  const ecosystem = ecosystemOf(purl) ?? 'npm';
  if (ecosystem === 'npm') {
    return satisfies(version, versions);
  }
  const range = parseRange(ecosystem, versions);
  const prerelease = parsePep440(version)?.isPrerelease === true;
  const namesOne = range?.intervals.some(({ from, to }) =>
    [from, to].some((bound) => bound !== null && parsePep440(bound.version)?.isPrerelease === true),
  );
  return range !== null && isWithin(version, range) === true && (!prerelease || namesOne === true);
}

/** For a ban: every version when it names none, and a start without a version when the newest is surely meant. */
function isForbidden(version: string | null, { purl, versions, anyVersion }: PackageIdentity): boolean {
  if (versions === null) {
    return true;
  }
  const range = parseRange(ecosystemOf(purl) ?? 'npm', versions);
  return range !== null && (version === null ? anyVersion || reachesNewest(range) : isWithin(version, range) === true);
}

function isTag(wanted: { readonly tag: string | null; readonly digest: string | null }, tag: string | null): boolean {
  return wanted.tag === null || wanted.digest !== null || wanted.tag === tag;
}

function imageOf(purl: string): { readonly repository: string; readonly tag: string | null } | null {
  const [, repository, tag] = /^pkg:oci\/[^?]+\?repository_url=([^&]+)(?:&tag=(.+))?$/.exec(purl) ?? [];
  return repository === undefined ? null : { repository, tag: tag === undefined ? null : decodeURIComponent(tag) };
}

/** On whole path parts only: `https://host/a` covers `https://host/a/b`, not `https://host/ab` and no other host. */
function isUnder(origin: string, prefix: string): boolean {
  return origin === prefix || origin.startsWith(`${prefix}/`);
}

function withoutScheme(origin: string): string {
  return origin.slice(origin.indexOf('://'));
}
