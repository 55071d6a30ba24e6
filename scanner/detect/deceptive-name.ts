import type { Severity } from '../model/finding.ts';
import { deceptionsIn } from './deceptive-text.ts';
import type { Deception } from './deceptive-text.ts';
import type { Detector } from './detector.ts';
import { asSeen, looksLike } from './look-alikes.ts';
import { knownWords } from './name-parts.ts';
import { codePoint } from './shown.ts';

/** A server name that shows something else than it holds, on a screen or to a person choosing what to approve. */
export const detectDeceptiveName: Detector = ({ entry }) =>
  [...deceptionsIn(entry.name), ...disguisedWords(entry.name)].map(({ kind, character }) => ({
    rule: 'config/deceptive-name',
    severity: severities[kind],
    confidence: kind === 'mixed-scripts' || kind === 'styled-letters' ? 'likely' : 'certain',
    where: entry.pointer,
    message: `the server's name ${meanings[kind]} (${codePoint(character)})`,
    remedy: 'Find out who added this entry, and rename or remove it.',
  }));

/** A word wholly of another alphabet is honest, unless it reads as the name of a well-known server. */
function disguisedWords(name: string): readonly Deception[] {
  if (/^[\x20-\x7E]*$/.test(name)) {
    return [];
  }
  return name.split(/[^\p{L}\p{M}]+/u).flatMap((word) => {
    const letters = Array.from(word);
    const isDisguise =
      letters.length >= 4 && letters.every((letter) => looksLike(letter) !== null) && knownWords().has(asSeen(word));
    return isDisguise ? [{ kind: 'mixed-scripts' as const, character: letters[0] ?? '' }] : [];
  });
}

const severities: Readonly<Record<Deception['kind'], Severity>> = {
  control: 'high',
  'terminal-escape': 'high',
  bidi: 'high',
  invisible: 'high',
  tag: 'high',
  'mixed-scripts': 'high',
  'styled-letters': 'medium',
  broken: 'medium',
};

const meanings: Readonly<Record<Deception['kind'], string>> = {
  control: 'holds a control character',
  'terminal-escape': 'holds a command to the terminal',
  bidi: 'holds a character that reorders the text around it',
  invisible: 'holds a character that nobody sees',
  tag: 'holds hidden text in tag characters',
  'mixed-scripts': 'holds letters of another alphabet that pass for Latin ones',
  'styled-letters': 'holds styled letters that programs tell apart and people do not',
  broken: 'holds half a character',
};
