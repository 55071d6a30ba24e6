import { clients } from '../../../scanner/clients/all.ts';
import type { Client } from '../../../scanner/clients/client.ts';
import { readEntries } from '../../../scanner/formats/entries.ts';
import { clientId } from '../../../scanner/model/ids.ts';
import type { Scope } from '../../../scanner/model/inventory.ts';
import type { Entry, Os } from '../../../scanner/model/launch.ts';
import type { NativePolicies } from '../../../scanner/routing/native-policies.ts';
import { routeEntry, type Routing } from '../../../scanner/routing/route-entry.ts';

export const launcher = '/h/.sallyport/bin/sallyport-shim';

export const noPolicies: NativePolicies = {
  claudeCode: { isExclusive: false, lists: [] },
  claudeDesktop: { startsLocal: true },
  copilot: { lists: [], sandboxesServers: false },
  codex: null,
  vscodeAccess: 'all',
  unreadable: [],
};

export interface Given {
  readonly client?: string;
  readonly name?: string;
  readonly scope?: Scope;
  readonly path?: string;
  readonly isInRepository?: boolean;
  readonly os?: Os;
  readonly policies?: Partial<NativePolicies>;
  readonly stateFolder?: string | null;
  readonly alsoReadBy?: readonly string[];
  readonly launcher?: string;
  readonly foreignGuard?: string | null;
  /** The servers stand in a list, each with its name. */
  readonly isList?: boolean;
}

/** What becomes of one entry, with everything else as usual. */
export function routed(fields: Readonly<Record<string, unknown>>, given: Given = {}): Routing {
  const { client = 'cursor', name = 'x', scope = 'user', path = '/h/.cursor/mcp.json', os = 'linux' } = given;
  const document = { mcpServers: given.isList === true ? [{ name, ...fields }] : { [name]: fields } };
  return routeEntry(
    {
      client: clientNamed(client),
      alsoReadBy: (given.alsoReadBy ?? []).map(clientId),
      place: { scope, path, realPath: path, isInRepository: given.isInRepository ?? false },
      entry: onlyEntry(document),
      document,
      foreignGuard: given.foreignGuard ?? null,
      isGuarded: false,
    },
    {
      launcher: given.launcher ?? launcher,
      stateFolder: given.stateFolder ?? null,
      os,
      policies: { ...noPolicies, ...given.policies },
    },
  );
}

export function onlyEntry(document: unknown): Entry {
  const [entry] = readEntries(document, ['mcpServers']).entries;
  if (entry === undefined) {
    throw new Error('the document holds no entry');
  }
  return entry;
}

function clientNamed(id: string): Client {
  const found = clients.find((client) => client.id === id);
  if (found === undefined) {
    throw new Error(`there is no client ${id}`);
  }
  return found;
}
