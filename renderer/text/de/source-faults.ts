import type { Said } from '../said.ts';
import { byPattern, type Pattern } from './by-pattern.ts';

/** Why a config was not read whole. Of what a parser says, the place and the parser's own words. */
export function toldFault(detail: string): Said {
  const place = /^line (\d+), column (\d+): (.*)$/s.exec(detail);
  const [, line, column, fault = detail] = place ?? [];
  const words = byPattern(faults, fault);
  const where = place === null ? '' : `Zeile ${line}, Spalte ${column}: `;
  return words === null
    ? { words: `${where}nicht richtig geschrieben`, remedy: '', original: detail }
    : { words: `${where}${words}`, remedy: '', original: null };
}

const faults: readonly Pattern[] = [
  [/^more than (\d+) values$/, 'mehr als $1 Werte'],
  [/^a key of more than (\d+) characters$/, 'ein Name von mehr als $1 Zeichen'],
  [/^the text is UTF-16; clients read UTF-8$/, 'der Text ist UTF-16; Clients lesen UTF-8'],
  [/^the text is not valid UTF-8$/, 'der Text ist kein gültiges UTF-8'],
  [/^the text holds NUL bytes$/, 'der Text enthält NUL-Bytes'],
  [/^(\d+) bytes; at most (\d+) of (\w+) are read$/, '$1 Bytes; von $3 werden höchstens $2 gelesen'],
  [/^nested more than (\d+) levels deep$/, 'mehr als $1 Ebenen tief verschachtelt'],
  [/^nested too deeply$/, 'zu tief verschachtelt'],
  [
    /^aliases that lead nowhere, or more of them than we follow$/,
    'Verweise, die ins Leere führen, oder zu viele davon',
  ],
  [/^duplicate key$/, 'ein Name steht zweimal da'],
  [/^not valid TOML$/, 'kein gültiges TOML'],
  [
    /^(?:line \d+, column \d+: )?not JSON, JSON with comments or JSON5$/,
    'weder JSON noch JSON mit Kommentaren noch JSON5',
  ],
  [/^close brace expected$/, 'eine schließende Klammer } fehlt'],
  [/^close bracket expected$/, 'eine schließende Klammer ] fehlt'],
  [/^comma expected$/, 'ein Komma fehlt'],
  [/^colon expected$/, 'ein Doppelpunkt fehlt'],
  [/^value expected$/, 'ein Wert fehlt'],
  [/^property name expected$/, 'ein Name fehlt'],
  [/^end of file expected$/, 'nach dem Ende steht noch etwas'],
  [/^unexpected end of (?:comment|string|number)$/, 'der Text bricht mitten in etwas ab'],
  [/^invalid symbol$/, 'ein Zeichen, das hier nicht stehen darf'],
  [/^invalid (?:unicode|escape character|character|number format|comment token)$/, 'ein Zeichen, das es so nicht gibt'],
];
