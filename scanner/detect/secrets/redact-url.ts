import { findSecrets } from './find-secrets.ts';
import { randomWords } from './random-words.ts';
import { replaceHits } from './replace-hits.ts';
import { urlParts } from './url-parts.ts';

/** A URL as it may be shown: credentials, telling query values and path parts that look like tokens are taken out. */
export function redactUrl(url: string): string {
  return replaceHits(url, [...findSecrets(url), ...urlParts(url), ...randomWords(url)]);
}
