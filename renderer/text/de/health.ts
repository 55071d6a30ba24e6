import type { HealthLine } from '../../../main/contract/health.ts';
import type { HealthKind } from '../../../main/contract/health-kinds.ts';
import type { Said } from '../said.ts';
import { counted } from './counted.ts';
import { failures } from './failures.ts';

/** A line of status or doctor; with the daemon's own words where they hold more than kind and parts tell. */
export function toldHealth({ kind, parts, message, remedy }: HealthLine): Said {
  const [words, advice = ''] = lines[kind](...parts);
  return {
    words,
    remedy: remedy === null ? '' : advice,
    original: saysMore.has(kind) ? [message, remedy ?? ''].filter((part) => part !== '').join('. ') : null,
  };
}

type Line = (...parts: readonly string[]) => readonly [words: string, remedy?: string];

const doctor = 'Führen Sie „sallyport doctor“ in einem Terminal aus.';
const folder = 'Machen Sie den Ordner beschreibbar, oder nehmen Sie mit „--state“ einen anderen.';
const newerPolicy = 'Holen oder bauen Sie die Richtlinie neu.';
const putBack =
  'Führen Sie „sallyport doctor“ in einem Terminal aus, wenn Server bewacht sind: Das setzt ihn wieder ein.';

/** What was looked at and what to do, by kind. */
export const lines: Readonly<Record<HealthKind, Line>> = {
  'state-absent': (path) => [
    `Es gibt noch keinen Zustandsordner (${path})`,
    'Nichts zu tun: Der erste Durchgang legt ihn an.',
  ],
  'state-unwritable': (path) => [`Der Zustandsordner ${path} ist nicht beschreibbar`, folder],
  'state-private': (path) => [`Der Zustandsordner ${path} gehört nur Ihnen`],
  'state-open': (path) => [
    `Der Zustandsordner ${path} stand anderen offen`,
    'Führen Sie „sallyport doctor“ in einem Terminal aus, oder nehmen Sie anderen die Rechte (chmod 700).',
  ],
  'changes-settled': () => ['Keine Änderung einer Konfiguration ist halb fertig'],
  'changes-unfinished': (count) => [
    `${counted(Number(count), 'Änderung wurde', 'Änderungen wurden')} begonnen und nicht beendet`,
    doctor,
  ],
  'journal-failed': failed,
  'store-readable': () => ['Was frühere Durchgänge gefunden haben, ist lesbar'],
  'store-unavailable': () => ['Was frühere Durchgänge gefunden haben, ist nicht lesbar', folder],
  'store-noted': () => ['Was frühere Durchgänge gefunden haben, ist nur zum Teil verfügbar'],
  'trace-readable': () => ['Die Aufzeichnung lässt sich durchsuchen'],
  'trace-made-anew': (aside) => [`Die Aufzeichnung wurde neu eingelesen; der beschädigte Bestand liegt in ${aside}`],
  'trace-failed': failed,
  'catalogue-fine': (count) => [`Der Katalog ist in Ordnung (${counted(Number(count), 'Server', 'Server')})`],
  'catalogue-failed': failed,
  'settings-fine': (onDrift) => [`Die Einstellungen sind in Ordnung (onDrift: ${onDrift})`],
  'settings-failed': failed,
  'advisories-left-out': () => [
    'Eine Datei mit Warnungen wurde ausgelassen',
    'Verbessern oder entfernen Sie diese Datei.',
  ],
  'policy-none': () => ['Es gibt keine Richtlinie: Alles geht durch und wird aufgezeichnet'],
  'policy-in-force': (version) => [`Version ${version} der Richtlinie ist in Kraft`],
  'policy-passed-over': (version) => [
    `Die neueste Richtlinie ist nicht zu gebrauchen; Version ${version} davor entscheidet`,
    newerPolicy,
  ],
  'policy-stale': (version) => [
    `Version ${version} der Richtlinie ist abgelaufen und entscheidet weiter`,
    'Holen oder bauen Sie eine neuere.',
  ],
  'policy-missing': (mode) => [
    `Keine Richtlinie ist zu gebrauchen; es gilt: ${mode === 'lockdown' ? 'Abriegeln' : 'Beobachten'}`,
    newerPolicy,
  ],
  'classifier-fine': (path) => [`Der Klassifizierer der Richtlinie ist da (${path})`],
  'classifier-unusable': (path) => [
    `Der Klassifizierer der Richtlinie ist nicht zu gebrauchen (${path})`,
    'Legen Sie die richtige Modelldatei dorthin, und onnxruntime-node daneben.',
  ],
  'shim-fine': (version) => [`Der Wächter ${version} ist installiert und startet`],
  'shim-not-installed': () => ['Der Wächter ist nicht installiert'],
  'shim-missing': (path) => [path === undefined ? 'Der Wächter fehlt' : `Der Wächter fehlt (${path})`, putBack],
  'shim-not-startable': (path) => [`Der Wächter darf nicht gestartet werden (${path})`, putBack],
  'shim-damaged': () => ['Die Laufzeit des Wächters fehlt oder ist beschädigt', putBack],
  'shim-silent': () => ['Der Wächter startet nicht', putBack],
  'shim-other-version': (there, ours) => [`Der Wächter hat die Version ${there}, nicht ${ours}`, putBack],
  'started-unguarded': (count) => [
    `${counted(Number(count), 'Server wurde', 'Server wurden')} ohne Wächter gestartet, solange dessen Laufzeit defekt war`,
    'Starten Sie die Clients neu: Die nächste Verbindung schreibt es in die Aufzeichnung.',
  ],
  'entries-fine': () => ['Jeder bewachte Eintrag nennt den Wächter, wo er ist'],
  'entries-moved': (path, names) => [
    `${path}: ${names} nannten einen Wächter an anderem Ort`,
    'Führen Sie „sallyport doctor“ aus und stimmen Sie zu, oder planen Sie den Schutz neu.',
  ],
  'entry-drifted': (name, client, path) => [
    `${name} (${client}, ${path}) war bewacht und ist es nicht mehr`,
    'Planen Sie den Schutz dieses Clients neu.',
  ],
  'first-start-failed': (name, client, path) => [
    `${name} (${client}, ${path}) scheiterte beim ersten Start mit Wächter`,
    `Führen Sie „sallyport protect --check --client ${client}“ aus: Das vergleicht und bietet an, den Eintrag zurückzugeben.`,
  ],
  'change-waiting': (path, clients) => [
    `Eine Änderung von ${path} wartet, bis ihr Client beendet ist`,
    `Beenden Sie ganz: ${clients}.`,
  ],
  'config-unread': () => ['Etwas war nicht zu lesen', 'Verbessern Sie die Datei, oder machen Sie sie lesbar.'],
  'not-given-back': (path) => [
    `Nicht zurückgegeben werden konnte ${path}`,
    'Bis dahin lässt „sallyport uninstall“ Wächter und Sicherungen da.',
  ],
  'daemon-absent': () => [
    'Kein Dienst läuft, also beobachtet niemand die Konfigurationen',
    'Starten Sie „sallyport daemon“, wenn das geschehen soll.',
  ],
  'daemon-runs': (pid, since) => [`Der Dienst läuft (Prozess ${pid}, seit ${since})`],
};

/** Their English words name a cause that comes from elsewhere. */
const saysMore: ReadonlySet<HealthKind> = new Set<HealthKind>([
  'journal-failed',
  'store-unavailable',
  'store-noted',
  'trace-failed',
  'catalogue-failed',
  'settings-failed',
  'advisories-left-out',
  'policy-passed-over',
  'policy-missing',
  'classifier-unusable',
  'first-start-failed',
  'config-unread',
]);

function failed(code = ''): ReturnType<Line> {
  return failures[code] ?? ['Etwas ging schief'];
}
