import type { NextStep, StatePart } from '../../main/contract/overview.ts';
import type { Text } from './en.ts';

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('de')} ${count === 1 ? one : many}`;

export const de: Text = {
  common: {
    yes: 'Ja, ausführen',
    no: 'Abbrechen',
    loading: 'Wird geladen …',
    tryAgain: 'Noch einmal versuchen',
    lost: 'Der Dienst antwortet nicht. Diese Seite verbindet sich von selbst wieder, sobald er da ist.',
    notSignedIn:
      'Dieses Fenster hat keine Sitzung. Starten Sie `sallyport dashboard` in einem Terminal; jeder Link öffnet ein Fenster.',
    mayOnlyLook: 'Dieses Fenster darf nur ansehen.',
    severities: { low: 'niedrig', medium: 'mittel', high: 'hoch', critical: 'kritisch' },
    standings: { malicious: 'bösartig', banned: 'gesperrt', approved: 'freigegeben', shadow: 'nicht freigegeben' },
    routes: {
      direct: 'direkt',
      guarded: 'bewacht',
      drifted: 'abgewichen',
      'foreign-guard': 'hinter einem anderen Wächter',
      unroutable: 'nicht zu bewachen',
    },
  },
  navigation: { label: 'Ansichten', overview: 'Überblick', skip: 'Zum Inhalt springen' },
  overview: {
    title: 'Überblick',
    levels: {
      broken: 'Etwas ist defekt',
      asking: 'Ein Agent wartet auf Sie',
      attention: 'Braucht Ihre Aufmerksamkeit',
      paused: 'Angehalten',
      fine: 'Alles in Ordnung',
      'not-scanned': 'Noch nicht angesehen',
    },
    part: (part: StatePart): string => {
      switch (part.kind) {
        case 'servers':
          return `${part.count.toLocaleString('de')} MCP-Server`;
        case 'clients':
          return `in ${counted(part.count, 'Client', 'Clients')}`;
        case 'malicious':
          return `${part.count} als bösartig bekannt`;
        case 'banned':
          return `${part.count} gesperrt`;
        case 'shadow':
          return `${part.count} von niemandem freigegeben`;
        case 'unidentified':
          return `${part.count} nicht zu bestimmen`;
        case 'guarded':
          return `${part.count} bewacht`;
        case 'direct':
          return `${part.count} nicht bewacht`;
        case 'drifted':
          return `${part.count} ohne ihren Wächter`;
        case 'unreadable-sources':
          return `${counted(part.count, 'Ort war', 'Orte waren')} nicht lesbar`;
        case 'asks':
          return counted(part.count, 'Aufruf wartet auf Sie', 'Aufrufe warten auf Sie');
        case 'gaps':
          return `${counted(part.count, 'Lücke', 'Lücken')} in der Aufzeichnung seit gestern`;
        case 'paused-sessions':
          return counted(part.count, 'angehaltene Sitzung', 'angehaltene Sitzungen');
        case 'paused':
          return `angehalten bis ${part.until}`;
        case 'policy-broken':
          return `die Richtlinie ist nicht zu gebrauchen: ${part.reason}`;
        case 'not-scanned':
          return 'dieses Gerät hat noch niemand angesehen';
      }
    },
    nextStep: {
      title: 'Als Nächstes',
      none: 'Nichts zu tun.',
      words: (step: NextStep): string => {
        switch (step.kind) {
          case 'scan':
            return 'Dieses Gerät ansehen: nichts wird gestartet, nichts verändert.';
          case 'answer-asks':
            return `${counted(step.count, 'wartenden Aufruf', 'wartende Aufrufe')} beantworten.`;
          case 'remove-server':
            return `${step.name} entfernen: ${step.why}.`;
          case 'look-at-server':
            return `${step.name} ansehen: das Risiko ist ${de.common.severities[step.risk]}.`;
          case 'route-again':
            return `${counted(step.count, 'Server', 'Server')} wieder hinter den Wächter stellen.`;
          case 'protect':
            return `${counted(step.count, 'Server', 'Server')} hinter den Wächter stellen; jede Änderung sehen Sie zuerst.`;
          case 'review-servers':
            return `${counted(step.count, 'Server', 'Server')} freigeben oder sperren, über die niemand entschieden hat.`;
          case 'read-guarded':
            return `Sallyport ${counted(step.count, 'Ort', 'Orte')} lesen lassen, die das System bewacht.`;
        }
      },
    },
    scan: 'Jetzt ansehen',
    scanning: 'Wird angesehen …',
    scannedAt: (when: string): string => `Angesehen ${when}`,
    incomplete: 'Der Blick ist unvollständig, es kann also mehr geben:',
    findings: 'Befunde',
    noFindings: 'Keine Befunde.',
    traffic: 'Aufrufe der letzten 24 Stunden',
    trafficSummary: (calls: number, asks: number, denials: number): string =>
      `${counted(calls, 'Aufruf', 'Aufrufe')}, ${asks} gefragt, ${denials} abgelehnt`,
    map: 'Umfeld',
    mapClients: 'Clients',
    mapServers: 'Server',
    mapReaches: 'Was sie erreichen',
    reach: { account: 'alles dieses Kontos', container: 'ein Container' },
    changes: 'Was sich geändert hat',
    noChanges: 'Seit dem letzten Blick hat sich nichts geändert.',
    change: {
      'server-new': 'ist neu',
      'server-changed': 'startet jetzt etwas anderes',
      'server-gone': 'wurde entfernt',
      drift: 'ist nicht mehr bewacht',
      'client-removed': 'ist nicht mehr bewacht: sein Client hat seine eigene Fassung zurückgeschrieben',
      'staged-made': 'ist bewacht, seit sein Client beendet wurde',
      'overlay-withdrawn': 'hat seine persönliche Überlagerung verloren: die Projektdatei sagt jetzt etwas anderes',
      'first-start-worked': 'wurde zum ersten Mal hinter dem Wächter gestartet und hat geantwortet',
      'first-start-failed': 'scheiterte beim ersten Start hinter dem Wächter',
      'routed-again': 'wurde wieder hinter den Wächter gestellt',
      'left-alone': 'bleibt, wie es ist: sein Client schreibt immer wieder seine eigene Fassung',
      restored: 'wurde zurückgegeben',
      guarded: 'ist jetzt bewacht',
      'file-malformed': 'ist nicht zu lesen',
      'file-gone': 'ist verschwunden',
    },
  },
};
