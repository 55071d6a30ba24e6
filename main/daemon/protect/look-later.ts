import { namedPlace } from '../../../scanner/routing/named-place.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../../../scanner/clients/client.ts';
import { rulesOf } from '../../../scanner/routing/client-rules.ts';
import type { Applied } from './apply.ts';
import { readNow } from './file-bytes.ts';
import { planFile, type PlanDeps } from './plan.ts';
import type { RunningClients } from './running-clients.ts';

/** Clients that run now and may yet write their own copy over what was just done. */
export function lateWriters(applied: readonly Applied[], running: RunningClients): readonly Client[] {
  const clients = applied.flatMap((one) => (isHeld(one) ? writersOf(one) : []));
  const now = clients.length === 0 ? new Set<string>() : running();
  return [...new Map(clients.filter(({ id }) => now.has(id)).map((client) => [client.id, client])).values()];
}

/** Looks again at what was written, at these moments from now on; what a client took out meanwhile is `missing`. */
export async function lookLater(
  applied: readonly Applied[],
  plan: PlanDeps,
  afterMs: readonly number[],
): Promise<readonly Applied[]> {
  let looked = applied;
  let waitedMs = 0;
  for (const ms of afterMs) {
    await sleep(ms - waitedMs);
    waitedMs = ms;
    looked = await Promise.all(looked.map((one) => lookAgain(one, plan)));
  }
  return looked;
}

async function lookAgain(one: Applied, plan: PlanDeps): Promise<Applied> {
  if (!isHeld(one) || writersOf(one).length === 0) {
    return one;
  }
  const bytes = readNow(one.plan.candidate.realPath);
  if (bytes === null) {
    return { ...one, held: 'gone' };
  }
  const made = new Set(one.made.map(namedPlace));
  // Null while it is being written: the next look sees the result.
  const now = await planFile(one.plan.candidate, bytes, plan);
  return now?.changes.some((entry) => made.has(namedPlace(entry))) === true ? { ...one, held: 'missing' } : one;
}

function isHeld(one: Applied): one is Extract<Applied, { readonly kind: 'done' }> {
  return one.kind === 'done' && (one.held === 'held' || one.held === 'merged') && one.made.length > 0;
}

function writersOf({ plan }: Extract<Applied, { readonly kind: 'done' }>): readonly Client[] {
  return plan.candidate.readings
    .map(({ client }) => client)
    .filter(({ id }) => rulesOf(id).notices.some((notice) => notice === 'rewrites-file' || notice === 'quit-first'));
}
