import type { Level, NextStep, StatePart } from '../../../main/contract/overview.ts';
import { counted } from './counted.ts';

export const overview = {
  title: 'Overview',
  levels: {
    broken: 'Something is broken',
    asking: 'An agent waits for you',
    attention: 'Needs your attention',
    paused: 'Paused',
    fine: 'Nothing urgent',
    'not-scanned': 'Not looked at yet',
  } satisfies Record<Level, string>,
  part: (part: StatePart): string => {
    switch (part.kind) {
      case 'servers':
        return counted(part.count, 'MCP server', 'MCP servers');
      case 'clients':
        return `in ${counted(part.count, 'client', 'clients')}`;
      case 'malicious':
        return `${part.count} known to be malicious`;
      case 'banned':
        return `${part.count} banned`;
      case 'shadow':
        return `${part.count} that nobody approved`;
      case 'unidentified':
        return `${part.count} that can not be identified`;
      case 'guarded':
        return `${part.count} guarded`;
      case 'direct':
        return `${part.count} not guarded yet`;
      case 'unroutable':
        return `${part.count} that can not be guarded here`;
      case 'drifted':
        return `${part.count} that lost their guard`;
      case 'unreadable-sources':
        return `${counted(part.count, 'place', 'places')} could not be read`;
      case 'asks':
        return counted(part.count, 'call waits for you', 'calls wait for you');
      case 'gaps':
        return `${counted(part.count, 'gap', 'gaps')} in the record since yesterday`;
      case 'paused-sessions':
        return counted(part.count, 'paused session', 'paused sessions');
      case 'paused':
        return `paused until ${part.until}`;
      case 'policy-broken':
        return `the policy can not be used: ${part.reason}`;
      case 'policy-faulty':
        return `the newest policy does not decide: ${part.reason}`;
      case 'catalogue-faulty':
        return part.reason;
      case 'not-scanned':
        return 'nobody has looked at this laptop yet';
    }
  },
  nextStep: {
    title: 'Next',
    go: {
      scan: 'Scan now',
      'answer-asks': 'Answer',
      'mend-policy': 'Look at it',
      'mend-catalogue': 'Look at it',
      'remove-server': 'Look at it',
      'look-at-server': 'Look at it',
      'route-again': 'See which',
      protect: 'See which',
      'review-servers': 'Review',
      'read-guarded': 'See which',
    } satisfies Record<NextStep['kind'], string>,
    words: (step: NextStep): string => {
      switch (step.kind) {
        case 'scan':
          return 'Look at this laptop: nothing is started, nothing is changed.';
        case 'answer-asks':
          return `Answer ${counted(step.count, 'call that waits', 'calls that wait')}.`;
        case 'mend-policy':
          return 'Mend the policy: the reason stands beside it, and where.';
        case 'mend-catalogue':
          return 'Mend your catalogue: Doctor says what is wrong with it.';
        case 'remove-server':
          return `Remove ${step.name}: ${step.why}.`;
        case 'look-at-server':
          return `Look at ${step.name}: its risk is ${step.risk}.`;
        case 'route-again':
          return `Put ${counted(step.count, 'server', 'servers')} back behind the guard.`;
        case 'protect':
          return `Put ${counted(step.count, 'server', 'servers')} behind the guard; you see each change first.`;
        case 'review-servers':
          return `Approve or ban ${counted(step.count, 'server', 'servers')} that nobody has decided about.`;
        case 'read-guarded':
          return `Let Sallyport read ${counted(step.count, 'place', 'places')} that the system guards.`;
      }
    },
  },
  scannedAt: 'Scanned',
  incomplete: (count: number): string =>
    `The scan is incomplete: ${counted(count, 'place', 'places')} could not be read, so there may be more`,
  notScanned: 'Not looked at yet.',
  findings: 'Findings',
  noFindings: 'No findings.',
  traffic: 'Calls in the last 24 hours',
  trafficSummary: (calls: number, asks: number, denials: number): string =>
    `${counted(calls, 'call', 'calls')}, ${asks} asked, ${denials} denied`,
  noTraffic: 'No calls passed the guard. They show once a server is protected and a client uses it.',
  callsCount: (count: number): string => counted(count, 'call', 'calls'),
  asksCount: (count: number): string => `${count.toLocaleString('en')} asked`,
  denialsCount: (count: number): string => `${count.toLocaleString('en')} denied`,
  mostAnHour: (count: number): string => `up to ${count.toLocaleString('en')} an hour`,
  now: 'now',
  map: 'Perimeter',
  mapLegend: 'Lines and signs in the perimeter',
  moveInMap: 'In the perimeter: to the next client or server, and across',
  mapNone: 'No client has a server configured, so there is nothing to draw.',
  mapEmpty: 'The map shows clients, the routes to their servers and what those reach once the laptop was scanned.',
  mapMore: (count: number): string => `${counted(count, 'more server', 'more servers')} in the table`,
  mapClients: 'Clients',
  mapServers: 'Servers',
  mapReaches: 'What they reach',
  reach: {
    account: 'this whole account',
    container: 'a container',
  },
  reachKinds: {
    data: 'data',
    network: 'network',
    folder: 'folder',
    credential: 'credential',
    container: 'confined',
  },
  changes: 'What changed',
  noChanges: 'Nothing changed since the last scan.',
  change: {
    'server-new': 'is new',
    'server-changed': 'is configured differently now',
    'server-gone': 'was removed',
    drift: 'is not guarded any more',
    'client-removed': 'is not guarded any more: its client wrote its own copy back',
    'staged-made': 'is guarded now that its client has quit',
    'overlay-withdrawn': 'lost its personal overlay: the project file says something else now',
    'first-start-worked': 'was started behind the guard for the first time, and answered',
    'first-start-failed': 'failed at its first start behind the guard',
    'routed-again': 'was put behind the guard again',
    'left-alone': 'is left alone: its client keeps writing its own copy back',
    restored: 'was given back',
    guarded: 'is guarded now',
    'file-malformed': 'can not be parsed',
    'file-gone': 'is gone',
  },
};
