import * as z from 'zod';
import { makeInspector } from '../../scanner/detect/content/inspector.ts';
import type { Inspection } from '../../scanner/detect/content/content-finding.ts';
import { usageError } from './run-cli.ts';

const line = z.object({
  id: z.union([z.string(), z.number()]),
  surface: z.enum(['tool', 'result', 'argument', 'prompt', 'instructions']),
  tool: z.unknown().optional(),
  text: z.string().optional(),
});

/**
 * Inspects each line of a JSONL batch.
 *
 * @returns one JSON line for each, in the same order, and whether anything was found
 * @throws SallyportError `USAGE` naming the first line that is no JSON of the expected shape
 */
export function inspectBatch(batch: string): { readonly lines: readonly string[]; readonly found: boolean } {
  let found = false;
  const lines = batch.split('\n').flatMap((text, index) => {
    if (text.trim() === '') {
      return [];
    }
    const { id, inspection } = inspectLine(text, index + 1);
    found ||= inspection.verdict !== 'clean';
    const findings = inspection.findings.map(({ rule, kind, severity, confidence }) => ({
      rule,
      kind,
      severity,
      confidence,
    }));
    return [JSON.stringify({ id, verdict: inspection.verdict, findings })];
  });
  return { lines, found };
}

function inspectLine(text: string, number: number): { readonly id: string | number; readonly inspection: Inspection } {
  const parsed = line.safeParse(fromJson(text, number));
  if (!parsed.success || (parsed.data.tool === undefined && parsed.data.text === undefined)) {
    throw usageError(
      `line ${number} of the batch has not the expected shape`,
      'Give `id`, `surface`, and `tool` or `text` on each line.',
    );
  }
  const { id, surface, tool, text: content } = parsed.data;
  return { id, inspection: makeInspector().value(surface, tool ?? content ?? '') };
}

function fromJson(text: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw usageError(`line ${number} of the batch is no JSON`, 'Write one JSON object a line.');
    }
    throw error;
  }
}
