import type { ActivityRow } from '../../contract/activity.ts';
import type { PinState, ServerDetail, ServerTools, ToolLine } from '../../contract/servers.ts';
import type { Catalogue, CatalogueEntry } from '../../../policy/catalogue/catalogue.ts';
import { classify } from '../../../policy/classes/classify.ts';
import { toolModeOf } from '../../../policy/classes/tool-modes.ts';
import { at } from '../../../scanner/formats/document.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { Inventory, ServerRow } from '../../../scanner/model/inventory.ts';
import { identityText } from '../../report/words.ts';
import type { ActivityReader } from '../activity/activity-reader.ts';
import { concerns } from '../catalogue-identity.ts';
import type { PinDesk } from './pin-desk.ts';
import { catalogueLine } from './policy-view.ts';

const MOST_RECENT = 50;
const MOST_NAMES = 8;

/** All that is known of one server. @throws SallyportError `UNKNOWN_SERVER` */
export async function serverDetail(
  id: string,
  inventory: Inventory | null,
  catalogue: Catalogue,
  reader: ActivityReader,
  pins: Pick<PinDesk, 'toolsOf'>,
): Promise<ServerDetail> {
  const row = inventory?.servers.find((one) => one.id === id);
  if (row === undefined) {
    throw new SallyportError({
      code: 'UNKNOWN_SERVER',
      message: `the last scan found no server ${id}`,
      remedy: 'Scan again, and choose one from the list.',
    });
  }
  const entries = catalogue.servers.filter(({ identity }) => concerns(identity, row.identity));
  return {
    row,
    identity: identityText(row),
    catalogue: entries.map((entry) => catalogueLine(entry, false)),
    tools: pinnedTools(row, entries, pins) ?? listedTools(row, entries, reader),
    recent: await recentOf(row, reader),
  };
}

/** Records name a server as its config entry does. */
function namesOf({ sightings }: ServerRow): readonly string[] {
  return [...new Set(sightings.map(({ name }) => name))].slice(0, MOST_NAMES);
}

async function recentOf(row: ServerRow, reader: ActivityReader): Promise<readonly ActivityRow[]> {
  const clients = new Set<string>(row.sightings.map(({ client }) => client));
  const pages = await Promise.all(
    [row.id, ...namesOf(row)].map((server) => reader.page({ kind: 'decision', server }, null, MOST_RECENT)),
  );
  const calls = new Map(pages.flatMap(({ rows }) => rows.map((call) => [call.at, call])));
  return [...calls.values()]
    .filter(({ client }) => client === null || clients.has(client))
    .toSorted((a, b) => (a.time < b.time ? 1 : -1))
    .slice(0, MOST_RECENT);
}

/** The tools as their server describes them; null where nothing is remembered. */
function pinnedTools(
  row: ServerRow,
  entries: readonly CatalogueEntry[],
  pins: Pick<PinDesk, 'toolsOf'>,
): ServerTools | null {
  const pinned = pins.toolsOf(row);
  return pinned === null
    ? null
    : {
        kind: 'seen',
        at: pinned.at,
        tools: pinned.tools.map(({ name, definition, pin }) => toolLine(name, definition, pin, entries)),
      };
}

/** The names in the newest list that passed through the shim. */
function listedTools(row: ServerRow, entries: readonly CatalogueEntry[], reader: ActivityReader): ServerTools {
  const listings = namesOf(row).flatMap((server) => reader.newestTools(server) ?? []);
  const [newest] = listings.toSorted((a, b) => (a.time < b.time ? 1 : -1));
  return newest === undefined
    ? { kind: 'never-seen' }
    : {
        kind: 'seen',
        at: newest.time,
        tools: newest.names.map((name) => toolLine(name, null, { kind: 'not-pinned' }, entries)),
      };
}

/** Where only the name of a tool is known, its class is what the name tells. */
function toolLine(name: string, definition: unknown, pin: PinState, entries: readonly CatalogueEntry[]): ToolLine {
  const { effect, external, because } = classify({
    name,
    inputSchema: at(definition, ['inputSchema']) ?? null,
    annotations: at(definition, ['annotations']) ?? null,
  });
  return {
    name,
    effect,
    external,
    classReason: because.map(({ says }) => says).join('; '),
    mode: entries.map(({ tools }) => toolModeOf(tools, name)).find((mode) => mode !== null) ?? null,
    pin,
  };
}
