import type { ServerId } from '../../scanner/model/ids.ts';
import type { Inventory, ServerRow } from '../../scanner/model/inventory.ts';
import { severityRank, worstFirst } from './order.ts';
import { unreadSources } from './unread.ts';

/** A command to type next, and what it is good for. */
export interface NextStep {
  readonly command: string;
  readonly why: string;
}

/** At most three things worth doing after this scan, the most useful first; none when all is well. */
export function nextSteps(inventory: Inventory): readonly NextStep[] {
  const servers = worstFirst(inventory);
  const worst = servers.find(isWorrying);
  const approvable = servers.findLast((server) => isApprovable(server) && server !== worst);
  const waiting = unreadSources(inventory).find(({ outcome }) => outcome === 'needs-consent');
  return [
    ...(worst === undefined
      ? []
      : [{ command: `sallyport servers show ${worst.id}`, why: `all about ${nameOf(worst)}` }]),
    ...(approvable === undefined
      ? []
      : [
          {
            command: approveCommand(approvable.id),
            why: `once you know and want ${nameOf(approvable)}`,
          },
        ]),
    ...(waiting === undefined
      ? []
      : [{ command: 'sallyport scan --read-guarded', why: 'look there too; the system may ask you first' }]),
  ];
}

/** What must be filled in stands in capitals, as in the help. */
export function approveCommand(id: ServerId): string {
  return `sallyport servers approve ${id} --owner WHO --reason WHY`;
}

function isWorrying({ standing, risk }: ServerRow): boolean {
  return standing === 'malicious' || standing === 'banned' || severityRank(risk) >= severityRank('medium');
}

function isApprovable({ standing, risk, identity }: ServerRow): boolean {
  return standing === 'shadow' && identity.kind !== 'unidentified' && severityRank(risk) < severityRank('high');
}

function nameOf(server: ServerRow): string {
  return server.names[0] ?? server.id;
}
