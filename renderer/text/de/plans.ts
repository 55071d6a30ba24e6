import type { Text } from '../en.ts';
import { counted } from './counted.ts';

export const plans: Text['plans'] = {
  titles: { protect: 'Hinter den Wächter stellen', restore: 'Die Konfigurationen zurückgeben' },
  making: 'Es wird berechnet, was sich ändern würde …',
  summary: (entries, files) =>
    `${counted(entries, 'Eintrag ändert', 'Einträge ändern')} sich in ${counted(files, 'Datei', 'Dateien')}. Noch ist nichts geändert.`,
  nothing: 'Es gibt nichts zu ändern.',
  onlyWithdrawn: 'Keine Datei ändert sich. Was auf das Ende seines Clients wartet, wird zurückgezogen.',
  withdrawn: 'Wartet auf das Ende seines Clients und würde zurückgezogen',
  agreed: 'Zugestimmt',
  exact: 'genau die Bytes von zuvor',
  before: 'Jetzt',
  after: 'Dann',
  causes: 'Was der Client daraus macht',
  guarded: (count) => `${counted(count, 'Eintrag ist', 'Einträge sind')} schon bewacht`,
  left: 'Bleiben, wie sie sind',
  gaps: 'Nicht zu lesen',
  apply: { protect: 'Plan anwenden', restore: 'Zurückgeben' },
  applying: 'Wird angewendet …',
  applied: 'Was daraus wurde',
  results: {
    done: 'erledigt',
    merged: 'erledigt, nachdem auch der Client geschrieben hatte',
    'not-kept': 'der Client hat seine eigene Fassung zurückgeschrieben',
    waiting: 'wird geändert, sobald der Client beendet ist; beenden Sie ihn ganz',
    gone: 'die Datei ist verschwunden',
    failed: 'fehlgeschlagen',
  },
};
