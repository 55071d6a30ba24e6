import { beginsWord } from './characters.ts';
import type { SecretHit } from './rule.ts';

const shape = /[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}(?![A-Za-z0-9_-])/y;
const shortestFirstPart = 24;

/**
 * Finds Discord bot tokens. They have no fixed prefix, only three parts of known lengths: so places are found by the
 * length of the first part, looking at one character in twenty-four.
 */
export function findDiscordTokens(text: string): readonly SecretHit[] {
  const hits: SecretHit[] = [];
  let at = shortestFirstPart - 1;
  while (at < text.length) {
    if (!isTokenCharacter(text.charCodeAt(at))) {
      at += shortestFirstPart;
      continue;
    }
    let start = at;
    while (start > 0 && isTokenCharacter(text.charCodeAt(start - 1)) && at - start < shortestFirstPart) {
      start -= 1;
    }
    let end = at;
    while (end < text.length && isTokenCharacter(text.charCodeAt(end))) {
      end += 1;
    }
    const run = end - start;
    if (
      run >= shortestFirstPart &&
      run <= shortestFirstPart + 2 &&
      text.charAt(end) === '.' &&
      beginsWord(text, start)
    ) {
      shape.lastIndex = start;
      if (shape.test(text)) {
        hits.push({ kind: 'discord-token', start, end: shape.lastIndex, confidence: 'likely' });
        end = shape.lastIndex;
      }
    }
    at = end + shortestFirstPart;
  }
  return hits;
}

function isTokenCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 45 ||
    code === 95
  );
}
