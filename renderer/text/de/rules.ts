const asData = 'Behandeln Sie den Text als Daten, nicht als Anweisung.';
const owner = 'Fragen Sie, wer den Server betreibt, was das soll.';
const version = 'Nennen Sie die genaue Version, die Sie geprüft haben.';
const ownAccount = 'Lassen Sie nur Ihr eigenes Konto dort schreiben.';
const secret = 'Nehmen Sie das Geheimnis heraus, tauschen Sie es aus, und geben Sie es dem Server anders.';

/** What was seen and what to do, by rule of the finding. */
export const rules: Readonly<Record<string, readonly [words: string, remedy: string]>> = {
  'advisory/known-vulnerable': [
    'Für diese Version ist eine Schwachstelle veröffentlicht',
    'Nehmen Sie eine Version ohne sie.',
  ],
  'advisory/malicious': [
    'Eine Warnung nennt dieses Paket bösartig',
    'Entfernen Sie den Eintrag, und tauschen Sie jedes Geheimnis aus, das der Server lesen konnte.',
  ],
  'advisory/unknown-range': [
    'Eine Warnung nennt dieses Paket, ohne Versionen zu nennen',
    'Lesen Sie die Warnung, und prüfen Sie Ihre Version.',
  ],
  'advisory/unknown-version': ['Eine Warnung trifft vielleicht zu, aber keine Version ist genannt', version],
  'client/sandbox-off': [
    'Der Client selbst läuft ohne seine Sandbox',
    'Schalten Sie die Sandbox des Clients wieder ein.',
  ],
  'client/skips-permissions': ['Der Client führt Werkzeuge aus, ohne zu fragen', 'Lassen Sie ihn wieder fragen.'],
  'config/auto-approve': [
    'Werkzeuge laufen, ohne dass gefragt wird',
    'Lassen Sie nur Werkzeuge ohne Frage laufen, die bloß lesen.',
  ],
  'config/broad-file-access': [
    'Der Server bekommt weit mehr Dateien als ein Projekt',
    'Geben Sie ihm nur die Ordner seines Projekts.',
  ],
  'config/cleartext-remote': ['Der entfernte Server wird unverschlüsselt erreicht', 'Nehmen Sie seine https-Adresse.'],
  'config/client-not-installed': [
    'Der Client dieses Eintrags ist nicht installiert',
    'Entfernen Sie den Eintrag, wenn Sie den Client nicht mehr nutzen.',
  ],
  'config/code-fetched-at-start': [
    'Bei jedem Start wird Code von einer Adresse geholt',
    'Laden Sie das Programm einmal, prüfen Sie es, und starten Sie die Datei.',
  ],
  'config/deceptive-name': [
    'Der Name zeigt etwas anderes, als er enthält',
    'Finden Sie heraus, wer den Eintrag gemacht hat, und benennen Sie ihn um.',
  ],
  'config/duplicate-key': ['Ein Schlüssel steht zweimal im selben Objekt', 'Lassen Sie nur einen stehen.'],
  'config/elevated-start': [
    'Der Server startet mit den Rechten eines Administrators',
    'Starten Sie ihn als Sie selbst.',
  ],
  'config/env-changes-code': [
    'Eine Variable ändert, welcher Code läuft',
    'Entfernen Sie die Variable, oder nennen Sie genaues Programm und Version.',
  ],
  'config/headers-helper': [
    'Ein Programm macht die Kopfzeilen für einen entfernten Server',
    'Prüfen Sie, was das Programm tut.',
  ],
  'config/inline-code': [
    'Ein Programm steht in der Konfiguration selbst',
    'Legen Sie den Code in eine Datei, die geprüft werden kann.',
  ],
  'config/listens-on-all-interfaces': [
    'Der Server ist im ganzen Netz erreichbar',
    'Lassen Sie ihn nur auf 127.0.0.1 hören.',
  ],
  'config/malformed-entry': ['Der Eintrag startet so nichts', 'Verbessern oder entfernen Sie den Eintrag.'],
  'config/missing-on-disk': [
    'Das Programm des Eintrags ist nicht da',
    'Verbessern Sie den Pfad, oder installieren Sie das Programm.',
  ],
  'config/name-clash': [
    'Ein Name steht in verschiedenen Clients für verschiedene Server',
    'Geben Sie verschiedenen Servern verschiedene Namen.',
  ],
  'config/parent-writable': ['Ein anderes Konto kann Konfiguration oder Programm ersetzen', ownAccount],
  'config/runs-from-temp': [
    'Das Programm startet aus einem Ordner für Vorläufiges oder Heruntergeladenes',
    'Legen Sie es in einen Ordner, in dem nur Sie schreiben.',
  ],
  'config/sandbox-off': ['Eine Sandbox ist ausgeschaltet', 'Nehmen Sie den Schalter heraus.'],
  'config/secret-in-args': ['Ein Geheimnis steht in den Argumenten', secret],
  'config/secret-in-env': ['Ein Geheimnis steht in einer Umgebungsvariablen des Eintrags', secret],
  'config/secret-in-header': ['Ein Geheimnis steht in einer Kopfzeile', secret],
  'config/secret-in-url': ['Ein Geheimnis steht in einer Adresse', secret],
  'config/shell-command': [
    'Eine Shell deutet eine Befehlszeile',
    'Nennen Sie das Programm, und jedes Argument für sich.',
  ],
  'config/typosquat': [
    'Das Paket heißt fast wie ein bekanntes',
    'Prüfen Sie, wer es veröffentlicht, und nehmen Sie das bekannte, wenn Sie das meinten.',
  ],
  'config/unchecked-certificates': [
    'Jedes Zertifikat gilt als das richtige',
    'Nehmen Sie den Schalter heraus, oder nennen Sie das eigene Zertifikat mit NODE_EXTRA_CA_CERTS oder SSL_CERT_FILE.',
  ],
  'config/unidentified': [
    'Niemand kann sagen, was hier läuft',
    'Nennen Sie ein Paket mit Version, ein Abbild mit Digest oder ein Programm mit ganzem Pfad.',
  ],
  'config/unpinned-package': ['Ein Paket wird ohne genaue Version gestartet', version],
  'config/writable-by-others': ['Ein anderes Konto kann Konfiguration oder Programm ändern', ownAccount],
  'container/added-capabilities': [
    'Der Container bekommt Rechte des Kernels',
    'Geben Sie ihm nur das Recht, das er braucht.',
  ],
  'container/docker-socket': [
    'Der Container hat die Verbindung zur Container-Verwaltung',
    'Nehmen Sie sie heraus, oder setzen Sie einen Vermittler dazwischen.',
  ],
  'container/host-device': [
    'Der Container bekommt eine Platte, den Speicher oder alle Geräte dieses Rechners',
    'Nehmen Sie das Gerät heraus, oder geben Sie nur den einen Ordner, den der Server braucht.',
  ],
  'container/host-mount': [
    'Der Container bekommt weite Teile dieses Rechners',
    'Geben Sie ihm nur die Ordner, die er braucht.',
  ],
  'container/host-network': ['Der Container teilt das Netz dieses Rechners', 'Nehmen Sie das gewöhnliche Netz.'],
  'container/mutable-image': [
    'Das Abbild ist mit einem Tag statt mit einem Digest genannt',
    'Nennen Sie das Abbild mit seinem Digest.',
  ],
  'container/privileged': [
    'Der Container läuft mit allen Rechten',
    'Geben Sie ihm nur das eine Recht oder Gerät, das er braucht.',
  ],
  'content/addressed-to-model': ['Der Text spricht über den Kopf des Menschen hinweg zum Modell', asData],
  'content/answer-tampering': ['Die Antwort an den Menschen wird vorgeschrieben', asData],
  'content/attack-capability': [
    'Eine Angriffstechnik, nach ihren eigenen Worten',
    'Nutzen Sie so etwas nur, wo Sie angreifen dürfen.',
  ],
  'content/bidi-reordering': [
    'Zeichen ordnen eine Zeile um',
    'Lesen Sie den Text in der Reihenfolge, in der er gespeichert ist.',
  ],
  'content/capability-mismatch': ['Das Werkzeug tut mehr, als sein Zweck sagt', owner],
  'content/classifier': ['Eine Stelle sieht für den Klassifizierer wie ein Angriff aus', asData],
  'content/deferred-behaviour': [
    'Für später, nach der Freigabe, wird anderes Verhalten angekündigt',
    'Geben Sie das Werkzeug nicht frei.',
  ],
  'content/encoded-payload': [
    'Eine Anweisung oder ein Befehl ist verschlüsselt geschrieben',
    'Lesen Sie den entschlüsselten Text, und fragen Sie, warum er es war.',
  ],
  'content/exfiltration': [
    'Eine Anweisung, Daten anderswohin zu schicken',
    'Prüfen Sie, ob etwas geschickt wurde, und halten Sie den Text für feindlich.',
  ],
  'content/guard-off': ['Regeln, Prüfungen oder Freigaben sollen nicht gelten', asData],
  'content/hidden-characters': ['Zeichen, die niemand sieht', 'Lesen Sie den Text mit dem verborgenen Teil.'],
  'content/hidden-markup': ['Eine Anweisung in einem Kommentar oder unsichtbaren Element', 'Lesen Sie den Quelltext.'],
  'content/impersonation': ['Der Text gibt sich als System, Entwickler oder Benutzer aus', asData],
  'content/look-alike-letters': [
    'Buchstaben eines anderen Alphabets, die wie lateinische aussehen',
    'Vergleichen Sie die Namen Buchstabe für Buchstabe.',
  ],
  'content/override-order': ['Eine Anweisung, Vorgaben oder Aufgabe fallen zu lassen', asData],
  'content/own-pattern': [
    'Der Text passt auf ein Muster Ihrer Organisation',
    'Fragen Sie, wer content.yaml pflegt, wozu das Muster da ist.',
  ],
  'content/personal-data': ['Personenbezogene Daten', 'Prüfen Sie, ob diese Daten den Rechner verlassen dürfen.'],
  'content/planted-code': ['Fremder Code will in die Arbeit', 'Lesen Sie den Code, bevor etwas davon benutzt wird.'],
  'content/pressure': ['Drohungen und falsche Pflichten', asData],
  'content/prompt-extraction': ['Eine Bitte um die eigenen Anweisungen des Modells', owner],
  'content/pushed-out-of-view': ['Text weit hinter leerem Raum', 'Lesen Sie bis zum Ende, bevor Sie ihm trauen.'],
  'content/secrecy-order': ['Eine Anweisung, dem Menschen etwas zu verschweigen', owner],
  'content/secret': ['Ein Geheimnis in einem Text', 'Tauschen Sie es aus, und halten Sie es von Agenten fern.'],
  'content/sensitive-file': ['Das Modell wird zu Dateien oder Werten geschickt, die Geheimnisse enthalten', owner],
  'content/shadowed-tool': ['Das Werkzeug gleicht dem eines anderen Servers', owner],
  'content/side-channel-parameter': ['Ein Parameter fragt nach dem, was das Werkzeug nicht braucht', owner],
  'content/terminal-escape': [
    'Befehle an das Terminal, die Text verbergen oder ersetzen',
    'Sehen Sie den rohen Text an.',
  ],
  'content/tool-order': ['Eine Anweisung, ein bestimmtes Werkzeug aufzurufen oder zu handeln', asData],
  'content/tool-steering': ['Druck, dieses Werkzeug zu wählen, oder ein Griff in andere', owner],
  'content/written-back': [
    'Die Marke von etwas, das Sallyport herausgenommen hat, würde an die Stelle des Wertes geschrieben',
    'Ändern Sie nur das andere, oder setzen Sie den Wert selbst ein.',
  ],
  'pin/added': [
    'Das gab es nicht, als der Server zuerst gesehen wurde',
    'Sehen Sie es mit „sallyport pins diff“ an, und nehmen Sie es dann an.',
  ],
  'pin/changed': [
    'Der Server beschreibt das anders als damals',
    'Sehen Sie es mit „sallyport pins diff“ an, und nehmen Sie es dann an.',
  ],
  'pin/program-changed': [
    'Das Programm des Servers ist ein anderes und beschreibt sich anders',
    'Finden Sie heraus, wer es erneuert hat, und sehen Sie mit „sallyport pins diff“ an, was anders ist.',
  ],
  'pin/unreadable': [
    'Was von dem Server gemerkt wurde, ist nicht zu lesen',
    'Finden Sie die Datei mit „sallyport pins list“.',
  ],
};
