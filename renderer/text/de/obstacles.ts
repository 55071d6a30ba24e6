import type { Left } from '../../../main/contract/plans.ts';
import type { ReasonKind } from '../../../scanner/model/inventory.ts';

const nothing = 'Nichts zu tun: Der Server bleibt bei jedem Durchgang sichtbar.';
const administrator = 'Fragen Sie, wer diesen Rechner verwaltet.';

/** Why an entry is left as it is and what to do, by what the reason is about. */
export const obstacles: Readonly<Record<Left['kind'] | ReasonKind, readonly [words: string, remedy: string]>> = {
  managed: [
    'Diese Server legt fest, wer diesen Rechner verwaltet',
    'Bitten Sie darum, dass dort Einträge mit dem Wächter verteilt werden.',
  ],
  plugin: [
    'Die Datei gehört zu einem Plug-in, dessen nächste Fassung sie ersetzt',
    'Tragen Sie den Server in Ihre eigene Datei des Clients ein, und schalten Sie ihn im Plug-in aus.',
  ],
  extension: [
    'Die Datei gehört zu einer Erweiterung, deren nächste Fassung sie ersetzt',
    'Tragen Sie den Server in Ihre eigene Datei des Clients ein, und schalten Sie ihn in der Erweiterung aus.',
  ],
  legacy: [
    'Die Datei ist von früher: Heutige Fassungen des Clients ziehen sie um oder lesen sie nicht',
    'Tragen Sie den Server in die heutige Datei des Clients ein.',
  ],
  'project-file': [
    'Die Datei gehört zu einem Projekt unter Versionsverwaltung und damit allen, die daran arbeiten',
    'Tragen Sie den Server in Ihre eigene Datei des Clients ein, oder lassen Sie ihn, wie er ist. Einen aus .mcp.json können Sie auch in Claude Code mit Namen freigeben und dann schützen.',
  ],
  'runs-elsewhere': [
    'Der Server läuft anderswo (im Container, in WSL oder auf einem anderen Rechner), und dort ist der Wächter nicht',
    'Bewachen Sie ihn dort, wo er läuft.',
  ],
  'confined-client': [
    'Der Client ist abgeschottet (Flatpak oder Snap) und kann kein Programm aus Ihrem Benutzerverzeichnis starten',
    'Nehmen Sie das Paket des Clients ohne Abschottung.',
  ],
  'client-sandbox': [
    'Der Client sperrt den Server in eine Sandbox und würde den Wächter mit einsperren',
    'Lassen Sie diese Sandbox ausschalten, oder lassen Sie es, wie es ist.',
  ],
  'client-debugger': [
    'Der Client hängt einen Debugger an das Programm',
    'Nehmen Sie dev.debug aus dem Eintrag heraus.',
  ],
  remote: ['Entfernte Server leitet diese Fassung nicht um', nothing],
  'client-sign-in': ['Der Client meldet sich bei diesem entfernten Server selbst an', nothing],
  'foreign-guard': [
    'Vor diesem Server steht schon ein anderer Wächter',
    'Entfernen Sie erst den anderen, wenn dieser die Arbeit tun soll.',
  ],
  malformed: [
    'Der Eintrag ist nicht so geschrieben, dass ein Server daraus würde',
    'Verbessern Sie den Eintrag, und planen Sie den Schutz neu.',
  ],
  'defined-elsewhere': [
    'Der Eintrag verweist auf einen Server, der anderswo beschrieben ist',
    'Schreiben Sie Programm und Argumente in den Eintrag, und planen Sie den Schutz neu.',
  ],
  'made-by-client': [
    'Der Client macht aus dem Eintrag selbst einen Start',
    'Legen Sie den Code in eine eigene Datei, und starten Sie diese.',
  ],
  'not-editable': [
    'Der Eintrag ist so geschrieben, dass er sich nicht umleiten lässt',
    'Schreiben Sie den Eintrag anders, und planen Sie den Schutz neu.',
  ],
  'needs-expansion': [
    'Der Eintrag enthält Platzhalter, die hinter dem Wächter niemand mehr ersetzt',
    'Schreiben Sie die Werte aus.',
  ],
  'shell-line': [
    'Der Client startet den Server über eine Shell, die Zeichen darin auf ihre Weise liest',
    'Schreiben Sie einzelne Wörter ohne Leerzeichen und ohne Zeichen, die eine Shell kennt.',
  ],
  'too-long': [
    'Hinter dem Wächter wäre die Befehlszeile zu lang',
    'Kürzen Sie die Argumente, oder legen Sie sie in eine Datei, die der Server liest.',
  ],
  'denied-by-policy': [
    'Regeln für den Client verbieten diesen Server, und hinter dem Wächter sähen sie ihn nicht mehr',
    'Entfernen Sie den Server, oder fragen Sie, wer die Regel gemacht hat.',
  ],
  'not-allowed': ['Regeln für den Client erlauben diesen Server nicht', administrator],
  'allow-list': [
    'Regeln für den Client nennen den genauen Befehl: Hinter dem Wächter würde der Client ihn nicht mehr starten',
    'Geben Sie den Ausschnitt für die Erlaubnisliste dem, der die Regeln macht.',
  ],
  'policy-unreadable': [
    'Die Regeln für den Client waren nicht zu lesen',
    'Verbessern Sie die Datei, oder bitten Sie darum, dass sie lesbar wird.',
  ],
  'edit-refused': [
    'Die Datei ist so geschrieben, dass sich dieser Eintrag nicht sicher ändern lässt',
    'Ändern Sie den Eintrag von Hand.',
  ],
  'personal-copy': ['Durch eine persönliche Kopie von ihm', ''],
};

/** Of these the daemon has one sentence only, which the German one says too. */
export const saidInFull: ReadonlySet<string> = new Set<keyof typeof obstacles>([
  'plugin',
  'extension',
  'legacy',
  'project-file',
  'confined-client',
  'client-debugger',
  'remote',
  'client-sign-in',
  'denied-by-policy',
  'personal-copy',
]);
