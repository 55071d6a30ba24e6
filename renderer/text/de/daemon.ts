import type { Text } from '../en.ts';
import { failures } from './failures.ts';
import { toldGap } from './gaps.ts';
import { toldHealth } from './health.ts';
import { toldIdentity, toldStanding, toldUnidentified } from './identity.ts';
import { obstacles, saidInFull } from './obstacles.ts';
import { toldPinChange } from './pins.ts';
import { policyQuestions } from './policy-questions.ts';
import { toldPolicyTrouble } from './policy-troubles.ts';
import { toldField } from './record-fields.ts';
import { rules } from './rules.ts';
import { toldFault } from './source-faults.ts';
import { toldClass } from './tool-classes.ts';

const causes: Readonly<Record<string, string>> = {
  'starts-anew':
    'Der Client nimmt den Wächter, wenn er den Server das nächste Mal startet; ein Neustart macht es sicher.',
  'asks-again':
    'Der Client fragt vielleicht noch einmal, ob der Server laufen darf: er merkt sich den genauen Eintrag.',
  'quit-first': 'Der Client muss erst ganz beendet werden: solange er läuft, schreibt er seine eigene Fassung zurück.',
  'rewrites-file': 'Der Client schreibt die Datei neu, während er läuft; die Änderung wird zwei Sekunden beobachtet.',
  'appears-twice': 'Der Client hat diesen Server auch aus einem Plug-in und zeigt dann beide.',
  'personal-copy': 'Der Client nimmt diese persönliche Kopie statt des Eintrags im Projekt, bis sich jener ändert.',
  'copy-withdrawn': 'Im Projekt steht jetzt etwas anderes: der Client nimmt wieder das, ohne Wächter.',
};

const questions: Readonly<Record<string, string>> = {
  'servers.approve': 'Diese Server freigeben?',
  'servers.forget': 'Freigaben und Sperren dieser Server zurücknehmen?',
  'findings.suppress': 'Diesen Befund hinnehmen?',
  'catalogue.undo': 'Die letzte Änderung am Katalog zurücknehmen?',
  'pins.accept': 'Die geänderten Werkzeuge so annehmen?',
  'approvals.approve': 'Diesen Aufruf erlauben?',
  'sessions.resume': 'Die angehaltene Sitzung weitergehen lassen?',
  'pause.begin': 'Alles Entscheiden anhalten?',
  'policy.save': 'Die Richtlinie speichern und in Kraft setzen?',
  'policy.begin': 'Mit dieser Vorlage beginnen?',
  'restore.apply': 'Die Server wieder ohne Wächter laufen lassen?',
};

const abouts: Readonly<Record<string, string>> = {
  'every version': 'jede Version',
  'every exact version': 'jede genaue Version',
};

/** By its code where there is one; the daemon's own words stand beside, since they name what it is about. */
export const daemon: Text['daemon'] = {
  failure: ({ code, message, remedy }) => {
    const known = failures[code];
    return known === undefined
      ? { words: message, remedy, original: null }
      : { words: known[0], remedy: known[1], original: [message, remedy].filter((part) => part !== '').join('. ') };
  },
  finding: ({ rule, message, remedy }) => {
    const known = rules[rule];
    return known === undefined
      ? { words: message, remedy, original: null }
      : { words: known[0], remedy: known[1], original: [message, remedy].filter((part) => part !== '').join('. ') };
  },
  health: toldHealth,
  pinChange: toldPinChange,
  gap: toldGap,
  left: ({ kind, reason, remedy }) => {
    const [words, advice] = obstacles[kind];
    return { words, remedy: advice, original: saidInFull.has(kind) ? null : `${reason}. ${remedy}` };
  },
  reason: ({ reason, reasonKind }) => {
    if (reason === null) {
      return null;
    }
    const known = reasonKind === null ? undefined : obstacles[reasonKind];
    return known === undefined
      ? { words: reason, remedy: '', original: null }
      : { words: known[0], remedy: '', original: saidInFull.has(reasonKind ?? '') ? null : reason };
  },
  cause: ({ kind, text }) => causes[kind] ?? text,
  about: (about) => abouts[about] ?? about,
  identity: toldIdentity,
  unidentified: toldUnidentified,
  standingBy: toldStanding,
  toolClass: toldClass,
  policyTrouble: toldPolicyTrouble,
  policyQuestion: (question) => policyQuestions[question] ?? question,
  sourceFault: toldFault,
  field: toldField,
  question: (name, question) => {
    const known = questions[name];
    return { words: known ?? question, remedy: '', original: known === undefined ? null : question };
  },
};
