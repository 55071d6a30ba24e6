import type { Inventory } from '../../scanner/model/inventory.ts';
import { hanging } from './grid.ts';
import { nextSteps } from './next-steps.ts';
import { worstFirst } from './order.ts';
import { otherGapsTogether, placesByFolder, unreadSources } from './unread.ts';
import { findingLines, pageFor, section } from './page.ts';
import type { Page, Rendering } from './page.ts';
import { serverRows } from './server-rows.ts';
import { summarySentences } from './summary-sentence.ts';
import { visible } from '../contract/visible.ts';
import { displayWidth, wrap } from './width.ts';
import { clientName, clientNames, counted, outcomeWords } from './words.ts';

/**
 * What `sallyport scan` prints: the sum in a sentence, servers worst first, what could not be read, risky switches of
 * the clients themselves, and what to do next. No line is wider than the terminal, and nothing in a name or a message
 * can move the cursor.
 */
export function renderTable(inventory: Inventory, rendering: Rendering): string {
  const page = pageFor(rendering);
  const servers = worstFirst(inventory);
  const lines = [
    ...summaryLines(page, inventory),
    ...(servers.length === 0 ? [] : ['', ...serverRows(page, inventory, servers)]),
    ...section(page, 'Could not be read', unreadLines(page, inventory)),
    ...section(page, 'Not looked at', unseenLines(page, inventory)),
    ...section(page, 'Settings of the clients', clientLines(page, inventory)),
    ...section(page, 'Gone since the last scan', goneLines(page, inventory)),
    ...section(page, 'Next', nextLines(page, inventory)),
  ];
  return `${lines.join('\n')}\n`;
}

function summaryLines(page: Page, inventory: Inventory): readonly string[] {
  const { found, missed } = summarySentences(inventory);
  return [
    ...wrap(found, page.columns, 20).map(page.ink.strong),
    ...wrap(missed, page.columns, 20).map(page.ink.severity.medium),
  ];
}

function unreadLines(page: Page, inventory: Inventory): readonly string[] {
  const places = placesByFolder(unreadSources(inventory)).map((place) => {
    if (place.kind === 'folder') {
      const clients = [...new Set(place.within.map(({ client }) => clientName(inventory, client)))];
      const who = clients.length === 1 ? (clients[0] ?? '') : counted(clients.length, 'client');
      const hidden = counted(place.within.length, 'place');
      return [visible(who), visible(`${place.folder}: no permission to look into it, which hides ${hidden}`)] as const;
    }
    const { client, path, outcome, detail } = place.source;
    const why = `${outcomeWords[outcome]}${detail === null ? '' : ` (${detail})`}`;
    return [visible(clientName(inventory, client)), visible(`${path}: ${why}`)] as const;
  });
  return labelled(page, [...places, ...otherGapsTogether(inventory).map((reason) => ['', visible(reason)] as const)]);
}

/** What no scan on this system sees: silence about it must not pass for a good sign. */
function unseenLines(page: Page, { device }: Inventory): readonly string[] {
  return device.os === 'win32'
    ? labelled(page, [['', "who may change a config or a server's program: access control lists are not read yet"]])
    : [];
}

function clientLines(page: Page, inventory: Inventory): readonly string[] {
  return inventory.clients.flatMap((client) => {
    const lines = findingLines(page, client.findings, '    ', '');
    const name = wrap(visible(client.name), page.columns - 2, 2).map((line) => `  ${line}`);
    return lines.length === 0 ? [] : [...name, ...lines];
  });
}

function goneLines(page: Page, inventory: Inventory): readonly string[] {
  const gone = inventory.servers.filter(({ change }) => change === 'gone');
  return labelled(
    page,
    gone.map((server) => [visible(server.names.join(', ')), visible(clientNames(inventory, server).join(', '))]),
  );
}

function nextLines(page: Page, inventory: Inventory): readonly string[] {
  return labelled(
    page,
    nextSteps(inventory).map(({ command, why }) => [command, visible(why)]),
  );
}

/** Pairs in two columns, or one under the other where the label would take more than half of the width. */
function labelled(page: Page, pairs: readonly (readonly [label: string, text: string])[]): readonly string[] {
  const { columns, ink } = page;
  const widest = Math.max(0, ...pairs.map(([label]) => displayWidth(label)));
  if (widest === 0) {
    return pairs.flatMap(([, text]) => hanging({ text: '  ', paint: ink.plain }, { text, paint: ink.plain }, columns));
  }
  if (widest + 4 <= columns / 2) {
    return pairs.flatMap(([label, text]) => {
      const lead = `  ${label}${' '.repeat(widest - displayWidth(label))}  `;
      return hanging({ text: lead, paint: ink.plain }, { text, paint: ink.plain }, columns);
    });
  }
  return pairs.flatMap(([label, text]) => [
    ...(label === '' ? [] : hanging({ text: '  ', paint: ink.plain }, { text: label, paint: ink.plain }, columns)),
    ...hanging({ text: '    ', paint: ink.plain }, { text, paint: ink.faint }, columns),
  ]);
}
