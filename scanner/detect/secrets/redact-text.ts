import { assignedValues } from './assigned-values.ts';
import { findSecrets } from './find-secrets.ts';
import { randomWords } from './random-words.ts';
import { replaceHits } from './replace-hits.ts';
import type { SecretHit } from './rule.ts';
import { urlParts } from './url-parts.ts';

/** A text as it may be shown. Hides too much rather than too little: values of telling names, parts of URLs, long random words. */
export function redactText(text: string): string {
  return replaceHits(text, [...findSecrets(text), ...assignedValues(text), ...partsOfUrls(text), ...randomWords(text)]);
}

function partsOfUrls(text: string): readonly SecretHit[] {
  return [...text.matchAll(/[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s"'<>`\\]+/g)].flatMap((match) =>
    urlParts(match[0]).map((part) => ({ ...part, start: match.index + part.start, end: match.index + part.end })),
  );
}
