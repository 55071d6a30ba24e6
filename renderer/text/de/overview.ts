import type { NextStep, StatePart } from '../../../main/contract/overview.ts';
import type { Text } from '../en.ts';
import { common } from './common.ts';
import { counted } from './counted.ts';
import { toldPolicyTrouble } from './policy-troubles.ts';

export const overview: Text['overview'] = {
  title: 'Überblick',
  levels: {
    broken: 'Etwas ist defekt',
    asking: 'Ein Agent wartet auf Sie',
    attention: 'Braucht Ihre Aufmerksamkeit',
    paused: 'Angehalten',
    fine: 'Nichts Dringendes',
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
        return `${part.count} noch nicht bewacht`;
      case 'unroutable':
        return `${part.count} hier nicht zu bewachen`;
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
        return `die Richtlinie ist nicht zu gebrauchen: ${toldPolicyTrouble(part.reason)}`;
      case 'policy-faulty':
        return `die neueste Richtlinie entscheidet nicht: ${toldPolicyTrouble(part.reason)}`;
      case 'catalogue-faulty':
        return toldPolicyTrouble(part.reason);
      case 'not-scanned':
        return 'dieses Gerät hat noch niemand angesehen';
    }
  },
  nextStep: {
    title: 'Als Nächstes',
    go: {
      scan: 'Jetzt ansehen',
      'answer-asks': 'Antworten',
      'mend-policy': 'Ansehen',
      'mend-catalogue': 'Ansehen',
      'remove-server': 'Ansehen',
      'look-at-server': 'Ansehen',
      'route-again': 'Welche?',
      protect: 'Welche?',
      'review-servers': 'Durchsehen',
      'read-guarded': 'Welche?',
    },
    words: (step: NextStep): string => {
      switch (step.kind) {
        case 'scan':
          return 'Dieses Gerät ansehen: nichts wird gestartet, nichts verändert.';
        case 'answer-asks':
          return `${counted(step.count, 'wartenden Aufruf', 'wartende Aufrufe')} beantworten.`;
        case 'mend-policy':
          return 'Die Richtlinie richten: Der Grund steht dabei, und wo.';
        case 'mend-catalogue':
          return 'Ihren Katalog richten: Die Diagnose sagt, was daran falsch ist.';
        case 'remove-server':
          return `${step.name} entfernen: ${step.why}.`;
        case 'look-at-server':
          return `${step.name} ansehen: Das Risiko ist ${common.severities[step.risk]}.`;
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
  scannedAt: 'Angesehen',
  incomplete: (count) =>
    `Der Blick ist unvollständig: ${counted(count, 'Ort war', 'Orte waren')} nicht zu lesen, es kann also mehr geben`,
  notScanned: 'Noch nicht angesehen.',
  findings: 'Befunde',
  noFindings: 'Keine Befunde.',
  traffic: 'Aufrufe der letzten 24 Stunden',
  trafficSummary: (calls: number, asks: number, denials: number): string =>
    `${counted(calls, 'Aufruf', 'Aufrufe')}, ${asks} gefragt, ${denials} abgelehnt`,
  noTraffic: 'Kein Aufruf kam durch den Wächter. Sie erscheinen, sobald ein Server geschützt ist und benutzt wird.',
  callsCount: (count) => counted(count, 'Aufruf', 'Aufrufe'),
  asksCount: (count) => `${count.toLocaleString('de')} gefragt`,
  denialsCount: (count) => `${count.toLocaleString('de')} abgelehnt`,
  mostAnHour: (count) => `bis zu ${count.toLocaleString('de')} je Stunde`,
  now: 'jetzt',
  map: 'Umfeld',
  mapLegend: 'Linien und Zeichen im Umfeld',
  moveInMap: 'Im Umfeld: zum nächsten Client oder Server und hinüber',
  mapNone: 'Kein Client hat einen Server eingerichtet, also gibt es nichts zu zeichnen.',
  mapEmpty:
    'Die Karte zeigt Clients, die Wege zu ihren Servern und was diese erreichen, sobald der Laptop angesehen ist.',
  mapMore: (count) => `${counted(count, 'weiterer Server', 'weitere Server')} in der Tabelle`,
  mapClients: 'Clients',
  mapServers: 'Server',
  mapReaches: 'Was sie erreichen',
  reach: { account: 'dieses ganze Konto', container: 'ein Container' },
  reachKinds: {
    data: 'Daten',
    network: 'Netz',
    folder: 'Ordner',
    credential: 'Zugang',
    container: 'begrenzt',
  },
  changes: 'Was sich geändert hat',
  noChanges: 'Seit dem letzten Blick hat sich nichts geändert.',
  change: {
    'server-new': 'ist neu',
    'server-changed': 'ist jetzt anders eingerichtet',
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
};
