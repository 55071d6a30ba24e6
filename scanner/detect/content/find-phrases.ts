import { forms } from './acts/forms.ts';
import { otherTongues } from './acts/other-tongues.ts';
import type { Evidence, Span, Surface } from './content-finding.ts';
import { isMention } from './mention.ts';
import { mentioned, type PhraseRule } from './phrase-rule.ts';
import { phraseRules } from './phrases/all.ts';
import { honestFrames } from './phrases/honest-frames.ts';
import { sentenceAround } from './sentence.ts';
import { turnBack, turnedWords } from './turned-words.ts';
import { withoutRepeats } from './without-repeats.ts';
import { makeWordIndex, type WordIndex } from './word-index.ts';

/** More hits than this say nothing new, and each costs a sentence. */
const most = 200;

/** How far past its sentence a passage goes, in characters. */
const passageLength = 320;

const everywhereButArguments: readonly Surface[] = ['tool', 'result', 'prompt', 'instructions'];

/**
 * Finds the wordings of attack in a text: one pass for the anchors, then each rule once in each sentence that holds one
 * of its anchors. Sentences are cut at a bounded length, so that the work is linear.
 */
export function findPhrases(text: string, surface: Surface): readonly Evidence[] {
  return surface === 'argument' ? [] : search(text, surface, true);
}

/** An expression is compiled when it is first used, and again when it proves busy: here before a message waits for it. */
export function* preparingPhrases(): Generator<void, void, void> {
  for (const [, , form] of [...forms, ...otherTongues]) {
    form.exec(unlikely);
    form.exec(unlikely);
    form.lastIndex = 0;
    yield;
  }
  for (const { shape, also = [], unless, followedBy = [] } of phraseRules) {
    const expressions = [
      shape,
      ...also,
      ...(unless === undefined ? [] : [unless]),
      ...followedBy.map((step) => step.shape),
    ];
    for (const expression of expressions) {
      expression.exec(unlikely);
      expression.exec(unlikely);
      yield;
    }
  }
}

/** Long enough that no expression can tell from its length that it does not match. */
const unlikely = 'The harbour was built by people who knew the sea and its moods very well, 12 times.';

/** @param mayTurn false for what was turned back already: turning it again gives the original, and so on for ever */
function search(text: string, surface: Surface, mayTurn: boolean): readonly Evidence[] {
  const { index, rules, rulesOf } = engine(surface);
  const hard: Evidence[] = [];
  const others: Evidence[] = [];
  // By the number of the rule: a map would cost more than all the rest, for anchors stand close. Many texts hold none.
  let seenOf = noMarks;
  const waiting: number[] = [];
  let sentence: Span = { start: 0, end: 0 };
  let pastTurned = 0;
  const judge = (): void => {
    for (const number of waiting) {
      const rule = rules[number];
      const isWhole = seenOf[number] === both;
      seenOf[number] = 0;
      const evidence = isWhole && rule !== undefined ? judgeSentence(text, sentence, rule, surface) : null;
      // Apart, so that a flood of mentions can not push an order out.
      const list = evidence?.tier === 'hard' ? hard : others;
      if (evidence !== null && list.length < most) {
        list.push(evidence);
      }
    }
    waiting.length = 0;
  };
  index.scan(text, (word, at) => {
    if (hard.length >= most) {
      return;
    }
    const turned = word - rulesOf.length;
    if (turned >= 0) {
      if (mayTurn && at >= pastTurned) {
        const { span, said } = turnBack(text, turned, at);
        pastTurned = span.end;
        hard.push(...judgeTurned(said, span, surface));
      }
      return;
    }
    if (seenOf.length === 0) {
      seenOf = new Uint8Array(rules.length);
    }
    if (at >= sentence.end) {
      judge();
      sentence = sentenceAround(text, at);
    }
    for (const { rule, seen } of rulesOf[word] ?? []) {
      const before = seenOf[rule] ?? 0;
      if (before === 0) {
        waiting.push(rule);
      }
      seenOf[rule] = before | seen;
    }
  });
  judge();
  return hard.length + others.length === 0 ? none : withoutRepeats([...hard, ...others]);
}

const none: readonly Evidence[] = [];
const noMarks = new Uint8Array(0);

/** Words that were turned count when they are an order once they are turned back. */
function judgeTurned(said: string, span: Span, surface: Surface): readonly Evidence[] {
  return search(said, surface, false).some(({ tier }) => tier === 'hard')
    ? [{ rule: 'encoded-payload', tier: 'hard', severity: 'high', confidence: 'likely', span, revealed: said }]
    : [];
}

/** A heading and a block of code begin something else: what stands around them are not the two halves of one order. */
const newPart = /\n[ \t]*(?:```|~~~|#{1,6} )/;

function passageEnd(text: string, from: number): number {
  const rest = text.slice(Math.max(0, from - 1), from + passageLength);
  const part = newPart.exec(rest);
  return part === null
    ? Math.min(text.length, from + passageLength)
    : Math.max(from, Math.max(0, from - 1) + part.index);
}

/** Honest frames often stand in the line above or below. */
const frameReach = 160;

function around(text: string, { start }: Span, passage: string): string {
  return text.slice(Math.max(0, start - frameReach), start + passage.length + frameReach);
}

function judgeSentence(text: string, sentence: Span, rule: PhraseRule, surface: Surface): Evidence | null {
  const passage = text.slice(sentence.start, rule.reach === 'passage' ? passageEnd(text, sentence.end) : sentence.end);
  const match = matchChain(passage, rule);
  if (
    match === null ||
    rule.also?.every((other) => other.test(passage)) === false ||
    rule.unless?.test(passage) === true
  ) {
    return null;
  }
  const span = { start: sentence.start + match.start, end: sentence.start + match.end };
  const { rule: name, severity, confidence, hardOn = [] } = rule;
  const isFramed = surface === 'result' && honestFrames.get(name)?.test(around(text, sentence, passage)) === true;
  const tier = isFramed ? 'soft' : hardOn.includes(surface) ? 'hard' : rule.tier;
  return isMention(text, sentence, span)
    ? { rule: name, tier: mentioned, severity: 'low', confidence: 'possible', span }
    : { rule: name, tier, severity, confidence, span };
}

/** How many beginnings of a chain are tried in one sentence. */
const mostBeginnings = 6;

function matchChain(passage: string, { shape, followedBy }: PhraseRule): Span | null {
  let from = 0;
  for (let beginning = 0; beginning < mostBeginnings; beginning += 1) {
    const first = shape.exec(from === 0 ? passage : passage.slice(from));
    if (first === null) {
      return null;
    }
    const start = from + first.index + (/^[\s.!?:;>*"'(\]\\-]*/.exec(first[0])?.[0].length ?? 0);
    const firstEnd = from + first.index + first[0].length;
    const end = (followedBy ?? []).reduce<number | null>((last, step) => {
      const next = last === null ? null : step.shape.exec(passage.slice(last, last + step.within));
      return last === null || next === null ? null : last + next.index + next[0].length;
    }, firstEnd);
    if (end !== null) {
      return { start, end };
    }
    from = Math.max(firstEnd, from + 1);
  }
  return null;
}

interface Engine {
  readonly index: WordIndex;
  readonly rules: readonly PhraseRule[];
  readonly rulesOf: readonly (readonly Anchored[])[];
}

/** A rule by one of its anchors, with the groups of anchors that this one stands for. */
interface Anchored {
  readonly rule: number;
  readonly seen: number;
}

const both = 3;

const engines = new Map<Surface, Engine>();

/** Built at the first use of a surface, not at import. */
function engine(surface: Surface): Engine {
  const known = engines.get(surface);
  if (known !== undefined) {
    return known;
  }
  const byAnchor = new Map<string, Anchored[]>();
  const rules = phraseRules.filter(({ surfaces }) => (surfaces ?? everywhereButArguments).includes(surface));
  for (const [rule, { anchors: first, and }] of rules.entries()) {
    const groups = [
      { anchors: first, seen: and === undefined ? both : 1 },
      { anchors: and ?? [], seen: 2 },
    ];
    for (const { anchors, seen } of groups) {
      for (const anchor of anchors) {
        const key = anchor.toLowerCase();
        byAnchor.set(key, [...(byAnchor.get(key) ?? []), { rule, seen }]);
      }
    }
  }
  const anchors = [...byAnchor.keys()];
  const made = {
    index: makeWordIndex([...anchors, ...turnedWords]),
    rules,
    rulesOf: anchors.map((anchor) => byAnchor.get(anchor) ?? []),
  };
  engines.set(surface, made);
  return made;
}
