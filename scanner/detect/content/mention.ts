import type { Span } from './content-finding.ts';
import { memberAround } from './json-member.ts';

/** Words of people who write about attacks, tests and defences. */
const aboutAttacks =
  /inject|jailbreak|attack|malicious|adversar|red[ -]?team|vulnerab|detect|scanner|guardrail|phrase|pattern|example|sample|fixture|snapshot|unit test|regression test|test (?:case|data|fixture)|assert|benchmark|dataset|corpus|analy[sz]|classif|awareness|lesson|quiz|workshop|training|article|blog|paper|research|document|discuss|explain|defen[cs]e|mitigat|false positive|owasp|ncsc|guidance|guide|threat|suspicious|risky|unsafe|untrusted|transcript|post-?mortem|evidence|release notes|changelog|tutorial|literal|illustrat|quot|such as|e\.g\.|payload|exploit|poison/i;

/** A lead that turns the words behind it into an object of talk. */
const lead =
  /(?:such as|e\.g\.,?|for example,?|phrases? like|prompts? like|strings? like|attacks? (?:say|says|like|include|that say|contain\w*)|(?:prompts?|requests?|messages?|inputs?|texts?|users?|attackers?|attempts?|strings?|instructions?|commands?) (?:that|which|who)(?: \w+){0,3}|(?:attempts?|tries|trying|attempting|asking|asks|ask|instruct\w*|telling|tells|tricks?|convinces?|persuades?|causes?|forces?|manipulates?|leads?)(?: (?:the|an?|it|its|llms?|ai|models?|agents?|assistants?|system|victim|them|your)){0,4} (?:to|into|that)|contain(?:s|ing)?|includes?|including|detects?|flags?|blocks?|blocking|catch(?:es)?|matches|the phrase|whether (?:a |an |the )?(?:prompt|message|text|input|user) \w+ the \w+ to|(?:sample|mock|expected|example|canned|training|illustrative|test|attack|malicious|adversarial|injection|payload|simulated|fake) ?(?:response|output|text|reply|string|prompt|payload|input|data|attack|phrase|content|result|description|message|injection|document|tool)?s? ?[:=]|can|could|may|might|would|not|never|to|by|of|via|from|how to) ?["'`“‘(]?$/i;

const plainVerbObject =
  /(?:prompt injection|injection|jailbreak|attack|malicious|adversar|poison|exploit|hijack|threat|vulnerab|detect|scan|block|flag|analy[sz]es|reports? the|guard|suspicious|fixture|mock|canned|expected output|sample response|training text|illustrative|payload|red[ -]?team)/i;

/**
 * Whether a passage is talked about and not said: quoted or led in as an example, in a text about attacks, tests or
 * defences. Quotation alone is not enough, since a page may well quote an order and mean it.
 */
export function isMention(text: string, sentence: Span, hit: Span): boolean {
  const member = memberAround(text, hit);
  return member === null
    ? isTalk(text, sentence, hit, sentence.start - 1)
    : isTalk(text, within(sentence, member), hit, member.start) ||
        namesAttacks.test(`${text.slice(sentence.start, member.start)} ${text.slice(member.end, sentence.end)}`);
}

/** What rows of test data and reports are labelled with. */
const namesAttacks = /inject|jailbreak|attack|malicious|adversar|red[ -]?team|poison/i;

function within(sentence: Span, member: Span): Span {
  return { start: Math.max(sentence.start, member.start), end: Math.min(sentence.end, member.end) };
}

/** @param firstMark where a quotation may begin */
function isTalk(text: string, sentence: Span, hit: Span, firstMark: number): boolean {
  const before = text.slice(Math.max(sentence.start, hit.start - 90), hit.start);
  const own = text.slice(sentence.start, sentence.end);
  if (/\b(?:instruct|order|ask|tell|command|want|direct|requir)\w*[^\w]+you[^\w]+to[^\w]*$/i.test(before)) {
    return false;
  }
  // What a model is made to do, told of it and not to it.
  if (
    /\b(?:models?|llms?|agents?|assistants?|ais?|systems?|bots?|them|it|they|attackers?|users?)(?: \w+ \w+ and| to| into| will| would| may| might| can| could)?[^\w]*$/i.test(
      before,
    ) &&
    !/[.!?:;]\s*$|(?:SYSTEM|ADMIN|AGENT|ASSISTANT)\W*$/.test(before) &&
    !/^(?:must|should|shall|please|has|have|need)/i.test(text.slice(hit.start, hit.end))
  ) {
    return true;
  }
  const outside = `${text.slice(sentence.start, hit.start)} ${text.slice(hit.end, sentence.end)}`;
  const around = text.slice(Math.max(0, sentence.start - 240), Math.min(text.length, sentence.end + 160));
  const page = text.slice(Math.max(0, sentence.start - 1200), Math.min(text.length, sentence.end + 800));
  if (isQuoted(text, hit, firstMark)) {
    return aboutAttacks.test(outside) || densityOf(around) >= 3 || densityOf(page) >= 4;
  }
  if (lead.test(before.trimEnd())) {
    return plainVerbObject.test(outside) || densityOf(around) >= 3;
  }
  // A row, a list or a heading in a text that is full of such words.
  return /^\s*(?:[|*#>-]|\d+\.|\/\/)/.test(own) && densityOf(around) >= 4;
}

const opens = new Set(['"', "'", '`', '“', '‘', '«', '„']);
const closes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '«': '»',
  '„': '“',
};

/** Whether quotation marks that open before the hit close behind it. */
function isQuoted(text: string, hit: Span, firstMark: number): boolean {
  const from = Math.max(firstMark, hit.start - 160, 0);
  for (let at = hit.start; at >= from; at -= 1) {
    const mark = text[at] ?? '';
    if (opens.has(mark) && !/\w/.test(text[at - 1] ?? ' ') && at < hit.end) {
      const close = closes[mark] ?? mark;
      const end = closing(text, close, Math.max(at + 1, hit.end - 2), hit.end + 200);
      if (end >= 0 && closing(text, close, at + 1, hit.start) < 0) {
        return true;
      }
    }
  }
  return false;
}

/** Where a quotation ends, or -1. An apostrophe inside a word ends none. */
function closing(text: string, close: string, from: number, to: number): number {
  for (let at = from; at < Math.min(to, text.length); at += 1) {
    if (text[at] === close && !(close === "'" && /\w/.test(text[at + 1] ?? ' '))) {
      return at;
    }
  }
  return -1;
}

/** How many different words about attacks stand in a passage. */
function densityOf(passage: string): number {
  return new Set(
    Array.from(
      passage.matchAll(
        /inject|jailbreak|attack|malicious|adversar|red[ -]?team|vulnerab|detect|scanner|guardrail|mitigat|owasp|threat|exploit|poison|llm|security|risk|defen[cs]e|sandbox|untrusted/gi,
      ),
      (match) => match[0].toLowerCase(),
    ),
  ).size;
}
