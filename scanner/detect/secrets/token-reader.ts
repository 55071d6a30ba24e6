import type { Confidence } from '../../model/finding.ts';
import { beginsWord } from './characters.ts';
import { isFiller, isMonotonous } from './placeholder.ts';
import type { Reader, SecretHit, TokenRule } from './rule.ts';
import { unwrapped } from './wrapped-token.ts';

/** Makes the reader of a token rule: the shape must stand alone, be no filler, and pass the rule's own check. */
export function tokenReader(rule: TokenRule): Reader {
  const before = rule.before ?? [0];
  const notBefore = rule.notBefore?.source ?? '[A-Za-z0-9_-]';
  // A mark in the middle of base64 stands in longer base64 too.
  const isBase64 = rule.before !== undefined && rule.shape.source.includes('+/');
  let shape: RegExp | undefined;
  return (text, at) => {
    shape ??= new RegExp(`(?:${rule.shape.source})(?!${notBefore})`, 'y');
    for (const offset of before) {
      const start = at - offset;
      if (start < 0 || !mayBegin(text, start) || (isBase64 && !mayBeginBase64(text, start))) {
        continue;
      }
      shape.lastIndex = start;
      if (!shape.test(text)) {
        continue;
      }
      const end = shape.lastIndex;
      if (isInsideBase64(text, start)) {
        continue;
      }
      const confidence = judge(rule, text.slice(start, end));
      if (confidence !== null) {
        return { kind: rule.kind, start, end, confidence };
      }
    }
    return rule.before === undefined && wraps(rule) ? readWrapped(rule, shape, text, at) : null;
  };
}

/** What is told by a long beginning alone is still told when its line was cut. */
function wraps({ anchors }: TokenRule): boolean {
  return anchors.every((anchor) => anchor.length >= 4);
}

function readWrapped(rule: TokenRule, shape: RegExp, text: string, start: number): SecretHit | null {
  const cut = mayBegin(text, start) ? unwrapped(text, start) : null;
  if (cut === null || isInsideBase64(text, start)) {
    return null;
  }
  shape.lastIndex = 0;
  if (!shape.test(cut.token)) {
    return null;
  }
  const end = shape.lastIndex;
  const confidence = judge(rule, cut.token.slice(0, end));
  return confidence === null ? null : { kind: rule.kind, start, end: cut.origin(end - 1) + 1, confidence };
}

/** A shape that begins with punctuation brings its own boundary. */
function mayBegin(text: string, start: number): boolean {
  return /[A-Za-z0-9]/.test(text.charAt(start)) ? beginsWord(text, start) : true;
}

function mayBeginBase64(text: string, start: number): boolean {
  return beginsWord(text, start) && !/[+/]/.test(text.charAt(start - 1));
}

/**
 * Base64 of programs and fonts holds every short shape of letters and digits by chance: there a word begins behind `+` and `/`, and where a line
 * was cut. Tokens one a line are something else: they hold neither.
 */
function isInsideBase64(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  if (before !== '+' && before !== '/' && before !== '\n' && !(before === 'n' && text.charAt(start - 2) === '\\')) {
    return false;
  }
  const front = text.slice(Math.max(0, start - longestLook), start);
  return base64.test(front) && /[+/]/.test(front) && /[A-Z]|\/{9}/.test(front);
}

const longestLook = 100;
const base64 = /^[A-Za-z0-9+/\r\n\\]{60,}$/;

function judge(rule: TokenRule, value: string): Confidence | null {
  if (isFiller(value)) {
    return null;
  }
  const confidence = rule.judge === undefined ? (rule.confidence ?? 'certain') : rule.judge(value);
  return confidence !== null && isMonotonous(value) ? 'possible' : confidence;
}
