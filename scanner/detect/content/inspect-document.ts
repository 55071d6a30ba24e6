import { isRecord } from '../../formats/document.ts';
import type { Opinions } from './classifier/classifier.ts';
import type { Inspection, Surface } from './content-finding.ts';
import { defaultDetectors } from './detectors.ts';
import { finished, inspectParts } from './inspect-parts.ts';
import { below } from './texts-of.ts';
import { type Part, partsOfMessage, partsOfResult } from './message-parts.ts';

/** Inspects a text, or a document of several parts. @param opinions of a classifier that was asked about these parts */
export function inspectDocument(parts: readonly Part[], opinions?: Opinions): Inspection {
  const { verdict, findings } = finished(inspectParts(parts, defaultDetectors, Number.POSITIVE_INFINITY, opinions));
  return { verdict, findings };
}

/**
 * What is judged by itself in a document as a person has it at hand: the answer to `tools/list`, one tool or several, or any text. Other JSON is
 * inspected string by string, as it would be read. Pointers stand in the document.
 */
export function partsOfDocument(surface: Surface, text: string): readonly Part[] {
  const value = asJson(text);
  if (isRecord(value) && isRecord(value['result']) && Array.isArray(value['result']['tools'])) {
    return partsOfMessage({ towards: 'client', method: 'tools/list', value });
  }
  if (isRecord(value) && Array.isArray(value['tools'])) {
    return partsOfResult('tools/list', value, null);
  }
  if (isTool(value)) {
    return [wholePart('tool', value)];
  }
  if (Array.isArray(value) && value.length > 0 && value.every(isTool)) {
    return value.map((tool, index) => ({ ...wholePart('tool', tool), place: below(null, index) }));
  }
  return [wholePart(surface, isRecord(value) || Array.isArray(value) ? value : text)];
}

function isTool(value: unknown): boolean {
  return isRecord(value) && typeof value['name'] === 'string' && 'inputSchema' in value;
}

/** A value that is one part. */
export function wholePart(surface: Surface, value: unknown): Part {
  return { surface, value, place: null, without: [] };
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
