import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  const settings = existsSync(join(folder, 'settings.yaml')) ? {} : { 'settings.yaml': 'version: 1\n' };
  for (const [name, text] of Object.entries({ ...settings, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const taken = await takeLocalFolder(folder, join(state, 'policy'), new Date());
  if (taken.kind !== 'in-force') {
    throw new Error(`the policy is not in force: ${JSON.stringify(taken)}`);
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
