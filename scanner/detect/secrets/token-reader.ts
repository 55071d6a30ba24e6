import type { Confidence } from '../../model/finding.ts';
import { beginsWord } from './characters.ts';
import { isFiller, isMonotonous } from './placeholder.ts';
import type { Reader, TokenRule } from './rule.ts';

/** Makes the reader of a token rule: the shape must stand alone, be no filler, and pass the rule's own check. */
export function tokenReader(rule: TokenRule): Reader {
  const before = rule.before ?? [0];
  const notBefore = rule.notBefore?.source ?? '[A-Za-z0-9_-]';
  let shape: RegExp | undefined;
  return (text, at) => {
    shape ??= new RegExp(`(?:${rule.shape.source})(?!${notBefore})`, 'y');
    for (const offset of before) {
      const start = at - offset;
      if (start < 0 || !mayBegin(text, start)) {
        continue;
      }
      shape.lastIndex = start;
      if (!shape.test(text)) {
        continue;
      }
      const end = shape.lastIndex;
      const confidence = judge(rule, text.slice(start, end));
      if (confidence !== null) {
        return { kind: rule.kind, start, end, confidence };
      }
    }
    return null;
  };
}

/** A shape that begins with punctuation brings its own boundary. */
function mayBegin(text: string, start: number): boolean {
  return /[A-Za-z0-9]/.test(text.charAt(start)) ? beginsWord(text, start) : true;
}

function judge(rule: TokenRule, value: string): Confidence | null {
  if (isFiller(value)) {
    return null;
  }
  const confidence = rule.judge === undefined ? (rule.confidence ?? 'certain') : rule.judge(value);
  return confidence !== null && isMonotonous(value) ? 'possible' : confidence;
}
