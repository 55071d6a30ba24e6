/* oxlint-disable no-misleading-character-class -- each of these characters is meant alone */
import type { Evidence, Surface } from '../content-finding.ts';
import { hiddenBytes, hiddenTags, zeroWidthBits } from './revealed.ts';

/** What a server says of itself is short and written to be read: there, any character nobody sees is out of place. */
const written: ReadonlySet<Surface> = new Set(['tool', 'prompt', 'instructions']);
const most = 50;

/**
 * Finds characters that nobody sees: text in tag characters, bytes in variation selectors, bits in zero-width characters,
 * and single ones that break up words. Emoji, flags and the joiners of Arabic, Persian and Indic spelling are left alone.
 */
export function findHiddenCharacters(text: string, surface: Surface): readonly Evidence[] {
  const found: Evidence[] = [];
  let hard = 0;
  let hyphens = 0;
  for (const match of text.matchAll(unseenRuns)) {
    const evidence = judge(text, match[0], match.index, surface);
    if (evidence !== null && (evidence.tier === 'hard' || hyphens < most)) {
      found.push(evidence);
      hard += evidence.tier === 'hard' ? 1 : 0;
      hyphens += evidence.tier === 'hard' ? 0 : 1;
      if (hard >= most) {
        break;
      }
    }
  }
  return [...withoutLoneHyphens(found, text), ...findSpread(text)];
}

/** Runs of characters that show nothing, with the black flag that may stand before tags. */
const unseenRuns =
  /[\u00AD\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u034F\u2060-\u2064\u206A-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}\uE000-\uF8FF]+/gu;

/** A country in two letters and a part of it, as in the flags of Scotland and Texas: too short to say anything else. */
const flagTags = /^[\u{E0061}-\u{E007A}]{2}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,3}\u{E007F}/u;
const joinsLetters =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Thai}\p{Script=Lao}\p{Script=Hebrew}\p{Script=Thaana}]/u;
const picture = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\uFE0F\u20E3]/u;
const plain = /[A-Za-z0-9_]/;
const loneJoiner = /^[\u200B-\u200D\u2060\uFEFF\u00AD]$/;

function judge(text: string, run: string, at: number, surface: Surface): Evidence | null {
  // A single one behind a blank or a letter of another script says nothing in output: mails and Persian hold thousands.
  if (!written.has(surface) && loneJoiner.test(run) && !plain.test(text.charAt(at - 1))) {
    return null;
  }
  const end = at + run.length;
  const before = lastCharacter(text, at);
  const after = String.fromCodePoint(text.codePointAt(end) ?? 32);
  const isWritten = written.has(surface);
  const span = { start: at, end };
  const hard = (severity: 'high' | 'medium', revealed?: string): Evidence => ({
    rule: 'hidden-characters',
    tier: 'hard',
    severity,
    confidence: severity === 'high' ? 'certain' : 'likely',
    span,
    ...(revealed === undefined ? {} : { revealed }),
  });

  if (/[\u{E0000}-\u{E007F}]/u.test(run)) {
    const tags =
      before === '\u{1F3F4}' || /\u{1F3F4}\uFE0F?$/u.test(text.slice(Math.max(0, at - 3), at))
        ? run.replace(flagTags, '')
        : run;
    if (tags === '') {
      return null;
    }
    return hard('high', hiddenTags(tags));
  }
  if (/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u.test(run)) {
    const selectors = Array.from(run).filter((character) => /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u.test(character));
    if (selectors.length >= 3) {
      return hard('high', hiddenBytes(selectors));
    }
    const isOdd =
      selectors.some((selector) => (selector.codePointAt(0) ?? 0) > 0xffff) && !/\p{Script=Han}|\p{Sm}/u.test(before);
    return isOdd || (isWritten && plain.test(before) && after !== '\u20E3') ? hard('medium') : null;
  }
  const characters = Array.from(run);
  if (characters.every((character) => /[\uE000-\uF8FF]/u.test(character))) {
    // Icon fonts live here: in output they are everywhere, in what a server says of itself nobody can see them.
    return isWritten ? hard('medium') : null;
  }
  if (/^[\u200E\u200F]+$/.test(run)) {
    return null; // direction marks are judged with the direction
  }
  if (at === 0 && run === '\uFEFF') {
    return null;
  }
  if (characters.length >= 8 || (characters.length >= longestHonestMix && new Set(characters).size > 1)) {
    return hard('high', zeroWidthBits(characters));
  }
  if (joinsLetters.test(before) || joinsLetters.test(after) || picture.test(before) || picture.test(after)) {
    return null;
  }
  if (plain.test(before) && plain.test(after)) {
    if (!isWritten && (keepsApart(run, before, after) || (run === '\u200B' && mayBreakThere(text, at)))) {
      return null;
    }
    return run === '\u00AD' ? { ...hard('medium'), tier: 'soft' } : hard('medium');
  }
  if (/[\u3164\uFFA0\u115F\u1160]/.test(run) && !/[\u1100-\u11FF\uAC00-\uD7AF]/.test(before)) {
    return isWritten ? hard('medium') : null;
  }
  // A joiner has nothing to join here, except where a Latin word stands in a line of Persian, or mails fill up with blanks.
  if (
    /^[\u200C\u200D]+$/.test(run) &&
    /[A-Za-z]/.test(before) &&
    after !== '\u00A0' &&
    !joinsLetters.test(lineAround(text, at))
  ) {
    return hard('medium');
  }
  return isWritten && !/^(?:\u00AD|\uFEFF|\u2800)+$/.test(run) ? hard('medium') : null;
}

const longestLine = 400;

function lineAround(text: string, at: number): string {
  const front = text.slice(Math.max(0, at - longestLine), at);
  return front.slice(front.lastIndexOf('\n') + 1) + (text.slice(at, at + longestLine).split('\n', 1)[0] ?? '');
}

/** Mails and typists put two or three kinds beside each other. */
const longestHonestMix = 6;

/** What keeps letters of German words from running together. */
function keepsApart(run: string, before: string, after: string): boolean {
  return run === '\u200C' && before === 'f' && /[bfhijklt]/.test(after);
}

const longestName = 64;
const reachOfNames = 4000;

/** Where a long name may break on a page: `node_modules`, `getUserName`. The same name beside it without the break would be another one. */
function mayBreakThere(text: string, at: number): boolean {
  const front = /\w*$/.exec(text.slice(Math.max(0, at - longestName), at))?.[0] ?? '';
  const rest = /^[\w\u200B]*/.exec(text.slice(at, at + longestName))?.[0].replaceAll('\u200B', '') ?? '';
  const isBorder = front.endsWith('_') || (/[a-z]$/.test(front) && /^[A-Z]/.test(rest));
  return isBorder && !text.slice(Math.max(0, at - reachOfNames), at + reachOfNames).includes(front + rest);
}

/** Bits and bytes that are spread over a text, one or two behind each letter, where no run of them is long. */
function findSpread(text: string): readonly Evidence[] {
  const joiners = [...text.matchAll(/[\u200B-\u200D\u2060-\u2064\uFEFF]/g)];
  const said = joiners.length < 40 ? '' : zeroWidthBits(joiners.slice(0, 4000).map(([character]) => character));
  const selectors = [...text.matchAll(/(?<=[A-Za-z])[\uFE00-\uFE0F]/g)];
  const [first, last, revealed] = saysSomething(said)
    ? [joiners[0], joiners.at(-1), said]
    : [selectors.length < 6 ? undefined : selectors[0], selectors.at(-1), undefined];
  if (first === undefined || last === undefined) {
    return [];
  }
  return [
    {
      rule: 'hidden-characters',
      tier: 'hard',
      severity: 'high',
      confidence: 'likely',
      span: { start: first.index, end: last.index + 1 },
      ...(revealed === undefined ? {} : { revealed }),
    },
  ];
}

/** Padding decodes to the same few letters again and again. */
function saysSomething(said: string): boolean {
  return /[A-Za-z]{2}/.test(said) && new Set(said).size >= 4;
}

function lastCharacter(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text.slice(Math.max(0, at - 1), at);
}

/** One letter, or two without a vowel: no word breaks there. */
function isNoSyllable(piece: string): boolean {
  return piece.length <= 1 || (piece.length === 2 && !/[aeiouy\u00C0-\u024F]/i.test(piece));
}

/** A soft hyphen shows where a long word may break; between every few letters it cuts words up for filters. */
function withoutLoneHyphens(found: readonly Evidence[], text: string): readonly Evidence[] {
  const soft = found.filter(({ tier }) => tier === 'soft');
  const close = soft.filter(({ span }, index) => {
    const next = soft[index + 1];
    return next !== undefined && isNoSyllable(text.slice(span.end, next.span.start));
  });
  const isCutUp = close.length >= 3;
  const [first] = soft;
  const rest = found.filter(({ tier }) => tier !== 'soft');
  return isCutUp && first !== undefined
    ? [
        ...rest,
        {
          ...first,
          tier: 'hard',
          span: { start: first.span.start, end: soft.at(-1)?.span.end ?? first.span.end },
          revealed: text.slice(Math.max(0, first.span.start - 40), first.span.start + 400).replaceAll('\u00AD', ''),
        },
      ]
    : rest;
}
