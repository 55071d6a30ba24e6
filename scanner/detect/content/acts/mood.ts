import { isIrregular } from './stem.ts';
import type { Word } from './words.ts';

/** As an order; as something that is or may be done, or is no act at all; as something that is not or must not be done. */
export type Mood = 'order' | 'told' | 'denied';

const negators = new Set(['not', 'never', 'without', 'no', 'cannot', 'nor', 'neither', 'avoid', 'refrain', 'unnecessary', 'dont', "don't", 'needn', 'mustn']); // prettier-ignore
const nouns = new Set(['a', 'an', 'the', 'this', 'that', 'these', 'those', 'your', 'its', 'their', 'his', 'her', 'our', 'my', 'of', 'for', 'in', 'on', 'from', 'with', 'by', 'per', 'as', 'no', 'some', 'which', 'who', 'what', 'about', 'after', 'before', 'than', "user's", 'new', 'full']); // prettier-ignore
const may = new Set(['can', 'may', 'might', 'could', 'would', 'will', 'does', 'did', 'do', 'optionally', 'helps', 'lets', 'allows']); // prettier-ignore
const must = new Set(['must', 'should', 'shall', 'please', 'kindly', 'you', 'then', 'always', 'first', 'also', 'just', 'simply', 'immediately', 'instead', "let's", 'afterwards', 'now', 'additionally', 'only', 'again', 'and', 'or', 'but', 'next', 'otherwise', 'rather', 'therefore', 'hence', 'so', 'thus']); // prettier-ignore
const obliges = new Set(['have', 'has', 'need', 'needs', 'required', 'obliged', 'asked', 'told', 'expected', 'supposed', 'want', 'wants', 'ordered', 'instructed', 'requested', 'is', 'are', 'be', 'ought', 'going', 'sure', 'remember', 'has', 'having', 'commit', 'committed', 'advised', 'invited', 'likes', 'best', 'important', 'essential', 'necessary', 'crucial', 'duty', 'forget', 'needed', 'job', 'task', 'free', 'authorized', 'authorised']); // prettier-ignore
const speaksToModel = /^(?:assistants?|agents?|models?|llms?|ais?|bots?|you)$/i;

/** In words. */
const longestLabel = 7;

/** How many words in front may turn an act around. */
const reach = 4;

const speaksUp = new Set(['you', 'must', 'should', 'shall', 'please', 'kindly', 'has', 'have', 'need', 'needs', 'assistant', 'agent', 'model', 'ai', 'llm', 'always', 'never', 'before', 'first', 'when', 'whenever', 'after']); // prettier-ignore

/** In the first sentence of a description, where `Get the mail` says what the tool does: an order needs to be put as one. */
export function moodInSelfDescription(words: readonly Word[], at: number): Mood {
  const mood = moodOf(words, at);
  const isPutAsOrder = words.slice(Math.max(0, at - 12), at).some(({ text }) => speaksUp.has(text.toLowerCase()));
  return mood === 'order' && !isPutAsOrder ? 'told' : mood;
}

/** How the word is spoken of, were it an act. */
export function moodOf(words: readonly Word[], at: number): Mood {
  const word = words[at];
  if (word === undefined) {
    return 'told';
  }
  if (isInLabel(words, at)) {
    return 'told';
  }
  const before = clauseBefore(words, at);
  if (/ing$/i.test(word.text) && before.slice(-2).some(({ text }) => /^(?:is|are)$/i.test(text))) {
    return 'told';
  }
  // `is to be sent`, whatever stands in between.
  if (isParticiple(word.text) && isOwed(before)) {
    return 'order';
  }
  if (isParticiple(word.text) && before.slice(-3).some(({ text }) => /^(?:is|are|was|were)$/i.test(text))) {
    return before.some(({ text }) => /^(?:sure|ensure|requires?|required|demands?|insists?|expects?)$/i.test(text))
      ? 'order'
      : 'told';
  }
  const denial = before.slice(-reach).findLastIndex((_, index, near) => denies(near, index));
  if (denial >= 0) {
    return isTakenBack(before, before.length - Math.min(reach, before.length) + denial) ||
      isNounAfterNot(before, word) ||
      isContrast(before, word)
      ? 'told'
      : 'denied';
  }
  // Nouns, also where they begin the clause.
  if (/(?:[at]tion|ission|approval|clearance)$/i.test(word.text) || isSubject(words[at + 1])) {
    return 'told';
  }
  const last = before.findLast(({ text }) => !/ly$/i.test(text));
  const lead = last?.text.toLowerCase() ?? '';
  const lower = word.text.toLowerCase();
  if (/[^s]s$/.test(lower)) {
    return before.slice(-3).some(({ text }) => speaksToModel.test(text)) && !nouns.has(lead) ? 'order' : 'told';
  }
  if (isParticiple(lower) && /^(?:be|been|being|get)$/.test(lead)) {
    return before.slice(-3).some(({ text }) => /^(?:must|should|shall|to)$/i.test(text)) ? 'order' : 'told';
  }
  if ((/..(?:ed|ing)$/.test(lower) || isIrregular(lower)) && !/^(?:feed|embed|need|bring)$/.test(lower)) {
    return 'told';
  }
  if (last === undefined || must.has(lead)) {
    return 'order';
  }
  if (lead === 'could' && before.some(({ text }) => /^(?:if|you|please)$/i.test(text))) {
    return 'order';
  }
  if (nouns.has(lead) || may.has(lead)) {
    return 'told';
  }
  if (lead === 'to') {
    return before.at(-2)?.text.toLowerCase() === 'you' ||
      before.slice(-5).some(({ text }) => obliges.has(text.toLowerCase()))
      ? 'order'
      : 'told';
  }
  // `Agents: do`, `the assistant do`: whoever is spoken to stands in front.
  return speaksToModel.test(lead) ? 'order' : 'told';
}

/** `not`, `never`, `n't`; `instead of` and `rather than`, while a bare `instead` says what to do. */
function denies(words: readonly Word[], at: number): boolean {
  const word = words[at]?.text ?? '';
  const next = words[at + 1]?.text ?? '';
  return (
    negators.has(word.toLowerCase()) ||
    /n['’]t$/i.test(word) ||
    (/^instead$/i.test(word) && /^of$/i.test(next)) ||
    (/^rather$/i.test(word) && /^than$/i.test(next))
  );
}

/** `never go on without asking` asks. */
function isTakenBack(before: readonly Word[], denial: number): boolean {
  return (
    /^without$/i.test(before[denial]?.text ?? '') &&
    before
      .slice(0, denial)
      .some((_, index, front) => denies(front, index) && !/^without$/i.test(front[index]?.text ?? ''))
  );
}

/** `the route will arrive`: what is to do something is a thing. */
function isSubject(next: Word | undefined): boolean {
  return next !== undefined && !next.beginsClause && /^(?:will|would|can|could|may|might)$/i.test(next.text);
}

/** `as a table instead of showing the lines` says in which form to show. */
function isContrast(before: readonly Word[], { text }: Word): boolean {
  return /^show/i.test(text) && /^(?:of|than)$/i.test(before.at(-1)?.text ?? '');
}

/** After `not` an act stands in its bare form: `not reports` are things. */
function isNounAfterNot(before: readonly Word[], { text }: Word): boolean {
  return /[^s]s$/i.test(text) && before.slice(-reach).some((word) => /^not$/i.test(word.text));
}

/** `Download Folder Path: where to put it`: a label in capitals, as in a list of parameters. */
function isInLabel(words: readonly Word[], at: number): boolean {
  for (let index = at; index < at + longestLabel; index += 1) {
    const word = words[index];
    const isOther = word === undefined || !/^(?:[A-Z\d]|(?:an?|and|by|for|from|in|of|on|or|the|to)$)/.test(word.text);
    if (isOther || (index > at && word.beginsClause)) {
      return false;
    }
    if (word.endsLabel) {
      return index > at;
    }
  }
  return false;
}

/** Whether the clause says that something is to be, has to be, or wants to be. */
function isOwed(before: readonly Word[]): boolean {
  const [owes, to, be] = before.filter(({ text }) => !/ly$/i.test(text)).slice(-3);
  return be?.text === 'be' && to?.text === 'to' && /^(?:is|are|has|have|needs?|wants?|ought)$/i.test(owes?.text ?? '');
}

function isParticiple(word: string): boolean {
  return /..ed$|^put$/i.test(word) || isIrregular(word);
}

/** The words of the clause in front of a word. */
function clauseBefore(words: readonly Word[], at: number): readonly Word[] {
  let from = at;
  while (from > 0 && words[from]?.beginsClause === false && at - from < 12) {
    from -= 1;
  }
  return words.slice(from, at);
}
