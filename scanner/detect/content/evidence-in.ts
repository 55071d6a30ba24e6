import { findSecrets } from '../secrets/find-secrets.ts';
import { askedFor } from './asked-for.ts';
import { describedActs } from './acts/described-acts.ts';
import { findActs } from './acts/find-acts.ts';
import type { Evidence, Span, Surface } from './content-finding.ts';
import type { Detectors } from './detectors.ts';
import { findEncoded } from './find-encoded.ts';
import { findPhrases } from './find-phrases.ts';
import { findBidiReordering } from './hidden/bidi-reordering.ts';
import { findHiddenCharacters } from './hidden/hidden-characters.ts';
import { findHiddenMarkup } from './hidden/hidden-markup.ts';
import { findLookAlikeLetters } from './hidden/look-alike-letters.ts';
import { findPushedOutOfView } from './hidden/pushed-out-of-view.ts';
import { findTerminalEscapes } from './hidden/terminal-escapes.ts';
import { findOrdersInOtherScripts } from './phrases/other-scripts.ts';
import { plainSpelling, type PlainText } from './plain-spelling.ts';
import { withLineEnds } from './line-ends.ts';
import { knownEvidence, secretEvidence } from './secret-evidence.ts';
import { survey } from './survey.ts';
import { findTakenOut } from './taken-out.ts';
import { withoutRepeats } from './without-repeats.ts';

/** All evidence in one text, in the order of the detectors. Linear in the length of the text. */
export function evidenceIn(surface: Surface, text: string, detectors: Detectors): readonly Evidence[] {
  const seen = survey(text);
  const plain = seen.hasNonAscii || seen.hasControls ? plainSpelling(text) : null;
  const lines = inLines(surface, text);
  const orders = plain === null ? ordersInPlain(surface, lines) : ordersIn(surface, text, plain);
  const lists = [
    seen.hasNonAscii ? findHiddenCharacters(text, surface) : none,
    seen.hasNonAscii ? findBidiReordering(text, surface) : none,
    seen.hasNonAscii ? findLookAlikeLetters(text, surface) : none,
    seen.hasControls ? findTerminalEscapes(text, surface) : none,
    findPushedOutOfView(text, surface, seen),
    orders,
    // The letter of a line end that is written out would count to the words behind it.
    findEncoded(lines, surface, lines === text ? seen : survey(lines), detectors),
    findHiddenMarkup(text, surface, orders),
    secretsIn(text, plain, detectors),
    surface === 'argument' && seen.hasNonAscii ? findTakenOut(text) : none,
    asked(surface, text, plain, detectors),
  ];
  return lists.some(isFilled) ? lists.flat() : none;
}

const none: readonly Evidence[] = [];

function isFilled({ length }: readonly unknown[]): boolean {
  return length > 0;
}

/** Results bring texts in which line ends are written out. */
function inLines(surface: Surface, text: string): string {
  return surface === 'result' ? withLineEnds(text) : text;
}

/** Wordings of attack, and acts that a server has no reason to speak of. */
function ordersInPlain(surface: Surface, text: string): readonly Evidence[] {
  const isDescribed = surface !== 'result' && surface !== 'argument';
  const phrases = findPhrases(text, surface);
  return isDescribed ? withoutRepeats([...phrases, ...findActs(text, describedActs)]) : phrases;
}

/** The same, looked for in the plain spelling. */
function ordersIn(surface: Surface, text: string, plain: PlainText): readonly Evidence[] {
  const orders = ordersInPlain(surface, inLines(surface, plain.text));
  const found = [...orders, ...findOrdersInOtherScripts(plain.text, surface)];
  // The plain spelling takes words of Cyrillic or Greek letters for Latin ones where they look alike.
  const asWritten = findOrdersInOtherScripts(text, surface);
  const inPlain = found.map((piece): Evidence => {
    const revealed = plain.text.slice(piece.span.start, Math.min(piece.span.end, piece.span.start + 400));
    const span = inOriginal(plain, piece.span);
    return text.slice(span.start, span.start + revealed.length) === revealed
      ? { ...piece, span }
      : { ...piece, span, revealed };
  });
  return withoutRepeats([...inPlain, ...asWritten]);
}

/** Credentials, also those that characters nobody sees break up. */
function secretsIn(text: string, plain: PlainText | null, { knownValues }: Detectors): readonly Evidence[] {
  const known = knownValues === null ? [] : knownValues.spansIn(text).map(knownEvidence);
  if (plain === null) {
    const credentials = findSecrets(text);
    return credentials.length === 0 ? known : [...known, ...credentials.map(secretEvidence)];
  }
  const knownInPlain = (knownValues?.spansIn(plain.text) ?? [])
    .map((span) => inOriginal(plain, span))
    .filter(({ start }) => known.every(({ span }) => span.start !== start));
  return [
    ...known,
    ...knownInPlain.map(knownEvidence),
    ...findSecrets(plain.text).map((hit) => ({ ...secretEvidence(hit), span: inOriginal(plain, hit) })),
  ];
}

/** The passage of the original: what nobody sees in front of it is left out, what stands inside belongs to it. */
function inOriginal({ origin }: PlainText, { start, end }: Span): Span {
  return { start: origin(start), end: end > start ? origin(end - 1) + 1 : origin(end) };
}

/** What settings ask for, also where characters that nobody sees break it up. */
function asked(surface: Surface, text: string, plain: PlainText | null, detectors: Detectors): readonly Evidence[] {
  const found = askedFor(surface, text, detectors);
  if (plain === null) {
    return found;
  }
  const places = new Set(found.map(placeOf));
  const inPlain = askedFor(surface, plain.text, detectors).map((one) => ({
    ...one,
    span: inOriginal(plain, one.span),
  }));
  return [...found, ...inPlain.filter((one) => !places.has(placeOf(one)))];
}

function placeOf({ span, detail }: Evidence): string {
  return `${span.start} ${detail ?? ''}`;
}
