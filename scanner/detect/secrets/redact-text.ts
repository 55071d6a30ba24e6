import { assignedValues } from './assigned-values.ts';
import { findSecrets } from './find-secrets.ts';
import { loginsIn } from './logins.ts';
import { type Look, lookWithout } from './look.ts';
import { randomWords } from './random-words.ts';
import type { SecretHit } from './rule.ts';
import { urlParts } from './url-parts.ts';

/** A text as it may be shown. Hides too much rather than too little: values of telling names, parts of URLs, long random words. */
export function redactText(text: string): string {
  return lookAtText(text).shown;
}

/** As {@link redactText}, with what was taken out. */
export function lookAtText(text: string): Look {
  const assigned = [...assignedValues(text), ...loginsIn(text)];
  const named = assigned.map(({ name, start, end }) => ({ name, value: text.slice(start, end) }));
  return lookWithout(text, [...findSecrets(text), ...assigned, ...partsOfUrls(text), ...randomWords(text)], named);
}

function partsOfUrls(text: string): readonly SecretHit[] {
  return [...text.matchAll(/[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s"'<>`\\]+/g)].flatMap((match) =>
    urlParts(match[0]).map((part) => ({ ...part, start: match.index + part.start, end: match.index + part.end })),
  );
}
