import { findShadowedTools, type OfferedTool } from '../scanner/detect/content/shadowed-tools.ts';

/** A row of the corpus of tools. */
type Row = Readonly<Record<string, unknown>>;

/**
 * Whether a tool passes itself off as a tool of another server, when it stands on a laptop beside the honest servers of the corpus. What
 * copies another's name and words is honest in its own text: only the two together tell.
 *
 * @param honest the rows of all honest tools, among them this one where it is honest
 */
export function isCloneBeside(honest: readonly Row[]): (row: Row) => boolean {
  const offered = Map.groupBy(honest.map(offeredIn), ({ name }) => versionless(name));
  return (row) => {
    const own = offeredIn(row);
    const others = (offered.get(versionless(own.name)) ?? []).filter(({ server }) => server !== own.server);
    return findShadowedTools([own, ...others]).some(({ first, second }) => first === own || second === own);
  };
}

/** Honest tools are offered by the server they were read from, bad ones by a server of their own. */
function offeredIn({ source, server, tool, text, description, attack }: Row): OfferedTool {
  return {
    server: typeof attack === 'string' ? 'another' : [source, server].map(String).join(' '),
    name: typeof tool === 'string' ? tool : '',
    description: [description, text].find((words) => typeof words === 'string') ?? '',
  };
}

/** Only sorts what is compared: what counts as one name is for `findShadowedTools` to say. */
function versionless(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/v\d+$/, '');
}
