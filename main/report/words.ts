import { namesShim } from '../../scanner/identity/ours.ts';
import type { Identity, Route } from '../../scanner/model/identity.ts';
import type { Inventory, LaunchRow, Outcome, ServerRow } from '../../scanner/model/inventory.ts';
import { compare } from './order.ts';

/** What a server is, in a few words: package with version, image, address, program, or `unidentified` with the reason. */
export function identityText(server: ServerRow): string {
  const { kind, purl, version, origin, sha256, reason } = server.identity;
  if (kind === 'unidentified') {
    return `unidentified: ${reason ?? 'no reason was recorded'}`;
  }
  if (kind === 'remote') {
    return origin ?? programText(server);
  }
  if (kind === 'binary' || kind === 'script') {
    return `${kind} ${programText(server)}${sha256 === null ? '' : `, sha256 ${sha256.slice(0, 12)}`}`;
  }
  if (purl === null) {
    return programText(server);
  }
  return kind === 'oci'
    ? `image ${imageName(purl)}${version === null ? ', no digest' : `@${shortHash(version)}`}`
    : `${kind} ${purlName(purl)}${version === null ? ', no fixed version' : `@${version}`}`;
}

/** A launch as one line to read, not to run: words with spaces or shell signs stand in quotes. */
export function launchText(launch: LaunchRow): string {
  return launch.transport === 'stdio' ? [launch.command, ...launch.args].map(quoted).join(' ') : launch.url;
}

/** A purl with its exact version, where the purl's type wants it: before the qualifiers. */
export function purlWithVersion({ purl, version }: Identity): string | null {
  if (purl === null || version === null) {
    return purl;
  }
  const qualifiers = purl.indexOf('?');
  const bare = qualifiers === -1 ? purl : purl.slice(0, qualifiers);
  return `${bare}@${encodeURIComponent(version)}${purl.slice(bare.length)}`;
}

/** Display names of the clients a server is configured in; `(off)` where each of its entries there is switched off. */
export function clientNames(inventory: Inventory, server: ServerRow): readonly string[] {
  const ids = [...new Set(server.sightings.map(({ client }) => client))];
  return ids
    .map((id) => {
      const isOff = server.sightings.every(({ client, enabled }) => client !== id || !enabled);
      return `${clientName(inventory, id)}${isOff ? ' (off)' : ''}`;
    })
    .toSorted(compare);
}

export function clientName(inventory: Inventory, id: string): string {
  return inventory.clients.find((client) => client.id === id)?.name ?? id;
}

/** The distinct routes of a server's sightings, the ones that need attention first. */
export function routesOf(server: ServerRow): readonly Route[] {
  const seen = new Set(server.sightings.map(({ route }) => route));
  return routeOrder.filter((route) => seen.has(route));
}

/** `1 server`, `2 servers`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  read: 'read',
  absent: 'not there',
  denied: 'no permission to read it',
  malformed: 'not valid in its format',
  'too-large': 'too large to read',
  'timed-out': 'took too long to read',
  unsupported: 'in a form this version does not know',
  'needs-consent': 'not looked at, because the system would ask you first',
};

const routeOrder: readonly Route[] = ['drifted', 'direct', 'foreign-guard', 'unroutable', 'guarded'];

/** What starts the server, without the guard in front of it. */
function programText(server: ServerRow): string {
  const sighting = server.sightings[0];
  if (sighting === undefined) {
    return server.names[0] ?? server.id;
  }
  const { launch } = sighting;
  const guardEnd =
    sighting.route === 'guarded' && launch.transport === 'stdio' && namesShim(launch.command)
      ? launch.args.indexOf('--')
      : -1;
  return launch.transport === 'stdio' && guardEnd !== -1
    ? launch.args
        .slice(guardEnd + 1)
        .map(quoted)
        .join(' ')
    : launchText(launch);
}

function quoted(word: string): string {
  return /^[^\s"'`$&|;<>()*?]+$/u.test(word) ? word : `"${word}"`;
}

function purlName(purl: string): string {
  return decoded(purl.replace(/^pkg:[^/]*\//, '').replace(/\?.*$/, ''));
}

function imageName(purl: string): string {
  const qualifiers = new URLSearchParams(purl.split('?')[1] ?? '');
  const tag = qualifiers.get('tag');
  return `${qualifiers.get('repository_url') ?? purlName(purl)}${tag === null ? '' : `:${tag}`}`;
}

function shortHash(version: string): string {
  return version.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoding after all: the text as it stands is the better answer.
    return text;
  }
}
