import type { ServerLine, ServerList } from '../../main/contract/servers.ts';
import { filtered, type ServerFilter } from './filter.ts';

/** What the table shows, line by line. A server in several groups has a row in each. */
export type Row =
  | { readonly kind: 'group'; readonly key: string; readonly value: string; readonly count: number }
  | { readonly kind: 'server'; readonly key: string; readonly server: ServerLine };

export function rowsOf(list: ServerList, filter: ServerFilter): readonly Row[] {
  const servers = filtered(list, filter);
  if (filter.group === '') {
    return servers.map((server) => rowOf('', server));
  }
  const pairs = servers.flatMap((server) => groupsOf(server, filter.group).map((group) => ({ group, server })));
  return [...Map.groupBy(pairs, ({ group }) => group)].flatMap(([value, members]) => [
    { kind: 'group' as const, key: `group ${value}`, value, count: members.length },
    ...members.map(({ server }) => rowOf(value, server)),
  ]);
}

function rowOf(group: string, server: ServerLine): Row {
  return { kind: 'server', key: `${group} ${server.id}`, server };
}

function groupsOf({ identityKind, clients, standing }: ServerLine, group: string): readonly string[] {
  switch (group) {
    case 'identity':
      return [identityKind];
    case 'client':
      return clients;
    default:
      return [standing];
  }
}
