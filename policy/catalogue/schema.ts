import * as z from 'zod/mini';
import { parseImage } from '../../scanner/identity/image.ts';
import { canonicalPurl } from '../../scanner/identity/purl.ts';
import { originOf } from '../../scanner/identity/remote.ts';
import { parseRange } from '../../scanner/identity/version-range.ts';
import type { RuleId } from '../../scanner/model/ids.ts';
import { serverId } from '../../scanner/model/ids.ts';
import type { CatalogueEntry, CatalogueIdentity, Suppression } from './catalogue.ts';

const text = z.string().check(z.minLength(1));
const day = z.string().check(z.refine(isDay, 'is no day such as 2027-01-31'));

const packageIdentity = z.strictObject({
  purl: z
    .string()
    .check(z.refine((purl) => canonicalPurl(purl) !== null, 'is no npm or PyPI package URL without a version')),
  versions: z.optional(text),
  anyVersion: z.optional(z.literal(true)),
  integrity: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^sha(?:256|384|512)-[A-Za-z0-9+/]{43,}={0,2}(?: sha(?:256|384|512)-[A-Za-z0-9+/]{43,}={0,2})*$/,
          'is no hash such as sha512-…',
        ),
      ),
  ),
});
const imageIdentity = z.strictObject({
  image: z.string().check(z.refine((image) => parseImage(image)?.digest === null, 'is no image name without a digest')),
  digest: z.optional(z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/, 'is no digest such as sha256:…'))),
});
const fileIdentity = z.strictObject({
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is no sha256: 64 lower-case hex digits')),
});
const remoteIdentity = z.strictObject({
  remote: z.string().check(z.refine(isPlainAddress, 'is no address such as https://host/path, without user and query')),
});
const extensionIdentity = z.strictObject({ extension: text });

/** Each way to say what an entry is about, by the key that tells it apart. */
export const identitySchemas = {
  purl: z.pipe(packageIdentity, z.transform(readPackage)),
  image: z.pipe(imageIdentity, z.transform(readImage)),
  sha256: z.pipe(
    fileIdentity,
    z.transform(({ sha256 }): CatalogueIdentity => ({ kind: 'file', sha256 })),
  ),
  remote: z.pipe(remoteIdentity, z.transform(readRemote)),
  extension: z.pipe(
    extensionIdentity,
    z.transform(({ extension }): CatalogueIdentity => ({ kind: 'extension', extension })),
  ),
};
export type IdentityName = keyof typeof identitySchemas;

const toolMode = z.enum(['off', 'read', 'draft', 'ask', 'auto']);
export const entrySchema = z.strictObject({
  identity: z.record(z.string(), z.unknown()),
  status: z.enum(['approved', 'banned']),
  owner: text,
  reason: text,
  risk: z.optional(z.enum(['low', 'medium', 'high', 'critical'])),
  dataClass: z.optional(text),
  category: z.optional(text),
  tools: z.optional(z.record(z.string(), toolMode)),
  labels: z.optional(z.array(text)),
  until: z.optional(day),
});
export const suppressionSchema = z.strictObject({
  rule: z
    .string()
    .check(z.regex(/^(?:config|client|advisory|container)\/[a-z0-9-]+$/, 'is no rule such as config/secret-in-env')),
  server: z.optional(z.string().check(z.regex(/^srv_[0-9a-f]{16}$/, 'is no server id such as srv_0123456789abcdef'))),
  reason: text,
  owner: text,
  until: day,
});
export const documentSchema = z.strictObject({
  version: z.literal(1),
  servers: z.optional(z.nullable(z.array(z.unknown()))),
  suppressions: z.optional(z.nullable(z.array(z.unknown()))),
});

export function readEntry(entry: z.infer<typeof entrySchema>, identity: CatalogueIdentity): CatalogueEntry {
  return {
    identity,
    status: entry.status,
    owner: entry.owner,
    reason: entry.reason,
    risk: entry.risk ?? null,
    dataClass: entry.dataClass ?? null,
    category: entry.category ?? null,
    tools: entry.tools ?? {},
    labels: entry.labels ?? [],
    until: entry.until ?? null,
  };
}

export function readSuppression({
  rule,
  server,
  reason,
  owner,
  until,
}: z.infer<typeof suppressionSchema>): Suppression {
  // The schema has just checked that it has the form of a rule's id.
  return {
    rule: rule as RuleId,
    server: server === undefined ? null : serverId(server.slice('srv_'.length)),
    reason,
    owner,
    until,
  };
}

/** A range is read by the rules of its package's ecosystem, so it is checked beside the purl. */
export function rangeProblem(identity: CatalogueIdentity): string | null {
  if (identity.kind !== 'package' || identity.versions === null) {
    return null;
  }
  const ecosystem = canonicalPurl(identity.purl)?.ecosystem ?? 'npm';
  return parseRange(ecosystem, identity.versions) === null ? 'versions is no range of versions' : null;
}

function readPackage({ purl, versions, anyVersion, integrity }: z.infer<typeof packageIdentity>): CatalogueIdentity {
  return {
    kind: 'package',
    purl: canonicalPurl(purl)?.purl ?? purl,
    versions: versions ?? null,
    anyVersion: anyVersion ?? false,
    integrity: integrity ?? null,
  };
}

function readImage({ image, digest }: z.infer<typeof imageIdentity>): CatalogueIdentity {
  const parsed = parseImage(image);
  return { kind: 'image', repository: parsed?.repository ?? image, tag: parsed?.tag ?? null, digest: digest ?? null };
}

function readRemote({ remote }: z.infer<typeof remoteIdentity>): CatalogueIdentity {
  const origin = originOf(remote);
  return { kind: 'remote', origin: origin.ok ? origin.value : remote };
}

function isPlainAddress(address: string): boolean {
  return originOf(address).ok && !/[?#*]|^[a-z]+:\/\/[^/]*@/i.test(address);
}

function isDay(word: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(word) ? Date.parse(`${word}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(word);
}
