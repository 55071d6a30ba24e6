import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundle, bundleBytes } from '../../../policy/bundle/build.ts';
import { pack } from '../../../policy/bundle/envelope.ts';
import { signBundle } from '../../../policy/bundle/sign.ts';
import { install } from '../../../policy/bundle/store.ts';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { ours } from './signed.ts';

/** Puts a policy folder of an organisation in force, under what its administrator says beside it. */
export async function managedHere(
  state: string,
  { files, trust }: { readonly files: Readonly<Record<string, string>>; readonly trust: object },
): Promise<void> {
  const issuedAt = new Date().toISOString();
  const label = { organisation: 'acme', version: 1, issuedAt, expiresAt: null };
  const built = await buildBundle(new Map(Object.entries(files)), label);
  if (!built.ok) {
    throw new Error(`the policy can not be built: ${JSON.stringify(built)}`);
  }
  const bytes = signBundle(pack({ payload: bundleBytes(built.bundle), signatures: [] }), ours.privatePem);
  const folder = join(state, 'policy');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'trust.json'),
    JSON.stringify({ organisation: 'acme', keys: [ours.publicText], ...trust }),
  );
  const taken = install(folder, bytes, trustHere(folder, null).trust, new Date());
  if (!taken.ok) {
    throw new Error(`the policy is not in force: ${taken.message}`);
  }
}
