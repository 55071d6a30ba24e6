import type { CatalogueEntry, CatalogueIdentity, Suppression } from './catalogue.ts';

/** The head of a new catalogue file. */
export const newFile = `# Sallyport catalogue: which servers somebody answers for, and which must not run.
# Change it by hand, or with \`sallyport servers approve|ban|forget\` and \`sallyport suppress\`.
#
# identity: { purl, versions?, anyVersion?, integrity? } | { image, digest? } | { sha256 } | { remote } | { extension }
# status:   approved | banned
version: 1
`;

/** An entry as it stands in the file: only what it says, in the order people read it. */
export function entryForFile(entry: CatalogueEntry): Readonly<Record<string, unknown>> {
  const { identity, status, owner, reason, risk, dataClass, category, tools, labels, until } = entry;
  return {
    identity: identityForFile(identity),
    status,
    owner,
    reason,
    ...(risk === null ? {} : { risk }),
    ...(dataClass === null ? {} : { dataClass }),
    ...(category === null ? {} : { category }),
    ...(Object.keys(tools).length === 0 ? {} : { tools }),
    ...(labels.length === 0 ? {} : { labels }),
    ...(until === null ? {} : { until }),
  };
}

export function suppressionForFile({
  rule,
  server,
  reason,
  owner,
  until,
}: Suppression): Readonly<Record<string, unknown>> {
  return { rule, ...(server === null ? {} : { server }), reason, owner, until };
}

function identityForFile(identity: CatalogueIdentity): Readonly<Record<string, unknown>> {
  switch (identity.kind) {
    case 'package':
      return {
        purl: identity.purl,
        ...(identity.versions === null ? {} : { versions: identity.versions }),
        ...(identity.anyVersion ? { anyVersion: true } : {}),
        ...(identity.integrity === null ? {} : { integrity: identity.integrity }),
      };
    case 'image': {
      const image = identity.tag === null ? identity.repository : `${identity.repository}:${identity.tag}`;
      return identity.digest === null ? { image } : { image, digest: identity.digest };
    }
    case 'file':
      return { sha256: identity.sha256 };
    case 'remote':
      return { remote: identity.origin };
    case 'extension':
      return { extension: identity.extension };
    default:
      return identity;
  }
}
