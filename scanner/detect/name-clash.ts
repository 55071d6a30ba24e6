import type { Observation } from '../model/finding.ts';
import { shown } from './shown.ts';

/** One enabled sighting, as far as a clash of names goes. */
export interface NamedServer {
  readonly name: string;
  /** The client's name, as people know it. */
  readonly client: string;
  /** The server's key over all its sightings. */
  readonly serverKey: string;
  /** Its package or image without a version; null for other kinds. */
  readonly purl: string | null;
  readonly pointer: string;
}

export interface NameClash<Row extends NamedServer> {
  /** The sighting the finding belongs to: the first of its server under this name. */
  readonly row: Row;
  readonly observation: Observation;
}

/** The same name meaning different servers in different clients: what a person approved in one is not what runs in the other. */
export function detectNameClashes<Row extends NamedServer>(rows: readonly Row[]): readonly NameClash<Row>[] {
  const byName = Map.groupBy(rows, ({ name }) => name.normalize('NFKC').trim().toLowerCase());
  return [...byName.values()].flatMap(clashesUnderOneName);
}

function clashesUnderOneName<Row extends NamedServer>(rows: readonly Row[]): readonly NameClash<Row>[] {
  const keysByClient = new Map(
    [...Map.groupBy(rows, ({ client }) => client)].map(([client, own]) => [
      client,
      new Set(own.map(({ serverKey }) => serverKey)),
    ]),
  );
  const differsInVersionOnly = rows.every(({ purl }) => purl !== null && purl === rows[0]?.purl);
  return [...Map.groupBy(rows, ({ serverKey }) => serverKey).entries()].flatMap(([key, own]) => {
    const [row] = own;
    const elsewhere = otherClients(key, new Set(own.map(({ client }) => client)), keysByClient);
    return row === undefined || elsewhere.length === 0
      ? []
      : [{ row, observation: observe(row, elsewhere, differsInVersionOnly) }];
  });
}

/** Clients that mean another server, seen from a server's own clients. Two servers within one client are no clash. */
function otherClients(
  key: string,
  own: ReadonlySet<string>,
  keysByClient: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  return [...keysByClient]
    .filter(([client, keys]) => keys.size > (keys.has(key) ? 1 : 0) && !(own.size === 1 && own.has(client)))
    .map(([client]) => client);
}

function observe(row: NamedServer, elsewhere: readonly string[], differsInVersionOnly: boolean): Observation {
  const more = elsewhere.length > 3 ? ` and ${elsewhere.length - 3} more` : '';
  const clients = `${elsewhere.slice(0, 3).join(', ')}${more}`;
  return differsInVersionOnly
    ? {
        rule: 'config/name-clash',
        severity: 'low',
        confidence: 'certain',
        where: row.pointer,
        message: `"${shown(row.name)}" is another version of the same package in ${clients}`,
        remedy: 'Use one version in all clients.',
      }
    : {
        rule: 'config/name-clash',
        severity: 'medium',
        confidence: 'likely',
        where: row.pointer,
        message: `"${shown(row.name)}" means a different server in ${clients}`,
        remedy: 'Compare the entries and give different servers different names.',
      };
}
