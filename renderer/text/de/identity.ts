import { byPattern, type Pattern } from './by-pattern.ts';
import { unidentified } from './unidentified.ts';

/** What a server is, as a line. */
export function toldIdentity(line: string): string {
  const why = /^unidentified: (.*)$/s.exec(line)?.[1];
  return why === undefined ? (byPattern(lines, line) ?? line) : `nicht bestimmt: ${toldUnidentified(why)}`;
}

/** Why it can not be said what a server is. */
export function toldUnidentified(reason: string): string {
  return reason
    .split('; ')
    .map((part) => byPattern(unidentified, part) ?? part)
    .join('; ');
}

const lines: readonly Pattern[] = [
  [/^image (.*), no digest$/s, 'Image $1, ohne Prüfsumme'],
  [/^image (.*)$/s, 'Image $1'],
  [/^(\w+) (.*), no fixed version$/s, '$1 $2, ohne feste Version'],
  [/^binary (.*)$/s, 'Programm $1'],
  [/^script (.*)$/s, 'Skript $1'],
];

/** What made a server's standing: an advisory, somebody's word in the catalogue, or what keeps an approval from holding. */
export function toldStanding(by: string): string {
  return byPattern(standings, by) ?? byPattern(unidentified, by) ?? by;
}

const standings: readonly Pattern[] = [
  [/^advisory (.+)$/, 'Warnung $1'],
  [/^the catalogue: (.*) \(until (.+)\)$/s, 'der Katalog: $1 (bis $2)'],
  [/^the catalogue: (.*)$/s, 'der Katalog: $1'],
  [/^(.*) \(until (.+)\)$/s, '$1 (bis $2)'],
];
