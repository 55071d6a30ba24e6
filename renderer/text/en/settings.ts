import type { Locked } from '../../../main/contract/settings.ts';
import { counted } from './counted.ts';

export const settings = {
  title: 'Settings',
  appearance: 'Appearance',
  language: 'Language',
  languages: { system: 'As the system', en: 'English', de: 'Deutsch' },
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  notifications: 'Notifications',
  notHere: 'This daemon shows no notifications: they need the tray app.',
  mostAnHour: 'At most this many an hour',
  mostAnHourWords: 'The rest waits for the digest. 0 shows none.',
  quiet: 'Quiet hours',
  from: 'From',
  to: 'To',
  digest: 'One digest a day',
  digestAt: 'At',
  guard: 'Guard',
  onGuardGone: 'When a config loses its guard',
  guardGone: { report: 'Report it', 'route-again': 'Route it through the guard again' },
  startAtLogin: 'Start when I log in',
  loginNotHere: 'Needs the tray app.',
  pause: 'Pause deciding',
  pauseWords:
    'While paused, calls pass and are recorded; those of banned and malicious servers stay denied. A pause always has an end.',
  pausedUntil: 'Paused until',
  pauseMinutes: 'For',
  minutes: (count: number): string => counted(count, 'minute', 'minutes'),
  pauseReason: 'Reason',
  pauseBegin: 'Pause …',
  pauseEnd: 'End the pause',
  pauseBegun: 'Deciding is paused.',
  pauseEnded: 'Deciding goes on.',
  locked: {
    title: 'Set for this laptop',
    names: {
      pausing: 'Pausing',
      'local-approvals': 'Own approvals of servers',
      approvals: 'Where calls are approved',
      'policy-source': 'Where policies come from',
    } satisfies Record<Locked['name'], string>,
    value: (locked: Locked): string => {
      switch (locked.name) {
        case 'pausing':
        case 'local-approvals':
          return locked.isAllowed ? 'allowed' : 'not allowed';
        case 'approvals':
          return locked.where === 'any' ? 'in the window or at a terminal' : 'in the window only';
        case 'policy-source':
          return locked.address ?? 'they are handed over';
      }
    },
  },
  projects: 'Project folders',
  projectsWords: 'Looked at beside those that the clients remember; one folder a line.',
  save: 'Save',
  saved: 'Saved.',
};
