import { severities } from './model/finding.ts';
import type { ClientRow, ServerRow, Summary } from './model/inventory.ts';

/** Counts of what stands in an inventory now; servers that are gone and findings that are suppressed do not count. */
export function summarise(servers: readonly ServerRow[], clients: readonly ClientRow[]): Summary {
  const present = servers.filter(({ change }) => change !== 'gone');
  const standing = Object.groupBy(present, (server) => server.standing);
  const open = [...present, ...clients]
    .flatMap(({ findings }) => findings)
    .filter(({ suppressed }) => suppressed === null);
  const count = (severity: (typeof severities)[number]): number =>
    open.filter((finding) => finding.severity === severity).length;
  return {
    servers: present.length,
    shadow: standing.shadow?.length ?? 0,
    banned: standing.banned?.length ?? 0,
    malicious: standing.malicious?.length ?? 0,
    guarded: present.filter(({ sightings }) => sightings.every(({ route }) => route === 'guarded')).length,
    direct: present.filter(({ sightings }) => sightings.some(({ route }) => route === 'direct')).length,
    findings: { low: count('low'), medium: count('medium'), high: count('high'), critical: count('critical') },
  };
}
