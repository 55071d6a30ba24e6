import type { Evidence, Surface } from '../content-finding.ts';

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const most = 20;

/**
 * Finds characters that make a line read otherwise than it is stored. In lines with right-to-left letters, marks and
 * isolates belong to good typing; an override never does.
 */
export function findBidiReordering(text: string, surface: Surface): readonly Evidence[] {
  const found: Evidence[] = [];
  for (const match of text.matchAll(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g)) {
    const character = match[0];
    const lineStart = Math.max(text.lastIndexOf('\n', match.index) + 1, match.index - 400);
    const lineEnd = Math.min(text.length, match.index + 400);
    const line = text.slice(lineStart, lineEnd).split('\n')[0] ?? '';
    const isMark = /[\u200E\u200F\u061C]/.test(character);
    const isOverride = /[\u202D\u202E]/.test(character);
    if (isMark && isQuoted(text, match.index)) {
      continue;
    }
    if (isPutIn(character, line) || (surface === 'result' && isPasted(character, line))) {
      continue;
    }
    // A left-to-right mark travels with pasted text.
    if (
      isMark
        ? (surface === 'result' && character === '\u200E') || rightToLeft.test(line)
        : !isOverride && rightToLeft.test(line)
    ) {
      continue;
    }
    const turned = isOverride
      ? Array.from(line.slice(match.index - lineStart + 1))
          .toReversed()
          .join('')
      : undefined;
    found.push({
      rule: 'bidi-reordering',
      tier: 'hard',
      severity: isMark ? 'medium' : 'high',
      confidence: isMark ? 'likely' : 'certain',
      span: { start: match.index, end: match.index + 1 },
      ...(turned === undefined ? {} : { revealed: turned.slice(0, 300) }),
    });
    if (found.length >= most) {
      break;
    }
  }
  return found;
}

/**
 * Whether it is one of the isolates that messages get around what is put into them (`Hello, FSI Anna PDI`). They take their direction from what
 * they hold, so that nothing is turned round where nothing else turns.
 */
function isPutIn(character: string, line: string): boolean {
  return (
    /[\u2068\u2069]/.test(character) &&
    !/[\u202A-\u202E\u2066\u2067]/.test(line) &&
    line.split('\u2068').length === line.split('\u2069').length
  );
}

/** Telephones, mails and Windows put left-to-right embeddings around numbers and paths. Where all turns left to right, they turn nothing. */
function isPasted(character: string, line: string): boolean {
  return /[\u202A\u202C]/.test(character) && !/[\u202B\u202D\u202E\u2066-\u2069\u200F]/.test(line);
}

/** A mark alone between quotes stands in a table of characters: nothing around it can turn. */
function isQuoted(text: string, at: number): boolean {
  const quote = text.charAt(at - 1);
  return /["'`]/.test(quote) && text.charAt(at + 1) === quote;
}
