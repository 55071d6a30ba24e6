import type { Text } from '../en.ts';
import { counted } from './counted.ts';

export const welcome: Text['welcome'] = {
  title: 'Das können Ihre KI-Clients starten',
  looking: 'Die Konfigurationen Ihrer KI-Clients werden angesehen. Nichts wird gestartet, nichts geändert.',
  found: (servers, clients) =>
    `${counted(servers, 'MCP-Server', 'MCP-Server')} in ${counted(clients, 'Client', 'Clients')}`,
  foundNone: 'Auf diesem Laptop sind keine MCP-Server eingerichtet. Sallyport sieht weiter zu.',
  malicious: (count) => `${counted(count, 'Server ist', 'Server sind')} als bösartig bekannt`,
  risky: (count) => `${counted(count, 'Befund ist', 'Befunde sind')} kritisch oder hoch`,
  open: (count) => `${counted(count, 'Server startet', 'Server starten')} ohne jeden Wächter`,
  shadow: (count) => `${counted(count, 'Server wurde', 'Server wurden')} von niemandem freigegeben`,
  look: 'Server ansehen',
  protect: 'Schutz planen …',
  protectWords: 'Sie sehen jede Änderung, bevor sie geschieht, und können sie bis aufs Byte zurücknehmen.',
  done: 'Weiter zum Überblick',
  promise: 'Kein Konto. Nichts verlässt diesen Laptop. Kein Server wird gestartet, um ihn anzusehen.',
};
