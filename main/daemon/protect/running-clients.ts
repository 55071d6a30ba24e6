import type { Client } from '../../../scanner/clients/client.ts';
import { rulesOf } from '../../../scanner/routing/client-rules.ts';
import { knownClient } from '../../../shim/session/known-clients.ts';
import type { ProcessTable } from '../../../shim/session/process-table.ts';
import type { Candidate } from './candidates.ts';

/** Tells the ids of the clients that run at this moment. */
export type RunningClients = () => ReadonlySet<string>;

export function runningClients(table: ProcessTable): ReadonlySet<string> {
  return new Set(table.all().flatMap((facts) => knownClient(facts) ?? []));
}

/** The clients of a file that have to be quit before it is written. */
export function carefulClients({ readings }: Candidate): readonly Client[] {
  return readings.map(({ client }) => client).filter(({ id }) => rulesOf(id).notices.includes('quit-first'));
}

/** The client that has to be quit before this file is written, when it runs. */
export function blockingClient(candidate: Candidate, running: RunningClients): Client | null {
  const careful = carefulClients(candidate);
  // Looking through all processes costs something on some systems: only for the files that need it.
  const now = careful.length === 0 ? new Set<string>() : running();
  return careful.find(({ id }) => now.has(id)) ?? null;
}
