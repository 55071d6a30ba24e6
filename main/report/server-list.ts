import type { Inventory, ServerRow } from '../../scanner/model/inventory.ts';
import { gridRow, hanging, shareWidths } from './grid.ts';
import type { Cell } from './grid.ts';
import { worstFirst } from './order.ts';
import { pageFor } from './page.ts';
import type { Page, Rendering } from './page.ts';
import { visible } from '../contract/visible.ts';
import { displayWidth } from './width.ts';
import { identityText } from './words.ts';

/** Below this each server takes two lines. */
const columnsFrom = 110;

/** `sallyport servers list`: each server's id, standing, risk, names and identity, worst first. */
export function renderServersList(inventory: Inventory, rendering: Rendering): string {
  const page = pageFor(rendering);
  const servers = worstFirst(inventory);
  if (servers.length === 0) {
    return 'No MCP servers.\n';
  }
  const lines = page.columns < columnsFrom ? servers.flatMap((server) => twoLines(page, server)) : rows(page, servers);
  return `${lines.join('\n')}\n`;
}

function rows(page: Page, servers: readonly ServerRow[]): readonly string[] {
  const titles = ['ID', 'STANDING', 'RISK', 'SERVER', 'WHAT IT IS'].map((text): Cell => ({
    text,
    paint: page.ink.faint,
  }));
  const table = [titles, ...servers.map((server) => cellsOf(page, server))];
  const natural = titles.map((_, at) =>
    table.reduce((most, cells) => Math.max(most, displayWidth(cells[at]?.text ?? '')), 0),
  );
  const fixed = natural.slice(0, 3);
  const shared = shareWidths(natural.slice(3), page.columns - fixed.reduce((sum, width) => sum + width + 2, 0));
  return table.flatMap((cells) => gridRow(cells, [...fixed, ...shared]));
}

function cellsOf({ ink }: Page, server: ServerRow): readonly Cell[] {
  return [
    { text: server.id, paint: ink.faint },
    { text: server.standing, paint: ink.standing[server.standing] },
    { text: server.risk, paint: ink.severity[server.risk] },
    { text: visible(server.names.join(', ')), paint: ink.strong },
    { text: visible(identityText(server)), paint: ink.plain },
  ];
}

function twoLines(page: Page, server: ServerRow): readonly string[] {
  const { ink, columns } = page;
  const state = `${server.standing}, ${server.risk}: ${visible(server.names.join(', '))}`;
  return [
    ...hanging({ text: '', paint: ink.plain }, { text: server.id, paint: ink.faint }, columns),
    ...hanging({ text: '  ', paint: ink.plain }, { text: state, paint: ink.standing[server.standing] }, columns),
    ...hanging({ text: '  ', paint: ink.plain }, { text: visible(identityText(server)), paint: ink.plain }, columns),
  ];
}
