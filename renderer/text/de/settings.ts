import type { Locked } from '../../../main/contract/settings.ts';
import type { Text } from '../en.ts';
import { counted } from './counted.ts';

export const settings: Text['settings'] = {
  title: 'Einstellungen',
  appearance: 'Aussehen',
  language: 'Sprache',
  languages: { system: 'Wie das System', en: 'English', de: 'Deutsch' },
  theme: 'Farben',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  notifications: 'Mitteilungen',
  notHere: 'Dieser Dienst zeigt keine Mitteilungen: Dafür braucht es die App in der Leiste.',
  mostAnHour: 'Höchstens so viele je Stunde',
  mostAnHourWords: 'Der Rest wartet auf die Zusammenfassung. 0 zeigt keine.',
  quiet: 'Ruhezeit',
  from: 'Von',
  to: 'Bis',
  digest: 'Eine Zusammenfassung am Tag',
  digestAt: 'Um',
  guard: 'Wächter',
  onGuardGone: 'Wenn eine Konfiguration ihren Wächter verliert',
  guardGone: { report: 'Melden', 'route-again': 'Wieder durch den Wächter leiten' },
  startAtLogin: 'Bei der Anmeldung starten',
  loginNotHere: 'Braucht die App in der Leiste.',
  pause: 'Entscheiden anhalten',
  pauseWords:
    'Solange gehen Aufrufe durch und werden aufgezeichnet; die gesperrter und bösartiger Server bleiben abgelehnt. Eine Pause hat immer ein Ende.',
  pausedUntil: 'Angehalten bis',
  pauseMinutes: 'Für',
  minutes: (count) => counted(count, 'Minute', 'Minuten'),
  pauseReason: 'Grund',
  pauseBegin: 'Anhalten …',
  pauseEnd: 'Pause beenden',
  pauseBegun: 'Das Entscheiden ist angehalten.',
  pauseEnded: 'Es wird wieder entschieden.',
  locked: {
    title: 'Für diesen Rechner festgelegt',
    names: {
      pausing: 'Anhalten',
      'local-approvals': 'Eigene Freigaben von Servern',
      approvals: 'Wo Aufrufe freigegeben werden',
      'policy-source': 'Woher Richtlinien kommen',
    },
    value: (locked: Locked): string => {
      switch (locked.name) {
        case 'pausing':
        case 'local-approvals':
          return locked.isAllowed ? 'erlaubt' : 'nicht erlaubt';
        case 'approvals':
          return locked.where === 'any' ? 'im Fenster oder an einem Terminal' : 'nur im Fenster';
        case 'policy-source':
          return locked.address ?? 'sie werden übergeben';
      }
    },
  },
  projects: 'Projektordner',
  projectsWords: 'Werden neben denen angesehen, die sich die Clients merken; je Zeile ein Ordner.',
  save: 'Sichern',
  saved: 'Gesichert.',
};
