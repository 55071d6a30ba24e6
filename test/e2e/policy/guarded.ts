import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncPolicy } from '../../../main/daemon/policy/sync-policy.ts';
import { takeLocalFolder } from '../../../policy/bundle/local.ts';
import { builtAndLoaded, folder as folderOf } from '../../policy/bundle/folder-files.ts';
import { ours, signed } from '../../policy/bundle/signed.ts';
import { type RealShim, startShim } from '../../shim/real-shim.ts';

const source = join(import.meta.dirname, 'warehouse.cjs');
export const warehouseSha256 = createHash('sha256').update(readFileSync(source)).digest('hex');

/** A shim with the warehouse behind it, in a state folder that others may share. */
export function guardedWarehouse(
  state: string,
  name = 'warehouse',
  client = 'test',
): RealShim & { readonly ran: () => readonly string[] } {
  const log = join(state, `${name}.calls`);
  // Without an ending it is a program of its own, and its hash is what it is.
  const program = join(state, 'warehouse');
  copyFileSync(source, program);
  chmodSync(program, 0o755);
  const shim = startShim({ state, server: name, client, command: [program, log] });
  return {
    ...shim,
    ran: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  };
}

/** Writes files of a policy folder and puts them in force, as `policy sync` does. */
export async function inForce(state: string, files: Readonly<Record<string, string>>, now = new Date()): Promise<void> {
  const folder = join(state, 'policy', 'source');
  const settings = existsSync(join(folder, 'settings.yaml')) ? {} : { 'settings.yaml': 'version: 1\n' };
  for (const [name, text] of Object.entries({ ...settings, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const taken = await takeLocalFolder(folder, join(state, 'policy'), now);
  if (taken.kind !== 'in-force') {
    throw new Error(`the policy is not in force: ${JSON.stringify(taken)}`);
  }
}

/** Puts the signed policy of an organisation in force, which also says what a person may do here. */
export async function managedInForce(
  state: string,
  files: Readonly<Record<string, string>>,
  trust: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { bundle } = await builtAndLoaded(folderOf(files));
  const from = join(state, 'acme.policy.json');
  const issuedAt = new Date().toISOString();
  writeFileSync(from, signed({ ...bundle, organisation: 'acme', version: 1, issuedAt }));
  trusting(state, { source: from, ...trust });
  const synced = await syncPolicy({ stateFolder: state, machine: null, now: () => new Date(), fetch: noNetwork });
  if (synced.kind !== 'in-force') {
    throw new Error(`the policy is not in force: ${JSON.stringify(synced)}`);
  }
}

/** Says whose policies count, and what a person may do here. */
export function trusting(state: string, trust: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(state, 'policy'), { recursive: true });
  const text = JSON.stringify({ organisation: 'acme', keys: [ours.publicText], ...trust });
  writeFileSync(join(state, 'policy', 'trust.json'), text);
}

function noNetwork(): never {
  throw new Error('the policy is a file');
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
