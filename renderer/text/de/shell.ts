import type { Text } from '../en.ts';

export const shell: Text['shell'] = {
  screens: 'Ansichten',
  skip: 'Zum Inhalt springen',
  overview: 'Überblick',
  servers: 'Server',
  clients: 'Clients',
  approvals: 'Freigaben',
  activity: 'Aktivität',
  policy: 'Richtlinie',
  settings: 'Einstellungen',
  doctor: 'Diagnose',
  waiting: (count) => (count === 1 ? '1 Aufruf wartet auf Sie' : `${count} Aufrufe warten auf Sie`),
  shortcuts: 'Tastenkürzel',
  everywhere: 'Überall',
  onThisScreen: 'In dieser Ansicht',
  keys: {
    help: 'Diese Liste zeigen',
    screen: 'Eine Ansicht öffnen',
    scan: 'Jetzt ansehen',
    submit: 'In einem Dialog: ausführen, wonach er fragt',
    undo: 'Die letzte Änderung zurücknehmen',
    close: 'Schließen, was offen ist',
  },
};
