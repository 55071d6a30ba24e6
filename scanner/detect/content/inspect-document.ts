import { isRecord } from '../../formats/document.ts';
import type { Inspection, Surface } from './content-finding.ts';
import { defaultDetectors } from './detectors.ts';
import { finished, inspectParts } from './inspect-parts.ts';
import { makeInspector } from './inspector.ts';
import { partsOfResult } from './message-parts.ts';

/**
 * Inspects a document as a person has it at hand: the answer to `tools/list`, one tool, or any text. Other JSON is inspected string by
 * string, as it would be read.
 *
 * @returns findings whose pointer stands in the document; the verdict is the worst of its parts
 */
export function inspectDocument(surface: Surface, text: string): Inspection {
  const value = asJson(text);
  const { message, value: inspectValue } = makeInspector();
  if (isRecord(value) && isRecord(value['result']) && Array.isArray(value['result']['tools'])) {
    const { verdict, findings } = message({ towards: 'client', method: 'tools/list', value });
    return { verdict, findings };
  }
  if (isRecord(value) && Array.isArray(value['tools'])) {
    const parts = partsOfResult('tools/list', value, null);
    const { verdict, findings } = finished(inspectParts(parts, defaultDetectors, text.length));
    return { verdict, findings };
  }
  if (isRecord(value) && typeof value['name'] === 'string' && 'inputSchema' in value) {
    return inspectValue('tool', value);
  }
  return inspectValue(surface, isRecord(value) || Array.isArray(value) ? value : text);
}

function asJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON after all: a text like any other
  }
}
