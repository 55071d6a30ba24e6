import type { Level } from '../contract/overview.ts';
import type { Settings } from '../contract/settings.ts';

/** What the tray, the notices and the boxes of the app say. */
export interface ShellWords {
  readonly levels: Readonly<Record<Level, string>>;
  readonly asking: (count: number) => string;
  readonly servers: (count: number) => string;
  readonly open: string;
  readonly scan: string;
  readonly stopScan: string;
  readonly quit: string;
  readonly running: string;
  readonly openDashboard: string;
  readonly pause: PauseWords;
  readonly notices: NoticeWords;
}

export interface PauseWords {
  readonly until: (until: Date) => string;
  readonly begin: string;
  readonly span: (count: number) => string;
  readonly locked: string;
  readonly end: string;
  readonly question: (span: string) => string;
  readonly yes: string;
  readonly no: string;
  /** Stands in the state and is shown: a menu has no place to write one. */
  readonly reason: string;
}

export interface NoticeWords {
  readonly ask: (client: string, tool: string, server: string) => string;
  readonly blocked: (client: string, tool: string, server: string, count: number) => string;
  readonly blockedMany: (count: number) => string;
  readonly found: (server: string, about: string) => string;
  readonly foundMany: (places: number) => string;
  readonly toolsChanged: (servers: readonly string[]) => string;
  readonly drift: (servers: readonly string[]) => string;
  readonly newServers: (names: readonly string[]) => string;
  readonly digest: (counts: Readonly<Record<NoticeKind, number>>) => string;
  readonly show: string;
  readonly deny: string;
  /** What the agent is told. */
  readonly denied: string;
}

export type NoticeKind = 'ask' | 'blocked' | 'tools-changed' | 'found' | 'drift' | 'new-server';

/** A pause may reach into tomorrow. */
const clock = { weekday: 'short', hour: '2-digit', minute: '2-digit' } as const;

const en: ShellWords = {
  levels: {
    broken: 'Something is broken',
    asking: 'An agent waits for you',
    attention: 'Needs your attention',
    paused: 'Paused',
    fine: 'Nothing urgent',
    'not-scanned': 'Not looked at yet',
  },
  asking: (count) => (count === 1 ? '1 call waits for you' : `${count} calls wait for you`),
  servers: (count) => (count === 1 ? '1 MCP server' : `${count} MCP servers`),
  open: 'Open Sallyport',
  scan: 'Scan now',
  stopScan: 'Stop the scan',
  quit: 'Quit Sallyport',
  running: 'A Sallyport daemon of yours runs already. Stop it to use the app, or open its screens in the browser.',
  openDashboard: 'Open in the browser',
  pause: {
    until: (until) => `Paused until ${until.toLocaleString('en', clock)}`,
    begin: 'Pause deciding',
    span: (minutes) => span(minutes, ['minute', 'minutes'], ['hour', 'hours']),
    locked: 'Pausing is not allowed here',
    end: 'End the pause',
    question: (time) => `Pause all deciding for ${time}? Calls pass and are recorded.`,
    yes: 'Pause',
    no: 'Cancel',
    reason: 'paused in the menu of the tray',
  },
  notices: {
    ask: (client, tool, server) => `${client} wants to run ${tool} on ${server}`,
    blocked: (client, tool, server, count) =>
      `${count === 1 ? '' : `${count}×: `}${client} was not allowed to run ${tool} on ${server}`,
    blockedMany: (count) => `${count} calls were blocked`,
    found: (server, about) => `Something is wrong with ${about} of ${server}`,
    foundMany: (places) => `Something is wrong in ${places} tools and answers`,
    toolsChanged: ([first = '', ...others]) =>
      others.length === 0
        ? `${first} says something else of its tools now`
        : `${1 + others.length} servers say something else of their tools now`,
    drift: ([first = '', ...others]) =>
      others.length === 0
        ? `${first} is not guarded any more`
        : `${1 + others.length} servers are not guarded any more`,
    newServers: ([first = '', ...others]) =>
      others.length === 0
        ? `A new server that nobody approved: ${first}`
        : `${1 + others.length} new servers that nobody approved`,
    digest: (counts) =>
      `Meanwhile: ${said(counts, {
        ask: ['call that waits', 'calls that wait'],
        blocked: ['blocked call', 'blocked calls'],
        'tools-changed': ['change of tools', 'changes of tools'],
        found: ['finding', 'findings'],
        drift: ['lost guard', 'lost guards'],
        'new-server': ['new server', 'new servers'],
      })}`,
    show: 'Show',
    deny: 'Deny',
    denied: 'the person said no to the notification',
  },
};

const de: ShellWords = {
  levels: {
    broken: 'Etwas ist defekt',
    asking: 'Ein Agent wartet auf Sie',
    attention: 'Braucht Ihre Aufmerksamkeit',
    paused: 'Angehalten',
    fine: 'Nichts Dringendes',
    'not-scanned': 'Noch nicht angesehen',
  },
  asking: (count) => (count === 1 ? '1 Aufruf wartet auf Sie' : `${count} Aufrufe warten auf Sie`),
  servers: (count) => `${count} MCP-Server`,
  open: 'Sallyport öffnen',
  scan: 'Jetzt ansehen',
  stopScan: 'Nicht weiter ansehen',
  quit: 'Sallyport beenden',
  running: 'Ein Sallyport-Dienst von Ihnen läuft schon. Beenden Sie ihn, oder öffnen Sie seine Ansichten im Browser.',
  openDashboard: 'Im Browser öffnen',
  pause: {
    until: (until) => `Angehalten bis ${until.toLocaleString('de', clock)}`,
    begin: 'Entscheiden anhalten',
    span: (minutes) => span(minutes, ['Minute', 'Minuten'], ['Stunde', 'Stunden']),
    locked: 'Anhalten ist hier nicht erlaubt',
    end: 'Weiter entscheiden',
    question: (time) => `Alles Entscheiden für ${time} anhalten? Aufrufe gehen durch und werden aufgezeichnet.`,
    yes: 'Anhalten',
    no: 'Abbrechen',
    reason: 'im Menü der Leiste angehalten',
  },
  notices: {
    ask: (client, tool, server) => `${client} möchte ${tool} auf ${server} ausführen`,
    blocked: (client, tool, server, count) =>
      `${count === 1 ? '' : `${count}×: `}${client} durfte ${tool} auf ${server} nicht ausführen`,
    blockedMany: (count) => `${count} Aufrufe wurden abgelehnt`,
    found: (server, about) => `Mit ${about} von ${server} stimmt etwas nicht`,
    foundMany: (places) => `Bei ${places} Werkzeugen und Antworten stimmt etwas nicht`,
    toolsChanged: ([first = '', ...others]) =>
      others.length === 0
        ? `${first} beschreibt seine Werkzeuge jetzt anders`
        : `${1 + others.length} Server beschreiben ihre Werkzeuge jetzt anders`,
    drift: ([first = '', ...others]) =>
      others.length === 0 ? `${first} ist nicht mehr bewacht` : `${1 + others.length} Server sind nicht mehr bewacht`,
    newServers: ([first = '', ...others]) =>
      others.length === 0
        ? `Ein neuer, nicht freigegebener Server: ${first}`
        : `${1 + others.length} neue, nicht freigegebene Server`,
    digest: (counts) =>
      `Inzwischen: ${said(counts, {
        ask: ['wartender Aufruf', 'wartende Aufrufe'],
        blocked: ['abgelehnter Aufruf', 'abgelehnte Aufrufe'],
        'tools-changed': ['Änderung an Werkzeugen', 'Änderungen an Werkzeugen'],
        found: ['Fund', 'Funde'],
        drift: ['verlorener Wächter', 'verlorene Wächter'],
        'new-server': ['neuer Server', 'neue Server'],
      })}`,
    show: 'Ansehen',
    deny: 'Ablehnen',
    denied: 'der Mensch hat in der Mitteilung nein gesagt',
  },
};

/** The words of the language that a person has chosen. */
export type WordsOf = (language: Settings['language']) => ShellWords;

export function shellWords(locale: string): ShellWords {
  return locale.toLowerCase().startsWith('de') ? de : en;
}

/** Whole hours are told as hours. */
function span(count: number, minutes: readonly [string, string], hours: readonly [string, string]): string {
  const [number, [one, many]] = count % 60 === 0 ? [count / 60, hours] : [count, minutes];
  return `${number} ${number === 1 ? one : many}`;
}

/** `2 blocked calls, 1 new server`: what there is none of is left out. */
function said(
  counts: Readonly<Record<NoticeKind, number>>,
  nouns: Readonly<Record<NoticeKind, readonly [string, string]>>,
): string {
  return (Object.keys(nouns) as NoticeKind[])
    .flatMap((kind) => (counts[kind] === 0 ? [] : [`${counts[kind]} ${nouns[kind][counts[kind] === 1 ? 0 : 1]}`]))
    .join(', ');
}
