import { findSecrets } from '../secrets/find-secrets.ts';
import { contentFinding } from './as-finding.ts';
import type { Evidence, Inspection, Surface } from './content-finding.ts';
import { findEncodedOrders } from './encoded-orders.ts';
import { findPhrases } from './find-phrases.ts';
import { findBidiReordering } from './hidden/bidi-reordering.ts';
import { findHiddenCharacters } from './hidden/hidden-characters.ts';
import { findHiddenMarkup } from './hidden/hidden-markup.ts';
import { findLookAlikeLetters } from './hidden/look-alike-letters.ts';
import { findPushedOutOfView } from './hidden/pushed-out-of-view.ts';
import { findTerminalEscapes } from './hidden/terminal-escapes.ts';
import { findPersonalData, type PersonalKind } from './personal-data/find-personal-data.ts';
import { findOrdersInOtherScripts } from './phrases/other-scripts.ts';
import { plainSpelling } from './plain-spelling.ts';
import { survey } from './survey.ts';
import { verdictOf } from './verdict.ts';

export interface InspectOptions {
  /** Kinds of personal data to look for; none unless asked. */
  readonly personalData?: readonly PersonalKind[];
}

/**
 * Inspects one text as it stands in a conversation. Pure, and linear in the length of the text.
 *
 * @returns findings with an empty pointer: the whole text is the document
 */
export function inspectText(surface: Surface, text: string, options: InspectOptions = {}): Inspection {
  const evidence = evidenceIn(surface, text, options);
  return {
    verdict: verdictOf(evidence),
    findings: evidence.map((piece) => contentFinding(piece, surface, text, '')),
  };
}

/** All evidence in one text, in the order of the detectors. */
export function evidenceIn(
  surface: Surface,
  text: string,
  { personalData = [] }: InspectOptions = {},
): readonly Evidence[] {
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
    ...findSecrets(text).map(({ kind, start, end, confidence }): Evidence => ({
      rule: 'secret',
      tier: confidence === 'possible' ? 'soft' : 'hard',
      severity: confidence === 'possible' ? 'medium' : 'high',
      confidence,
      span: { start, end },
      revealed: kind,
    })),
    ...(personalData.length === 0 ? [] : findPersonalData(text, personalData)),
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
