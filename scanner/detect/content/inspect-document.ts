import { isRecord, pointer } from '../../formats/document.ts';
import type { ContentFinding, Inspection, Surface, Verdict } from './content-finding.ts';
import { inspectText } from './inspect-text.ts';
import { inspectParts, inspectTool } from './inspect-tool.ts';

/**
 * Inspects a document as a person has it at hand: the answer to `tools/list`, one tool, or any text. Other JSON is inspected string by
 * string, as it would be read.
 *
 * @returns findings whose pointer stands in the document; the verdict is the worst of its parts
 */
export function inspectDocument(surface: Surface, text: string): Inspection {
  const value = asJson(text);
  const tools = toolsIn(value);
  if (tools !== null) {
    return together(tools.items.map((tool, index) => below([...tools.path, index], inspectTool(tool))));
  }
  if (isRecord(value) && typeof value['name'] === 'string' && 'inputSchema' in value) {
    return inspectTool(value);
  }
  return isRecord(value) || Array.isArray(value) ? inspectParts(surface, value) : inspectText(surface, text);
}

/** The list of tools, bare, in a result, or in a whole response. */
function toolsIn(
  value: unknown,
): { readonly items: readonly unknown[]; readonly path: readonly (string | number)[] } | null {
  if (!isRecord(value)) {
    return null;
  }
  const result = value['result'];
  const path = isRecord(result) && Array.isArray(result['tools']) ? ['result', 'tools'] : ['tools'];
  const items: unknown = path.length === 2 && isRecord(result) ? result['tools'] : value['tools'];
  return Array.isArray(items) ? { items, path } : null;
}

function below(path: readonly (string | number)[], { verdict, findings }: Inspection): Inspection {
  const front = pointer(path);
  const moved = findings.map((finding): ContentFinding => {
    const { pointer: end, span } = finding.where;
    return { ...finding, where: { pointer: `${front}${end}`, span } };
  });
  return { verdict, findings: moved };
}

function together(inspections: readonly Inspection[]): Inspection {
  const verdicts: readonly Verdict[] = ['clean', 'suspect', 'bad'];
  const worst = Math.max(0, ...inspections.map(({ verdict }) => verdicts.indexOf(verdict)));
  return { verdict: verdicts[worst] ?? 'clean', findings: inspections.flatMap(({ findings }) => findings) };
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
