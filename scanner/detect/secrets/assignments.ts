import { isAlphanumeric, isNameCharacter } from './characters.ts';
import { endOfLooseOperator, startInNextLine } from './loose-operators.ts';

/** A name and its value as they stand in a text: `NAME=value`, `"name": "value"`, `--name value`, `<name>value<`. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** Where the value begins in the text. */
  readonly start: number;
  /** Unquoted values may be an expression of source code instead of a literal. */
  readonly quoted: boolean;
  /** Whether no operator binds the two: then only a value that looks like a secret by itself counts. */
  readonly loose?: boolean;
}

const nameLimit = 60;
const valueLimit = 600;
const operator =
  /(?:\*\*|__)?[\])]{0,2}[ \t]{0,24}(?::=|=>|[=:](?![=:])(?:(?:\*\*|__)(?=[ \t]))?|>(?=[^\s<]))[ \t]{0,8}|\\{0,7}["'`][\])]{0,2}[ \t]{0,24}(?::=|=>|[=:](?![=:]))\s{0,24}|\((?=["'`])/y;
const flagOperator = /["']?[ \t]{1,4}|["'],\s{0,24}/y;
const opening = /(?:[frbuLR@$]{0,2})(\\{0,7}["'`]{1,3})/y;
const scheme = /(?:Bearer|Basic|Token|ApiKey|Api-Key|Digest|Negotiate|SSWS|Bot|Key)[ \t]{1,4}/iy;

/** Reads the assignment whose name covers this place, or null. Looks at a bounded number of characters. */
export function assignmentAt(text: string, at: number): Assignment | null {
  const nameStart = startOfName(text, at);
  const nameEnd = endOfName(text, at);
  const name = text.slice(nameStart, nameEnd).replace(/^[.]+|[.]+$/g, '');
  if (nameEnd - nameStart > nameLimit || /[$%{]/.test(text.charAt(nameStart - 1))) {
    return null;
  }
  const bound = endOfOperator(text, nameEnd, name);
  const loose = bound === null ? endOfLooseOperator(text, nameStart, nameEnd) : inNextLine(text, bound);
  const valueStart = loose ?? bound;
  if (valueStart === null) {
    return null;
  }
  opening.lastIndex = valueStart;
  const quote = opening.exec(text)?.[1];
  const start = quote === undefined ? valueStart : opening.lastIndex;
  const literalStart = afterScheme(text, start);
  const value = valueAt(text, literalStart, quote);
  return value === '' ? null : { name, value, start: literalStart, quoted: quote !== undefined, loose: loose !== null };
}

/** Behind the colon of a name whose line ends there, or goes on with the mark of a block. */
function inNextLine(text: string, from: number): number | null {
  return text.charAt(from - 1) === ':' || text.charAt(from - 1) === ' ' ? startInNextLine(text, from) : null;
}

function startOfName(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start <= nameLimit && isNameCharacter(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  // The letter of a written-out line end is no part of the name.
  return start > 0 && text.charAt(start - 1) === '\\' && /[nrt]/.test(text.charAt(start)) && start < at
    ? start + 1
    : start;
}

function endOfName(text: string, at: number): number {
  let end = at;
  while (end < text.length && end - at <= nameLimit && isNameCharacter(text.charCodeAt(end))) {
    end += 1;
  }
  // `API key`, `client secret key`
  return /^ keys?(?![\w-])/i.test(text.slice(end, end + 6)) && isKeyWord(text, at, end)
    ? end + (text.charAt(end + 4) === 's' ? 5 : 4)
    : end;
}

function isKeyWord(text: string, at: number, end: number): boolean {
  return /(?:api|access|secret|private|auth|signing|encryption|master|license|service|account|admin)$/i.test(
    text.slice(Math.max(at - 12, 0), end),
  );
}

function endOfOperator(text: string, from: number, name: string): number | null {
  operator.lastIndex = from;
  if (operator.test(text)) {
    return operator.lastIndex;
  }
  if (!name.startsWith('-')) {
    return null;
  }
  flagOperator.lastIndex = from;
  return flagOperator.test(text) && text.charAt(flagOperator.lastIndex) !== '-' ? flagOperator.lastIndex : null;
}

function afterScheme(text: string, start: number): number {
  scheme.lastIndex = start;
  return scheme.test(text) ? scheme.lastIndex : start;
}

function valueAt(text: string, start: number, quote: string | undefined): string {
  const window = text.slice(start, start + valueLimit);
  if (quote !== undefined) {
    const end = closingAt(window, quote);
    const line = end === -1 ? window.search(/[\r\n"'`]/) : end;
    return line === -1 ? window : window.slice(0, line);
  }
  // `$(…)`, `${…}`, `{{…}}` and `<…>` are kept whole, so that they are seen as references.
  const reference =
    /^(?:\$\{[^}]{0,200}\}|\$\([^)]{0,200}\)|\{\{[^}]{0,200}\}\}|\{[A-Za-z][A-Za-z0-9_:.-]{0,60}\}|<[^<>\n]{1,100}>)/.exec(
      window,
    )?.[0];
  const rest = window.slice(reference?.length ?? 0);
  const stop = rest.search(/[\s"'`<>,;)}\]&|\\]/);
  const value = (reference ?? '') + (stop === -1 ? rest : rest.slice(0, stop));
  return value.length > 1 && !isAlphanumeric(value.charCodeAt(value.length - 1))
    ? value.replace(/[.:]{1,3}$/, '')
    : value;
}

/**
 * Where a quoted value ends: before the first quote, or a later one where that is written out inside the value, as JSON does. Where a backslash
 * writes nothing out, what goes on behind it is other text: no value has blanks.
 */
function closingAt(window: string, quote: string): number {
  const first = window.indexOf(quote);
  let end = first;
  while (end !== -1 && isWrittenOut(window, end, quote)) {
    end = window.indexOf(quote, end + quote.length);
  }
  if (end === -1 || /\s/.test(window.slice(0, end))) {
    return isWrittenOut(window, first, quote) ? startOfBackslashes(window, first) : first;
  }
  return end;
}

/** Whether a quote stands for itself: in front of one that ends a value backslashes come in pairs, in JSON within JSON in fours, and so on. */
function isWrittenOut(window: string, at: number, quote: string): boolean {
  const own = quote.length - quote.replace(/^\\+/, '').length;
  return (at - startOfBackslashes(window, at)) % (2 * (own + 1)) !== 0;
}

function startOfBackslashes(window: string, at: number): number {
  let start = at;
  while (start > 0 && window.charAt(start - 1) === '\\') {
    start -= 1;
  }
  return start;
}
