import type { Reader } from './rule.ts';

/** A name, and twelve to twenty-four words of three to eight letters, as BIP 39 has them. */
const phrase =
  /(?:mnemonic|seed[ _]phrase|recovery phrase)(?:[ _-]?\w{1,10})?\\{0,3}["'`]?\s{0,3}(?::=|[:=]|\bis\b)\s{0,4}\\{0,3}["'`]?((?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})(?![\w ,]*[a-z])/iy;

/** Phrases that documentation and test suites use begin so. */
const published = /^(?:test test|abandon abandon|legal winner thank|letter advice cage|zoo zoo|candy maple cake)/i;

/** Reads the words that open a wallet. Anchors: `mnemonic`, `seed phrase`, `recovery phrase`. */
export const readMnemonic: Reader = (text, at) => {
  phrase.lastIndex = at;
  const words = phrase.exec(text)?.[1];
  if (words === undefined || published.test(words) || new Set(words.split(/[ ,]+/)).size < 9) {
    return null;
  }
  const start = phrase.lastIndex - words.length;
  return { kind: 'wallet-mnemonic', start, end: phrase.lastIndex, confidence: 'likely' };
};
