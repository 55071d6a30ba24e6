import { isRecord, pointer } from '../../formats/document.ts';
import { contentFinding } from './as-finding.ts';
import type { ContentFinding, Evidence, Inspection, Surface } from './content-finding.ts';
import { evidenceIn } from './inspect-text.ts';
import { judgeToolShape } from './tool-shape.ts';
import { judgeName } from './tool-name.ts';
import { verdictOf } from './verdict.ts';

const deepest = 64;
const mostStrings = 20_000;

/**
 * Inspects a tool as a server defines it: name, title, description, every string of the schemas, annotations and `_meta`.
 * Soft evidence adds up over the whole definition. Also takes a prompt or a resource: any object of strings.
 *
 * @returns findings whose pointer stands in the definition
 */
export function inspectTool(tool: unknown): Inspection {
  return inspectParts('tool', tool);
}

/** The same for other things a server says of itself. */
export function inspectParts(surface: Surface, value: unknown): Inspection {
  const evidence: Evidence[] = [];
  const findings: ContentFinding[] = [];
  const add = (pieces: readonly Evidence[], text: string, path: readonly (string | number)[]): void => {
    evidence.push(...pieces);
    findings.push(...pieces.map((piece) => contentFinding(piece, surface, text, pointer(path))));
  };
  for (const { text, path } of stringsOf(value)) {
    add(evidenceIn(surface, text), text, path);
    if (path.length === 1 && path[0] === 'name') {
      add(judgeName(text), text, path);
    }
  }
  for (const { pieces, text, path } of judgeToolShape(value)) {
    add(pieces, text, path);
  }
  return { verdict: verdictOf(evidence), findings };
}

interface Text {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

/** Every string of a value with its place, keys included: a parameter's name is read by the model like its description. */
function stringsOf(value: unknown): readonly Text[] {
  const texts: Text[] = [];
  const waiting: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [{ value, path: [] }];
  // The list grows while it is read: breadth first, without the cost of a queue.
  for (let at = 0; at < waiting.length && texts.length < mostStrings; at += 1) {
    const { value: part, path } = waiting[at] ?? { value: null, path: [] };
    if (typeof part === 'string') {
      texts.push({ text: part, path });
    } else if (path.length < deepest && Array.isArray(part)) {
      part.forEach((item: unknown, index) => waiting.push({ value: item, path: [...path, index] }));
    } else if (path.length < deepest && isRecord(part)) {
      for (const [key, item] of Object.entries(part)) {
        if (key.length > 24 || /[^\w$-]/.test(key)) {
          texts.push({ text: key, path: [...path, key] });
        }
        waiting.push({ value: item, path: [...path, key] });
      }
    }
  }
  return texts;
}
