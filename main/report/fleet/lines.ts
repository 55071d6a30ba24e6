import type { Finding } from '../../../scanner/model/finding.ts';
import type { Inventory, ServerRow } from '../../../scanner/model/inventory.ts';
import { openFindings, severityRank, worstFirst } from '../order.ts';
import { unreadSources } from '../unread.ts';
import { asciiText } from '../ascii.ts';
import { clientName, clientNames, counted, identityText } from '../words.ts';
import { counts, fleetStatus, staleAfterDays } from './facts.ts';
import type { FleetStatus } from './facts.ts';

/** The numbers of a scan in one line of ASCII, without any time: equal laptops give equal text. */
export function numbersLine(inventory: Inventory): string {
  const number = counts(inventory);
  return [
    counted(number.servers, 'server'),
    `${number['malicious-servers']} malicious`,
    `${number['banned-servers']} banned`,
    `${number['shadow-servers']} shadow`,
    `${number['unidentified-servers']} unidentified`,
    counted(number['open-findings'], 'finding'),
  ].join(', ');
}

/** What keeps a scan from being the whole truth; empty when it is. */
export function doubtLine(inventory: Inventory | null, now: Date): string {
  return doubts[fleetStatus(inventory, now)];
}

/** One line a server or client worth acting on, worst first, then one a place that was not read; no paths, no times. */
export function problemLines(inventory: Inventory): readonly string[] {
  const servers = worstFirst(inventory)
    .filter(isWorthALine)
    .map((server) => ({ rank: rankOf(server), line: serverLine(inventory, server) }));
  const clients = inventory.clients.flatMap(({ name, findings }) => {
    const open = openFindings(findings);
    const worst = open[0]?.severity;
    const line = asciiText(`${worst ?? ''} client ${name}: ${ruleList(open)}`);
    return worst === undefined ? [] : [{ rank: severityRank(worst), line }];
  });
  const unread = unreadSources(inventory).map(({ client, scope, outcome }) =>
    asciiText(`not read: ${clientName(inventory, client)} (${scope}), ${outcome}`),
  );
  return [...[...servers, ...clients].toSorted((a, b) => b.rank - a.rank).map(({ line }) => line), ...unread];
}

/** Names are the server's own choice, so they are cut: one long name must not hide the others. */
export function shortName({ names, id }: ServerRow): string {
  const name = asciiText(names[0] ?? id);
  return name.length <= 40 ? name : `${name.slice(0, 37)}...`;
}

/** Medium or worse, malicious or banned. */
export function isWorthALine({ standing, risk }: ServerRow): boolean {
  return standing === 'malicious' || standing === 'banned' || severityRank(risk) >= severityRank('medium');
}

function serverLine(inventory: Inventory, server: ServerRow): string {
  const { kind } = server.identity;
  // The start of a local program would show folders of its person.
  const what = kind === 'binary' || kind === 'script' || kind === 'unidentified' ? kind : identityText(server);
  const rules = ruleList(openFindings(server.findings));
  const where = clientNames(inventory, server).join(', ');
  return `${server.risk} ${server.standing} ${shortName(server)} [${asciiText(what)}] in ${asciiText(where)}: ${rules}`;
}

function ruleList(findings: readonly Finding[]): string {
  const distinct = [...new Set(findings.map(({ rule }) => rule))];
  const left = distinct.length - 3;
  return `${distinct.slice(0, 3).join(', ') || 'no finding'}${left > 0 ? `, +${left}` : ''}`;
}

/** Malicious and banned servers come before everything that is only risky. */
function rankOf({ standing, risk }: ServerRow): number {
  const above = severityRank('critical');
  return standing === 'malicious' ? above + 2 : standing === 'banned' ? above + 1 : severityRank(risk);
}

const doubts: Readonly<Record<FleetStatus, string>> = {
  ok: '',
  incomplete: 'scan incomplete: not everything could be read',
  stale: `scan stale: older than ${staleAfterDays} days`,
  'never-scanned': 'never scanned',
};
