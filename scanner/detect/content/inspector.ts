import type { Opinions } from './classifier/classifier.ts';
import type { Inspection, Surface } from './content-finding.ts';
import { defaultDetectors, type Detectors } from './detectors.ts';
import { evidenceIn } from './evidence-in.ts';
import { preparingPhrases } from './find-phrases.ts';
import { finished, inspectParts, type MessageInspection, type Progress } from './inspect-parts.ts';
import { partsOfMessage, type PassingMessage } from './message-parts.ts';

/**
 * The door to all content detectors, for whoever has a message in hand. Pure: no disk, no network, no clock.
 *
 * At once, for a message that is small:
 *
 *     const inspector = makeInspector(defaultDetectors);
 *     const { verdict, parts, findings } = inspector.message({ towards: 'client', method: 'tools/call', value });
 *
 * In slices, for one that may be large: each `next()` takes a few milliseconds (about `sliceChars` characters at 25 MB/s or more), and what
 * has been found so far is handed over with each step, so that the caller can let other messages pass, or stop at its own bound:
 *
 *     const steps = inspector.inSlices(message);
 *     for (let step = steps.next(); ; step = steps.next()) {
 *       if (step.done) return step.value;                       // the whole inspection
 *       if (step.value.inspectedChars > bound) return partial(step.value.findings);
 *       await setImmediate();
 *     }
 *
 * A finding names its string by JSON pointer into the message (`where.pointer`), whether the string stands there or is the last key of the
 * pointer (`where.of`), and the UTF-16 characters in it (`where.span`): to redact, replace exactly these. Spans of secrets cover the credential alone. A
 * credential that is split over blocks, or hidden in an encoding, gives a finding for each piece. `detail` is the kind of the secret or of
 * the personal data. `parts` says of each tool, prompt or instructions with findings what they come to, for hiding these and no other; `verdictOf`
 * gives the verdict of any selection of findings.
 */
export interface Inspector {
  readonly message: (message: PassingMessage) => MessageInspection;
  /** @param opinions of a classifier that was asked about the same message */
  readonly inSlices: (
    message: PassingMessage,
    sliceChars?: number,
    opinions?: Opinions,
  ) => Generator<Progress, MessageInspection, void>;
  /**
   * Builds in small steps what else is built when a message first needs it: for the quiet moments after a start. Whoever leaves it out, or
   * stops half-way, loses only time.
   */
  readonly preparing: () => Generator<void, void, void>;
  /** The same for what only some messages need: some hundred milliseconds and thirty megabytes, for a server that is in use. */
  readonly preparingAll: () => Generator<void, void, void>;
  /** One value of one surface: a tool, a prompt, arguments, a text. Pointers begin at the value. */
  readonly value: (surface: Surface, value: unknown) => Inspection;
}

const usualSliceChars = 65_536;
const surfaces: readonly Surface[] = ['result', 'tool', 'argument', 'instructions', 'prompt'];

/** Makes the detectors ready, as settings say. */
export function makeInspector(detectors: Detectors = defaultDetectors): Inspector {
  const inSlices: Inspector['inSlices'] = (message, sliceChars = usualSliceChars, opinions) =>
    inspectParts(partsOfMessage(message), detectors, sliceChars, opinions);
  return {
    inSlices,
    message: (message) => finished(inSlices(message, Number.POSITIVE_INFINITY)),
    preparing: () => preparing(detectors),
    preparingAll: preparingPhrases,
    value: (surface, value) => {
      const part = { surface, value, place: null, without: [] };
      const { verdict, findings } = finished(inspectParts([part], detectors, Number.POSITIVE_INFINITY));
      return { verdict, findings };
    },
  };
}

function* preparing(detectors: Detectors): Generator<void, void, void> {
  for (const surface of surfaces) {
    evidenceIn(surface, 'Reads a list. Then you may look at it.', detectors);
    yield;
  }
}
