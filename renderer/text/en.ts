import type { Level, NextStep, StatePart } from '../../main/contract/overview.ts';

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Every word on the screens, in English. Other languages have the same shape. */
export const en = {
  common: {
    yes: 'Yes, do it',
    no: 'Cancel',
    loading: 'Loading …',
    tryAgain: 'Try again',
    lost: 'The daemon does not answer. This page connects again by itself when it is back.',
    notSignedIn: 'This window has no session. Run `sallyport dashboard` in a terminal; each link opens one window.',
    mayOnlyLook: 'This window may only look.',
    severities: { low: 'low', medium: 'medium', high: 'high', critical: 'critical' },
    standings: { malicious: 'malicious', banned: 'banned', approved: 'approved', shadow: 'not approved' },
    routes: {
      direct: 'direct',
      guarded: 'guarded',
      drifted: 'drifted',
      'foreign-guard': 'behind another guard',
      unroutable: 'can not be guarded',
    },
  },
  navigation: { label: 'Screens', overview: 'Overview', skip: 'Skip to the content' },
  overview: {
    title: 'Overview',
    levels: {
      broken: 'Something is broken',
      asking: 'An agent waits for you',
      attention: 'Needs your attention',
      paused: 'Paused',
      fine: 'All is well',
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
          return `${part.count} not guarded`;
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
        case 'not-scanned':
          return 'nobody has looked at this laptop yet';
      }
    },
    nextStep: {
      title: 'Next',
      none: 'Nothing to do.',
      words: (step: NextStep): string => {
        switch (step.kind) {
          case 'scan':
            return 'Look at this laptop: nothing is started, nothing is changed.';
          case 'answer-asks':
            return `Answer ${counted(step.count, 'call that waits', 'calls that wait')}.`;
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
    scan: 'Scan now',
    scanning: 'Scanning …',
    scannedAt: (when: string): string => `Scanned ${when}`,
    incomplete: 'The scan is incomplete, so there may be more:',
    findings: 'Findings',
    noFindings: 'No findings.',
    traffic: 'Calls in the last 24 hours',
    trafficSummary: (calls: number, asks: number, denials: number): string =>
      `${counted(calls, 'call', 'calls')}, ${asks} asked, ${denials} denied`,
    map: 'Perimeter',
    mapClients: 'Clients',
    mapServers: 'Servers',
    mapReaches: 'What they reach',
    reach: {
      account: 'everything of this account',
      container: 'a container',
    },
    changes: 'What changed',
    noChanges: 'Nothing changed since the last scan.',
    change: {
      'server-new': 'is new',
      'server-changed': 'starts something else now',
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
  },
};

export type Text = typeof en;
