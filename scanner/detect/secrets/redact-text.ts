import { remembering } from '../../remembering.ts';
import { assignedValues } from './assigned-values.ts';
import { loginsIn } from './logins.ts';
import { type Look, lookWithout } from './look.ts';
import { randomWords } from './random-words.ts';
import type { SecretHit } from './rule.ts';
import { secretsIn } from './secrets-in.ts';
import { urlParts } from './url-parts.ts';

/** A text as it may be shown. Hides too much rather than too little: values of telling names, parts of URLs, long random words. */
export function redactText(text: string): string {
  return lookAtText(text).shown;
}

/** As {@link redactText}, with what was taken out. */
export const lookAtText = remembering(look);

function look(text: string): Look {
  const assigned = [...assignedValues(text), ...loginsIn(text)];
  const named = assigned.map(({ name, start, end }) => ({ name, value: text.slice(start, end) }));
  return lookWithout(text, [...secretsIn(text), ...assigned, ...partsOfUrls(text), ...randomWords(text)], named);
}

function partsOfUrls(text: string): readonly SecretHit[] {
  if (!text.includes('://')) {
    return [];
  }
  return [...text.matchAll(/[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s"'<>`\\]+/g)].flatMap((match) =>
    urlParts(match[0]).map((part) => ({ ...part, start: match.index + part.start, end: match.index + part.end })),
  );
}
