import type { Inspection } from './content-finding.ts';
import { defaultDetectors, type Detectors } from './detectors.ts';
import { makeInspector } from './inspector.ts';

/**
 * Inspects a tool as a server defines it: name, title, description, every string of the schemas, annotations and `_meta`.
 * Soft evidence adds up over the whole definition.
 *
 * @returns findings whose pointer stands in the definition
 */
export function inspectTool(tool: unknown, detectors: Detectors = defaultDetectors): Inspection {
  return makeInspector(detectors).value('tool', tool);
}
