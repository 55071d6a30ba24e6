import { beginsWord } from './characters.ts';
import { isFiller } from './placeholder.ts';
import { looksRandom } from './randomness.ts';
import type { Reader } from './rule.ts';

const id = /A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9])/y;
const secret = /(?<![\w+/=-])[A-Za-z0-9+/]{40}(?![\w+/=-])/;
const reach = 160;

/** Reads the secret that stands behind its access key id, whatever is between: a comma, a colon, a column. Anchors: `AKIA`, `ASIA`. */
export const readAwsSecretBeside: Reader = (text, at) => {
  id.lastIndex = at;
  if (!beginsWord(text, at) || !id.test(text)) {
    return null;
  }
  const found = secret.exec(text.slice(id.lastIndex, id.lastIndex + reach));
  if (found === null || !/[a-z]/.test(found[0]) || !/[G-Z]/.test(found[0]) || isFiller(found[0])) {
    return null;
  }
  const start = id.lastIndex + found.index;
  return looksRandom(found[0], 40)
    ? { kind: 'aws-secret-access-key', start, end: start + found[0].length, confidence: 'likely' }
    : null;
};
