import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { takeLocalFolder } from '../../../policy/bundle/local.ts';
import type { Problem } from '../../../policy/bundle/problem.ts';
import { inForce, install } from '../../../policy/bundle/store.ts';
import { lastTrustFile, trustHere, trustToKeep } from '../../../policy/bundle/trust.ts';
import type { RefusalCode } from '../../../policy/bundle/verify.ts';
import { readState, writeState } from '../state-file.ts';
import { type Fetch, fetchBundle } from './fetch-bundle.ts';

export interface SyncDeps {
  readonly stateFolder: string;
  /** Folder of the administrator's files; null where there is none to look at. */
  readonly machine: string | null;
  readonly now: () => Date;
  readonly fetch: Fetch;
  /** Ends a fetch that nobody waits for any more. */
  readonly signal?: AbortSignal;
}

/** What came of a sync. Whatever it is, the last good policy stays in force. */
export type Synced =
  | { readonly kind: 'in-force'; readonly version: number; readonly warnings: readonly Problem[] }
  | { readonly kind: 'unchanged'; readonly version: number }
  /** A folder of this laptop that can not be built. */
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] }
  | { readonly kind: 'refused'; readonly code: RefusalCode | 'local'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string }
  /** Neither a folder nor a source: there is nothing to sync. */
  | { readonly kind: 'nothing' };

/** What the last sync left, for `status` and for the next one. */
export interface SyncMemory {
  /** ISO 8601. */
  readonly at: string;
  readonly source: string;
  readonly outcome: Synced['kind'];
  readonly why: string | null;
  readonly etag: string | null;
}

export function localSource(stateFolder: string): string {
  return join(stateFolder, 'policy', 'source');
}

/**
 * Brings the policy up to date from where it comes from: the pinned source of an organisation, else this laptop's own
 * folder. What is refused, broken or out of reach changes nothing but the memory of it.
 *
 * @throws SallyportError `STATE_UNWRITABLE`
 */
export async function syncPolicy(deps: SyncDeps): Promise<Synced> {
  const { stateFolder, machine } = deps;
  const policyFolder = join(stateFolder, 'policy');
  const here = trustHere(policyFolder, machine);
  if (here.problem !== null) {
    return { kind: 'refused', code: 'unknown-key', why: here.problem };
  }
  if (here.from !== 'default') {
    rememberTrust(policyFolder, machine);
    return here.source === null ? { kind: 'nothing' } : fromSource(here.source, policyFolder, deps);
  }
  const source = localSource(stateFolder);
  if (!existsSync(source)) {
    return { kind: 'nothing' };
  }
  const change = await takeLocalFolder(source, policyFolder, deps.now());
  const synced: Synced = change.kind === 'refused' ? { kind: 'refused', code: 'local', why: change.why } : change;
  remember(policyFolder, source, synced, null, deps);
  return synced;
}

/** What holds on when the file that says whose policies count can not be used any more. */
function rememberTrust(policyFolder: string, machine: string | null): void {
  const path = join(policyFolder, lastTrustFile);
  const text = trustToKeep(policyFolder, machine);
  if (text !== null && text !== readState(path)) {
    writeState(path, text, 'crash');
  }
}

async function fromSource(source: string, policyFolder: string, deps: SyncDeps): Promise<Synced> {
  const memory = syncMemory(deps.stateFolder);
  const { trust } = trustHere(policyFolder, deps.machine);
  const current = inForce(policyFolder, trust, deps.now());
  // A damaged policy is fetched anew, whatever the source says of changes.
  const isWhole = current.kind === 'in-force' && current.passedOver === null;
  const known = isWhole && memory?.source === source ? memory.etag : null;
  const fetched = await fetchBundle(source, known, deps.fetch, deps.signal);
  if (fetched.kind === 'unreachable') {
    remember(policyFolder, source, fetched, known, deps);
    return fetched;
  }
  const version = current.kind === 'in-force' ? current.verified.loaded.bundle.version : 0;
  if (fetched.kind === 'unchanged') {
    remember(policyFolder, source, fetched, known, deps);
    return { kind: 'unchanged', version };
  }
  const verified = install(policyFolder, fetched.bytes, trust, deps.now());
  const synced: Synced = !verified.ok
    ? { kind: 'refused', code: verified.code, why: verified.message }
    : current.kind === 'in-force' && isWhole && current.verified.sha256 === verified.sha256
      ? { kind: 'unchanged', version }
      : { kind: 'in-force', version: verified.loaded.bundle.version, warnings: [] };
  // What was refused is asked for again: it may be mended under the same mark.
  remember(policyFolder, source, synced, synced.kind === 'refused' ? null : fetched.etag, deps);
  return synced;
}

/** What the last sync left; null when there was none. */
export function syncMemory(stateFolder: string): SyncMemory | null {
  const text = readState(join(stateFolder, 'policy', 'sync.json'));
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    // Written by `remember` alone, whole, in a folder of this person.
    return typeof value === 'object' && value !== null && 'source' in value ? (value as SyncMemory) : null;
  } catch {
    // Not whole: nothing is remembered.
    return null;
  }
}

function remember(
  policyFolder: string,
  source: string,
  synced: { readonly kind: Synced['kind']; readonly why?: string; readonly problems?: readonly Problem[] },
  etag: string | null,
  { now }: SyncDeps,
): void {
  const [first] = synced.problems ?? [];
  const fault = first === undefined ? null : `${first.file}:${first.line}: ${first.message}`;
  const memory: SyncMemory = {
    at: now().toISOString(),
    source,
    outcome: synced.kind,
    why: synced.why ?? fault,
    etag,
  };
  writeState(join(policyFolder, 'sync.json'), `${JSON.stringify(memory)}\n`, 'crash');
}
