import type { CatalogueIdentity } from '../../policy/catalogue/catalogue.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import type { Identity } from '../../scanner/model/identity.ts';

/**
 * What a catalogue entry about this server names: what runs or is reached, never a name from a config.
 *
 * @throws SallyportError `USAGE` for a server that is not identified, or an unpinned one without `anyVersion`
 */
export function identityToCatalogue(
  { id, identity }: { readonly id: string; readonly identity: Identity },
  {
    versions,
    anyVersion,
    integrity,
  }: { readonly versions: string | null; readonly anyVersion: boolean; readonly integrity: string | null },
): CatalogueIdentity {
  const { kind, purl, version, origin, sha256, reason } = identity;
  if ((kind === 'npm' || kind === 'pypi') && purl !== null) {
    if (!anyVersion && version === null) {
      throw cannotStand(
        `${id} starts ${purl} without a version, so an approval of certain versions would never match it`,
        'Pin a version in its config, or approve starts that name no version as well (`--any-version`).',
      );
    }
    return { kind: 'package', purl, versions: anyVersion ? null : (versions ?? version), anyVersion, integrity };
  }
  if (integrity !== null) {
    throw cannotStand(`${id} starts no package, so it has no integrity`, 'Leave `--integrity` out.');
  }
  if (kind === 'oci' && purl !== null) {
    const query = new URLSearchParams(purl.slice(purl.indexOf('?') + 1));
    return {
      kind: 'image',
      repository: query.get('repository_url') ?? '',
      tag: version === null ? query.get('tag') : null,
      digest: version,
    };
  }
  if (kind === 'remote' && origin !== null) {
    return { kind: 'remote', origin };
  }
  if (sha256 !== null) {
    return { kind: 'file', sha256 };
  }
  throw cannotStand(
    `${id} can not stand in the catalogue: what it runs is not known for certain (${reason ?? kind})`,
    'Change its config so that it starts an exact package, image, file or address.',
  );
}

/** Whether a catalogue entry is about this identity, whichever versions, tag or digest it names. */
export function concerns(entry: CatalogueIdentity, { purl, origin, sha256 }: Identity): boolean {
  switch (entry.kind) {
    case 'package':
      return entry.purl === purl;
    case 'image':
      return (
        purl !== null &&
        new URLSearchParams(purl.slice(purl.indexOf('?') + 1)).get('repository_url') === entry.repository
      );
    case 'remote':
      return origin !== null && (origin === entry.origin || origin.startsWith(`${entry.origin}/`));
    case 'file':
      return entry.sha256 === sha256;
    case 'extension':
      return entry.extension === purl;
  }
}

function cannotStand(message: string, remedy: string): SallyportError {
  return new SallyportError({ code: 'USAGE', message, remedy });
}
