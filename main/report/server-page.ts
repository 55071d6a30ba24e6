import type { Finding } from '../../scanner/model/finding.ts';
import type { Standing } from '../../scanner/model/identity.ts';
import type { ServerId } from '../../scanner/model/ids.ts';
import type { Change, Inventory, LaunchRow, ServerRow, SightingRow } from '../../scanner/model/inventory.ts';
import { hanging } from './grid.ts';
import { approveCommand } from './next-steps.ts';
import { openFindings } from './order.ts';
import { pageFor, section } from './page.ts';
import type { Page, Rendering } from './page.ts';
import { sameSecret } from './same-secret.ts';
import { visible } from '../contract/visible.ts';
import { wrap } from './width.ts';
import { clientName, counted, identityText, launchText, purlWithVersion } from './words.ts';

/** Long texts are shown whole on this page, up to a bound that keeps one hostile name from filling the screen. */
const mostLines = 20;
const mostAlso = 5;
const findingIndent = ' '.repeat(12);

/**
 * Everything about one server: what it is, its standing and by whom, where it is configured, and its findings with
 * remedies. Null when the inventory has no such server.
 */
export function renderServer(inventory: Inventory, id: ServerId, rendering: Rendering): string | null {
  const server = inventory.servers.find((row) => row.id === id);
  if (server === undefined) {
    return null;
  }
  const page = pageFor(rendering);
  const lines = [
    ...wrap(visible(server.names.join(', ')), page.columns, 3).map(page.ink.strong),
    ...factLines(page, server),
    ...section(
      page,
      `Configured in ${counted(server.sightings.length, 'place')}`,
      sightingLines(page, inventory, server),
    ),
    ...section(
      page,
      `Findings: ${counted(openFindings(server.findings).length, 'open one')}`,
      findingBlocks(page, inventory, server),
    ),
    ...section(page, 'Next', nextLines(page, server)),
  ];
  return `${lines.join('\n')}\n`;
}

function factLines(page: Page, server: ServerRow): readonly string[] {
  const { identity } = server;
  const by = server.standingBy === null ? '' : ` (${server.standingBy})`;
  return [
    ...fact(page, 'id', server.id),
    ...fact(page, 'what', identityText(server)),
    ...fact(page, 'purl', purlWithVersion(identity)),
    ...fact(page, 'origin', identity.origin),
    ...fact(page, 'sha256', identity.sha256),
    ...fact(page, 'standing', `${server.standing}: ${standingWords[server.standing]}${by}`),
    ...fact(page, 'risk', server.risk),
    ...fact(page, 'change', changeWords[server.change]),
    ...fact(page, 'first seen', server.firstSeen),
    ...fact(page, 'last seen', server.lastSeen),
  ];
}

function sightingLines(page: Page, inventory: Inventory, { sightings }: ServerRow): readonly string[] {
  return sightings.flatMap((sighting, at) => [
    ...(at === 0 ? [] : ['']),
    ...indented(page, '  ', sightingTitle(inventory, sighting), page.ink.strong),
    ...indented(page, '    ', `${sighting.path} at ${sighting.pointer === '' ? 'the whole file' : sighting.pointer}`),
    ...indented(page, '    ', launchText(sighting.launch)),
    ...namesLine(page, sighting.launch),
  ]);
}

function sightingTitle(inventory: Inventory, { client, scope, name, enabled, route, reason }: SightingRow): string {
  const state = enabled ? '' : ', switched off';
  return `${clientName(inventory, client)}, ${scope} scope, as "${name}"${state}: ${route}${reason === null ? '' : ` (${reason})`}`;
}

function namesLine(page: Page, launch: LaunchRow): readonly string[] {
  const headers = launch.transport === 'stdio' ? [] : launch.headerNames;
  return [
    ...(launch.envNames.length === 0 ? [] : indented(page, '    ', `environment: ${launch.envNames.join(', ')}`)),
    ...(headers.length === 0 ? [] : indented(page, '    ', `headers: ${headers.join(', ')}`)),
  ];
}

function findingBlocks(page: Page, inventory: Inventory, { findings }: ServerRow): readonly string[] {
  const open = openFindings(findings);
  const quiet = findings.filter((finding) => !open.includes(finding));
  return [...open, ...quiet].flatMap((finding, at) => [
    ...(at === 0 ? [] : ['']),
    ...findingBlock(page, inventory, finding),
  ]);
}

function findingBlock(page: Page, inventory: Inventory, finding: Finding): readonly string[] {
  const { rule, severity, message, remedy, where, confidence, source, suppressed } = finding;
  const place = placeText(inventory, source, where);
  return [
    ...hanging(
      { text: `  ${severity.padEnd(8)}  `, paint: page.ink.severity[severity] },
      { text: visible(message), paint: page.ink.strong },
      page.columns,
      mostLines,
    ),
    ...indented(page, findingIndent, remedy),
    ...(place === '' ? [] : indented(page, findingIndent, `where: ${place}`)),
    ...alsoLines(page, inventory, finding),
    ...indented(
      page,
      findingIndent,
      `rule: ${rule}, ${confidence}; docs/rules/${rule.replace('/', '-')}.md`,
      page.ink.faint,
    ),
    ...(suppressed === null
      ? []
      : indented(
          page,
          '    ',
          `suppressed by ${suppressed.owner} until ${suppressed.until}: ${suppressed.reason}`,
          page.ink.faint,
        )),
  ];
}

function alsoLines(page: Page, inventory: Inventory, finding: Finding): readonly string[] {
  const others = sameSecret(inventory, finding);
  const more = others.length - mostAlso;
  return [
    ...others
      .slice(0, mostAlso)
      .map(({ source, where }) => `the same secret also stands in ${placeText(inventory, source, where)}`),
    ...(more > 0 ? [`and in ${counted(more, 'more place')}`] : []),
  ].flatMap((line) => indented(page, findingIndent, line));
}

function placeText({ sources }: Inventory, source: Finding['source'], where: string): string {
  const path = sources.find(({ id }) => id === source)?.path;
  return [path ?? '', where].filter((part) => part !== '').join(' at ');
}

function nextLines(page: Page, server: ServerRow): readonly string[] {
  return nextCommands(server).flatMap((command) => indented(page, '  ', command));
}

/** What can be done with the catalogue. Of a server that nobody can identify it can say nothing. */
function nextCommands({ id, standing, identity }: ServerRow): readonly string[] {
  if (standing === 'approved' || standing === 'banned') {
    return [`sallyport servers forget ${id}`];
  }
  const approve = standing === 'shadow' ? [approveCommand(id)] : [];
  return identity.kind === 'unidentified' ? [] : [...approve, `sallyport servers ban ${id} --reason WHY`];
}

function fact(page: Page, label: string, text: string | null): readonly string[] {
  const { faint, plain } = page.ink;
  return text === null
    ? []
    : hanging(
        { text: `  ${label.padEnd(10)}  `, paint: faint },
        { text: visible(text), paint: plain },
        page.columns,
        mostLines,
      );
}

function indented(page: Page, indent: string, text: string, paint = page.ink.plain): readonly string[] {
  return hanging({ text: indent, paint: page.ink.plain }, { text: visible(text), paint }, page.columns, mostLines);
}

const standingWords: Readonly<Record<Standing, string>> = {
  malicious: 'an advisory names it',
  banned: 'the catalogue bans it',
  approved: 'the catalogue approves it',
  shadow: 'nobody approved it',
};

const changeWords: Readonly<Record<Change, string>> = {
  new: 'new since the last scan',
  seen: 'as in the last scan',
  changed: 'changed since the last scan',
  gone: 'no longer configured',
};
