import { contentFinding } from './as-finding.ts';
import { noOpinions, type Opinions } from './classifier/classifier.ts';
import type { ContentFinding, Evidence, Inspection, Surface, Verdict } from './content-finding.ts';
import type { Detectors } from './detectors.ts';
import { evidenceInSlices } from './evidence-in-slices.ts';
import type { Part } from './message-parts.ts';
import { findInNamed } from './named-secret.ts';
import { isOwnOrder, namesOfTools } from './own-order.ts';
import { findSplit } from './split-over-blocks.ts';
import { pointerOf, textsOf, type TextAt } from './texts-of.ts';
import { judgeName } from './tool-name.ts';
import { judgeToolShape } from './tool-shape.ts';
import { verdictOf, worstVerdict } from './verdict.ts';

export interface MessageInspection extends Inspection {
  /** What is judged by itself and holds evidence, be it clean: each tool and prompt, the instructions, the rest of the result. */
  readonly parts: readonly JudgedPart[];
}

export interface JudgedPart {
  readonly pointer: string;
  readonly surface: Surface;
  readonly verdict: Verdict;
}

export interface Progress {
  /** Characters of the texts that were looked at, and of very long ways to those in which something was found. */
  readonly inspectedChars: number;
  /** Everything found until here; the same list grows with each step. */
  readonly findings: readonly ContentFinding[];
}

/**
 * Inspects parts one after the other, and gives way whenever about `sliceChars` characters were looked at.
 *
 * @param opinions of a classifier that was asked before
 */
export function* inspectParts(
  parts: readonly Part[],
  detectors: Detectors,
  sliceChars: number,
  opinions: Opinions = noOpinions,
): Generator<Progress, MessageInspection, void> {
  const findings: ContentFinding[] = [];
  const judged: JudgedPart[] = [];
  let inspectedChars = 0;
  let sinceStep = 0;
  let names: ReadonlySet<string> | null = null;
  const isAsked = detectors.personalData.length > 0 || detectors.ownPatterns !== null;
  for (const part of parts) {
    const evidence: Evidence[] = [];
    const add = (pieces: readonly Evidence[], at: Pick<TextAt, 'text' | 'place' | 'of'>): void => {
      if (pieces.length === 0) {
        return;
      }
      const pointer = pointerOf(at.place);
      // A very long way to what is found costs too: long keys must not make a short message a long work.
      const way = Math.max(0, pointer.length - usualWay);
      inspectedChars += way;
      sinceStep += way;
      for (const piece of pieces) {
        if (part.surface === 'tool' && isOwnOrder(piece, at.text, (names ??= namesOfTools(parts)))) {
          continue;
        }
        evidence.push(piece);
        findings.push(contentFinding(piece, part.surface, at, pointer));
      }
    };
    for (const at of textsOf(part.value, part.place, part.without, isAsked ? 'all' : 'telling')) {
      for (const { chars, evidence: found } of evidenceInSlices(part.surface, at.text, detectors, sliceChars)) {
        add(found, at);
        inspectedChars += chars;
        sinceStep += chars + costOfString;
        if (sinceStep >= sliceChars) {
          sinceStep = 0;
          yield { inspectedChars, findings };
        }
      }
      add(findInNamed(at), at);
      if (isNameOf(part, at)) {
        add(judgeName(at.text), at);
      }
    }
    for (const zone of findSplit(part, detectors)) {
      zone.forEach(({ pieces, at }) => add(pieces, at));
      yield { inspectedChars, findings };
    }
    for (const { pieces, at } of judgeToolShape(part)) {
      add(pieces, at);
    }
    for (const { pieces, at } of opinions.size === 0 ? [] : (opinions.get(pointerOf(part.place)) ?? [])) {
      add(pieces, at);
    }
    if (evidence.length > 0) {
      judged.push({ pointer: pointerOf(part.place), surface: part.surface, verdict: verdictOf(evidence) });
    }
  }
  return { verdict: worstVerdict(judged.map(({ verdict }) => verdict)), parts: judged, findings };
}

/** Ways up to this length are no work worth counting. */
const usualWay = 256;

/** What a string costs besides its characters, in characters: many short ones must not make a long step. */
const costOfString = 32;

/** Runs all steps at once. */
export function finished<Result>(steps: Generator<unknown, Result, void>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}

/** The name of a tool or prompt, which a person takes for what it is. */
function isNameOf({ surface, place: own }: Part, { place, of }: TextAt): boolean {
  return (
    surface !== 'result' && surface !== 'argument' && of === 'value' && place?.key === 'name' && place.above === own
  );
}
