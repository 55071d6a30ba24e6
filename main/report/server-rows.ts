import type { Inventory, ServerRow } from '../../scanner/model/inventory.ts';
import { gridRow, hanging, shareWidths } from './grid.ts';
import type { Cell } from './grid.ts';
import type { Paint } from './ink.ts';
import type { Page } from './page.ts';
import { findingLines } from './page.ts';
import { visible } from '../contract/visible.ts';
import { displayWidth } from './width.ts';
import { clientNames, identityText, routesOf } from './words.ts';

/** From here on what a server is gets a column of its own; below it stands on a line under the name. */
const wideFrom = 140;
/** Below this there are no columns at all. */
const columnsFrom = 72;

/** A table of servers with the worst findings under each, in the shape that suits the width. */
export function serverRows(page: Page, inventory: Inventory, servers: readonly ServerRow[]): readonly string[] {
  const facts = servers.map((server) => factsOf(page, inventory, server));
  if (page.columns < columnsFrom) {
    return facts.flatMap((fact, at) => [...(at === 0 ? [] : ['']), ...stacked(page, fact)]);
  }
  const isWide = page.columns >= wideFrom;
  const hasChange = facts.some(({ change }) => change !== '');
  const titles = {
    risk: 'RISK',
    name: 'SERVER',
    what: 'WHAT IT IS',
    clients: 'CLIENTS',
    standing: 'STANDING',
    route: 'ROUTE',
    change: 'CHANGE',
  };
  const keys = (['risk', 'name', 'what', 'clients', 'standing', 'route', 'change'] as const).filter(
    (key) => (key !== 'what' || isWide) && (key !== 'change' || hasChange),
  );
  const widths = columnWidths(page.columns, keys, [titles, ...facts]);
  const head = gridRow(
    keys.map((key) => ({ text: titles[key], paint: page.ink.faint })),
    widths,
  );
  const blocks = facts.map((fact) => {
    const row = gridRow(
      keys.map((key) => cellOf(page, fact, key)),
      widths,
    );
    return [...row, ...(isWide ? [] : under(page, fact.what)), ...findingsUnder(page, fact.server)];
  });
  return [...head, ...spaced(blocks)];
}

interface Facts {
  readonly server: ServerRow;
  readonly risk: string;
  readonly name: string;
  readonly what: string;
  readonly clients: string;
  readonly standing: string;
  readonly route: string;
  readonly change: string;
}

type Key = Exclude<keyof Facts, 'server'>;

const underIndent = ' '.repeat(10);
const mostNames = 3;
/** Room for every word of risk, so that names stand over what is written under them. */
const leastWidth: Partial<Readonly<Record<Key, number>>> = { risk: underIndent.length - 2 };
/** Names and clients wrap early, so that what a server is gets the room. */
const mostWidth: Partial<Readonly<Record<Key, number>>> = { name: 32, clients: 28 };

function factsOf(page: Page, inventory: Inventory, server: ServerRow): Facts {
  const names = [
    ...server.names.slice(0, mostNames),
    ...(server.names.length > mostNames ? [`+${server.names.length - mostNames}`] : []),
  ];
  const [route = '', ...otherRoutes] = routesOf(server);
  return {
    server,
    risk: server.risk,
    name: visible(names.join(', ')),
    what: `${visible(identityText(server))}${page.verbose ? `, ${server.id}` : ''}`,
    clients: visible(clientNames(inventory, server).join(', ')),
    standing: server.standing,
    route: otherRoutes.length === 0 ? route : `${route} +${otherRoutes.length}`,
    change: server.change === 'seen' ? '' : server.change,
  };
}

/** Short words keep their width; names, identity and clients share what is left. */
function columnWidths(
  columns: number,
  keys: readonly Key[],
  rows: readonly Readonly<Record<Key, string>>[],
): readonly number[] {
  const natural = keys.map((key) =>
    rows.reduce((most, row) => Math.max(most, displayWidth(row[key])), leastWidth[key] ?? 0),
  );
  const isFlexible = keys.map((key) => key === 'name' || key === 'what' || key === 'clients');
  const taken = natural.reduce((sum, width, at) => sum + (isFlexible[at] ? 0 : width + 2), 0);
  const wanted = natural.map((width, at) => Math.min(width, mostWidth[keys[at] ?? 'what'] ?? width));
  const shared = shareWidths(
    wanted.filter((_, at) => isFlexible[at]),
    columns - taken,
  );
  return natural.map((width, at) =>
    isFlexible[at] ? (shared[isFlexible.slice(0, at).filter(Boolean).length] ?? 0) : width,
  );
}

function cellOf({ ink }: Page, fact: Facts, key: Key): Cell {
  const paints: Partial<Readonly<Record<Key, Paint>>> = {
    risk: ink.severity[fact.server.risk],
    name: ink.strong,
    standing: ink.standing[fact.server.standing],
  };
  return { text: fact[key], paint: paints[key] ?? ink.plain };
}

function under(page: Page, text: string): readonly string[] {
  return hanging({ text: underIndent, paint: page.ink.plain }, { text, paint: page.ink.faint }, page.columns);
}

function findingsUnder(page: Page, server: ServerRow, indent = underIndent): readonly string[] {
  return findingLines(page, server.findings, indent, ` (${server.id})`);
}

function stacked(page: Page, fact: Facts): readonly string[] {
  const indent = { text: '  ', paint: page.ink.plain };
  const state = [fact.standing, fact.route, fact.change, fact.clients].filter((word) => word !== '').join(' · ');
  return [
    ...hanging(
      { text: `${fact.risk}  `, paint: page.ink.severity[fact.server.risk] },
      { text: fact.name, paint: page.ink.strong },
      page.columns,
    ),
    ...hanging(indent, { text: state, paint: page.ink.plain }, page.columns),
    ...hanging(indent, { text: fact.what, paint: page.ink.faint }, page.columns),
    ...findingsUnder(page, fact.server, indent.text),
  ];
}

/** Blocks of several lines get air around them; single rows stand close together. */
function spaced(blocks: readonly (readonly string[])[]): readonly string[] {
  return blocks.flatMap((block, at) => {
    const before = blocks[at - 1];
    return before !== undefined && (block.length > 1 || before.length > 1) ? ['', ...block] : block;
  });
}
