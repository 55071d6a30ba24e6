import { findSecrets } from '../secrets/find-secrets.ts';
import type { Evidence, Surface } from './content-finding.ts';
import type { Detectors } from './detectors.ts';
import { findEncodedOrders } from './encoded-orders.ts';
import { findPhrases } from './find-phrases.ts';
import { findBidiReordering } from './hidden/bidi-reordering.ts';
import { findHiddenCharacters } from './hidden/hidden-characters.ts';
import { findHiddenMarkup } from './hidden/hidden-markup.ts';
import { findLookAlikeLetters } from './hidden/look-alike-letters.ts';
import { findPushedOutOfView } from './hidden/pushed-out-of-view.ts';
import { findTerminalEscapes } from './hidden/terminal-escapes.ts';
import { findPersonalData } from './personal-data/find-personal-data.ts';
import { findOrdersInOtherScripts } from './phrases/other-scripts.ts';
import { plainSpelling } from './plain-spelling.ts';
import { knownEvidence, secretEvidence } from './secret-evidence.ts';
import { survey } from './survey.ts';

/** All evidence in one text, in the order of the detectors. Linear in the length of the text. */
export function evidenceIn(surface: Surface, text: string, detectors: Detectors): readonly Evidence[] {
  const seen = survey(text);
  const orders = ordersIn(surface, text, seen.hasNonAscii || seen.hasControls);
  return [
    ...(seen.hasNonAscii
      ? [
          ...findHiddenCharacters(text, surface),
          ...findBidiReordering(text, surface),
          ...findLookAlikeLetters(text, surface),
        ]
      : []),
    ...(seen.hasControls ? findTerminalEscapes(text, surface) : []),
    ...findPushedOutOfView(text, surface, seen),
    ...orders,
    ...findEncodedOrders(text, surface, seen),
    ...findHiddenMarkup(text, surface, orders),
    ...findSecrets(text).map(secretEvidence),
    ...asked(surface, text, detectors),
  ];
}

/** What settings ask for. */
function asked(surface: Surface, text: string, detectors: Detectors): readonly Evidence[] {
  const { personalData, knownValues, ownPatterns } = detectors;
  return [
    ...(knownValues?.spansIn(text) ?? []).map(knownEvidence),
    ...(personalData.length === 0 ? [] : findPersonalData(text, personalData)),
    ...(ownPatterns?.evidenceIn(surface, text) ?? []),
  ];
}

/** Wordings of attack, looked for in the plain spelling where the text has another. */
function ordersIn(surface: Surface, text: string, mayDiffer: boolean): readonly Evidence[] {
  if (!mayDiffer) {
    return findPhrases(text, surface);
  }
  const plain = plainSpelling(text);
  const found = [...findPhrases(plain.text, surface), ...findOrdersInOtherScripts(plain.text, surface)];
  return plain.text === text
    ? found
    : found.map((piece): Evidence => {
        const span = { start: plain.origin(piece.span.start), end: plain.origin(piece.span.end) };
        const revealed = plain.text.slice(piece.span.start, Math.min(piece.span.end, piece.span.start + 400));
        return text.slice(span.start, span.start + revealed.length) === revealed
          ? { ...piece, span }
          : { ...piece, span, revealed };
      });
}
