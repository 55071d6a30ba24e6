import type { Inspection, Surface } from './content-finding.ts';
import { defaultDetectors, type Detectors } from './detectors.ts';
import { makeInspector } from './inspector.ts';

/**
 * Inspects one text as it stands in a conversation. Pure, and linear in the length of the text.
 *
 * @returns findings with an empty pointer: the whole text is the document
 */
export function inspectText(surface: Surface, text: string, detectors: Detectors = defaultDetectors): Inspection {
  return makeInspector(detectors).value(surface, text);
}
