import type { Text } from '../en.ts';
import { counted } from './counted.ts';

export const clients: Text['clients'] = {
  title: 'Clients',
  list: 'KI-Clients',
  count: (count) => counted(count, 'Client', 'Clients'),
  emptyTitle: 'Noch keine Clients bekannt',
  empty: 'Es wird nachgesehen, wo KI-Clients ihre Konfigurationen haben. Nichts wird gestartet, nichts geändert.',
  noneTitle: 'Keine KI-Clients',
  none: 'Beim letzten Durchgang war keiner der Clients da, die Sallyport kennt. Der nächste sieht wieder nach.',
  choose: 'Wählen Sie einen Client, um zu sehen, wo er seine Server hat.',
  notInstalled: 'nicht installiert',
  servers: (count) => counted(count, 'Server', 'Server'),
  noServers: 'keine Server',
  findings: (count) => counted(count, 'Befund', 'Befunde'),
  unread: (count) => `${count} nicht gelesen`,
  protect: 'Alle schützen',
  restore: 'Alle zurückgeben',
  about: 'Der Client selbst',
  sources: 'Wo er Server hat',
  absent: (count) =>
    `${counted(count, 'weiterer Ort wurde angesehen und ist', 'weitere Orte wurden angesehen und sind')} nicht da`,
  noEntries: 'Keine Server darin.',
  entries: 'Server',
  off: 'aus',
  events: 'Was mit seinen Dateien geschah',
  noEvents: 'Niemand hat etwas geändert, seit Sallyport zusieht.',
  allowlist: 'Erlaubnisliste für Verwalter',
  allowlistWords: 'Was in die eigenen Regeln dieses Clients gehört, damit er nur bewachte Server startet.',
  allowlistShow: 'Ausschnitt zeigen',
  allowlistNone: 'Dieser Client hat keine eigenen Regeln für Server.',
  keys: { move: 'Nächster oder voriger Client', protect: 'Schutz planen', restore: 'Rückgabe planen' },
};
