import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildBundle, bundleBytes } from '../../../policy/bundle/build.ts';
import { pack } from '../../../policy/bundle/envelope.ts';
import { signBundle } from '../../../policy/bundle/sign.ts';
import { install } from '../../../policy/bundle/store.ts';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { ours } from '../../policy/bundle/signed.ts';
import { takeLocalFolder } from '../../../policy/bundle/local.ts';
import { type RealShim, startShim } from '../../shim/real-shim.ts';

const source = join(import.meta.dirname, 'warehouse.cjs');
export const warehouseSha256 = createHash('sha256').update(readFileSync(source)).digest('hex');

/** A shim with the warehouse behind it, in a state folder that others may share. */
export function guardedWarehouse(
  state: string,
  name = 'warehouse',
): RealShim & { readonly ran: () => readonly string[] } {
  const log = join(state, `${name}.calls`);
  // Without an ending it is a program of its own, and its hash is what it is.
  const program = join(state, 'warehouse');
  copyFileSync(source, program);
  chmodSync(program, 0o755);
  const shim = startShim({ state, server: name, command: [program, log] });
  return {
    ...shim,
    ran: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  };
}

/** Writes files of a policy folder and puts them in force, as `policy sync` does. */
export async function inForce(state: string, files: Readonly<Record<string, string>>): Promise<void> {
  const folder = join(state, 'policy', 'source');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const taken = await takeLocalFolder(folder, join(state, 'policy'), new Date());
  if (taken.kind !== 'in-force') {
    throw new Error(`the policy is not in force: ${JSON.stringify(taken)}`);
  }
}

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

/** A catalogue that says something about the warehouse. */
export function catalogueOf(parts: string): string {
  return `version: 1\nservers:\n  - identity: { sha256: ${warehouseSha256} }\n    owner: data\n    reason: test\n${parts}`;
}

/** What the client was told of a call. */
export async function told(shim: RealShim, id: number, tool: string, args: object = {}): Promise<string> {
  const { result, error } = await shim.call(id, tool, args);
  return `${result?.isError === true ? 'denied: ' : ''}${result?.content?.[0]?.text ?? error?.message ?? ''}`;
}
