import { buildBundle, bundleBytes } from './build.ts';
import type { Bundle } from './bundle.ts';
import { pack } from './envelope.ts';
import { readFolder } from './folder.ts';
import type { Problem } from './problem.ts';
import { highestVersion, inForce, install } from './store.ts';
import type { Verified } from './verify.ts';

export type LocalChange =
  | { readonly kind: 'in-force'; readonly version: number; readonly warnings: readonly Problem[] }
  /** The folder says what is in force already. */
  | { readonly kind: 'unchanged'; readonly version: number }
  /** The last good policy stays in force. */
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] }
  | { readonly kind: 'refused'; readonly why: string };

/** Builds a policy folder of this laptop and puts it in force, unless it is broken or says nothing new. */
export async function takeLocalFolder(source: string, policyFolder: string, now: Date): Promise<LocalChange> {
  const read = await readFolder(source);
  if (!read.ok) {
    return { kind: 'broken', problems: read.problems };
  }
  const version = highestVersion(policyFolder, { kind: 'local' }) + 1;
  const label = { organisation: null, version, issuedAt: now.toISOString(), expiresAt: null };
  const built = await buildBundle(read.files, label);
  if (!built.ok) {
    return { kind: 'broken', problems: built.problems };
  }
  const current = inForce(policyFolder, { kind: 'local' }, now);
  // One that is passed over, damaged or of somebody else, is replaced by what it should be.
  const isWhole = current.kind === 'in-force' && current.passedOver === null;
  if (isWhole && saysTheSame(current.verified.loaded.bundle, built.bundle)) {
    return { kind: 'unchanged', version: current.verified.loaded.bundle.version };
  }
  const bytes = pack({ payload: bundleBytes(built.bundle), signatures: [] });
  const taken: Verified = install(policyFolder, bytes, { kind: 'local' }, now);
  return taken.ok ? { kind: 'in-force', version, warnings: built.warnings } : { kind: 'refused', why: taken.message };
}

function saysTheSame(one: Bundle, other: Bundle): boolean {
  const content = ({ settings, catalogue, content: inspection, sets }: Bundle): string =>
    JSON.stringify({ settings, catalogue, inspection, sets });
  return content(one) === content(other);
}
