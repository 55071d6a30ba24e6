import type { Inventory } from '../../scanner/model/inventory.ts';
import { worstFirst } from './order.ts';
import { unreadSources } from './unread.ts';
import { counted } from './words.ts';

/** What a scan found, in one sentence; a second one says what could not be read. */
export function summarySentences(inventory: Inventory): { readonly found: string; readonly missed: string } {
  const servers = worstFirst(inventory);
  const clients = new Set(servers.flatMap(({ sightings }) => sightings.map(({ client }) => client)));
  const count = (matches: (server: (typeof servers)[number]) => boolean): number => servers.filter(matches).length;
  const found = `${counted(servers.length, 'MCP server')} in ${counted(clients.size, 'client')}`;
  const parts = [
    part(
      count(({ standing }) => standing === 'malicious'),
      'known to be malicious',
    ),
    part(
      count(({ standing }) => standing === 'banned'),
      'banned',
    ),
    part(
      count(({ standing }) => standing === 'shadow'),
      'that nobody approved',
    ),
    part(
      count(({ identity }) => identity.kind === 'unidentified'),
      'that cannot be identified',
    ),
  ].flat();
  return {
    found:
      servers.length === 0 ? noServers(inventory) : `${found}: ${parts.length === 0 ? 'all approved' : list(parts)}.`,
    missed: missed(inventory),
  };
}

function noServers(inventory: Inventory): string {
  const installed = inventory.clients.filter((client) => client.installed).length;
  return `No MCP servers found; ${counted(installed, 'client')} installed.`;
}

function missed(inventory: Inventory): string {
  const unread = unreadSources(inventory).length;
  if (unread > 0) {
    return `${counted(unread, 'place')} could not be read, so there may be more.`;
  }
  return inventory.completeness.complete ? '' : 'The scan is incomplete, so there may be more.';
}

function part(count: number, words: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${words}`];
}

function list(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
