/** Forms that no rule of endings leads back. */
const irregular: Readonly<Record<string, string>> = {
  taken: 'take', took: 'take', sent: 'send', given: 'give', gave: 'give', told: 'tell', kept: 'keep', hidden: 'hide', written: 'write', wrote: 'write', shown: 'show', made: 'make', brought: 'bring', held: 'hold', paid: 'pay', spoken: 'speak', chosen: 'choose', forgotten: 'forget', overridden: 'override', withdrawn: 'withdraw', overwritten: 'overwrite', rewritten: 'rewrite', ran: 'run', found: 'find', said: 'say', got: 'get', gotten: 'get', misled: 'mislead', fed: 'feed', slipped: 'slip', bought: 'buy', left: 'leave',
}; // prettier-ignore

/** Whether a form is the participle of an irregular verb. */
export function isIrregular(word: string): boolean {
  return Object.hasOwn(irregular, word.toLowerCase());
}

/** Texts use the same words again and again; the bound keeps a flood of made-up ones out of memory. */
const mostKnown = 4096;
const stems = new Map<string, string>();

/** The word without its endings of number, person and tense, in lower case: rough, and the same for texts and for the lexicon. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) {
    return known;
  }
  const bare = withoutEndings(word);
  if (stems.size < mostKnown) {
    stems.set(word, bare);
  }
  return bare;
}

function withoutEndings(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s?$/, '');
  const base = Object.hasOwn(irregular, lower) ? (irregular[lower] ?? lower) : lower;
  if (base.length <= 3) {
    return base;
  }
  const bare = base
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x|zz)es$/, '$1')
    .replace(/([^su])s$/, '$1')
    .replace(/(..[^aeiou])(?:ied)$/, '$1y')
    .replace(/(.[a-z]{2,})(?:ing|ed)$/, '$1');
  const single = bare.replace(/([bdgmnprt])\1$/, '$1');
  return single.length > 3 ? single.replace(/e$/, '') : single;
}
