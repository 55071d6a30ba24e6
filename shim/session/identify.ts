import { cryptography } from '../record/chain.ts';
import type { AgentFacts } from '../record/fields.ts';
import { knownClient } from './known-clients.ts';
import type { ProcessFacts, ProcessTable } from './process-table.ts';

export interface Session {
  /** The same for every connection of one run of one client. */
  readonly key: string;
  readonly agent: AgentFacts;
  /** Whose end is the end of the session; null when nobody above us could be read. */
  readonly owner: { readonly pid: number; readonly started: string } | null;
}

/**
 * Finds the client that started us: the nearest ancestor that is a known one, past shells and launchers, else the parent.
 * The client's own word about itself is not asked.
 *
 * @param declared the client id in the config entry
 */
export function identify(table: ProcessTable, parentPid: number, declared: string): Session {
  const ancestors = table.lineage(parentPid);
  const clients = ancestors.flatMap((facts) => {
    const client = knownClient(facts);
    return client === null ? [] : [{ facts, client }];
  });
  const nearest = clients[0];
  const owner = nearest?.facts ?? ancestors[0] ?? null;
  return {
    key: keyOf(owner, parentPid),
    owner: owner === null ? null : { pid: owner.pid, started: owner.started },
    agent: {
      client: declared,
      verified: owner === null ? null : { client: nearest?.client ?? null, path: owner.path, pid: owner.pid },
      confidence: nearest !== undefined ? 'known-client' : owner === null ? 'none' : 'parent-only',
      mode: 'principal',
      // One client is several processes: only a change of client is a delegation.
      delegation: clients
        .slice(1)
        .map(({ client }) => client)
        .filter((client, at, all) => client !== (at === 0 ? nearest?.client : all[at - 1])),
    },
  };
}

function keyOf(owner: ProcessFacts | null, parentPid: number): string {
  const what = owner === null ? `unknown ${parentPid}` : `${owner.pid} ${owner.started}`;
  return `s${cryptography().hash('sha256', what, 'hex').slice(0, 12)}`;
}
