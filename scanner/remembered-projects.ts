import type { Client } from './clients/client.ts';
import { templatesOf } from './clients/expand.ts';
import type { Machine } from './machine.ts';
import type { ClientId } from './model/ids.ts';
import type { Inventory, Scope, SightingRow } from './model/inventory.ts';
import type { Os } from './model/launch.ts';

const inProject = '{project}/';

/**
 * Folders of projects in which an earlier scan of this home saw servers. A client may forget a project, or a person may have
 * named it only once: its servers are there all the same.
 */
export function rememberedProjects(
  last: Inventory | null,
  clients: readonly Client[],
  { os, home }: Pick<Machine, 'os' | 'home'>,
): readonly string[] {
  const endings = new Map<string, readonly RegExp[]>();
  const endingsFor = ({ client, scope }: SightingRow): readonly RegExp[] => {
    const key = `${client}/${scope}`;
    const known = endings.get(key) ?? endingsOf(clients, client, scope, os);
    endings.set(key, known);
    return known;
  };
  const folders = (last?.servers ?? []).flatMap(({ sightings }) =>
    sightings.flatMap((sighting) => {
      const path = sighting.path.replace(/^~(?=[\\/])/, home);
      const matching = endingsFor(sighting).flatMap((ending) => ending.exec(path)?.groups?.['project'] ?? []);
      return matching.toSorted((a, b) => a.length - b.length).slice(0, 1);
    }),
  );
  return [...new Set(folders)];
}

function endingsOf(clients: readonly Client[], client: ClientId, scope: Scope, os: Os): readonly RegExp[] {
  return clients
    .filter(({ id }) => id === client)
    .flatMap(({ sources }) => sources.filter((spec) => spec.scope === scope))
    .flatMap(({ paths }) => templatesOf(paths, os))
    .filter((template) => template.startsWith(inProject))
    .map((template) => {
      const segments = template.slice(inProject.length).split('/').map(segmentExpression);
      return new RegExp(String.raw`^(?<project>.+?)[\\/]${segments.join(String.raw`[\\/]`)}$`, 'u');
    });
}

/** As `glob` matches it: `*` inside a segment, `**` over several. */
function segmentExpression(segment: string): string {
  return segment === '**'
    ? '.*'
    : segment
        .split('*')
        .map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
        .join(String.raw`[^\\/]*`);
}
