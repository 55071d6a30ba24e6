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

/** Plain comparisons: expressions would have to be compiled at a start, before the first message is read. */
function withoutEndings(word: string): string {
  const lower = withoutPossessive(word.toLowerCase());
  const base = Object.hasOwn(irregular, lower) ? (irregular[lower] ?? lower) : lower;
  if (base.length <= 3) {
    return base;
  }
  const single = withoutDouble(withoutTense(withoutPlural(base)));
  return single.length > 3 && single.endsWith('e') ? single.slice(0, -1) : single;
}

function withoutPossessive(word: string): string {
  const mark = Math.max(word.lastIndexOf("'"), word.lastIndexOf('\u2019'));
  const rest = word.length - mark;
  return mark >= 0 && (rest === 1 || (rest === 2 && word.endsWith('s'))) ? word.slice(0, mark) : word;
}

function withoutPlural(word: string): string {
  if (word.endsWith('ies')) {
    return `${word.slice(0, -3)}y`;
  }
  if (['sses', 'shes', 'ches', 'xes', 'zzes'].some((ending) => word.endsWith(ending))) {
    return word.slice(0, -2);
  }
  return word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') ? word.slice(0, -1) : word;
}

function withoutTense(word: string): string {
  if (word.endsWith('ied') && word.length > 5) {
    return `${word.slice(0, -3)}y`;
  }
  const bare = word.endsWith('ing') ? word.slice(0, -3) : word.endsWith('ed') ? word.slice(0, -2) : word;
  return bare.length >= 3 ? bare : word;
}

function withoutDouble(word: string): string {
  const last = word.at(-1) ?? '';
  return 'bdgmnprt'.includes(last) && word.at(-2) === last ? word.slice(0, -1) : word;
}
