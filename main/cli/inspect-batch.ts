import * as z from 'zod';
import type { Opinions } from '../../scanner/detect/content/classifier/classifier.ts';
import type { ContentFinding } from '../../scanner/detect/content/content-finding.ts';
import { inspectDocument, wholePart } from '../../scanner/detect/content/inspect-document.ts';
import type { Part } from '../../scanner/detect/content/message-parts.ts';
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
 * @param opinionsOn asks a classifier, where there is one
 * @returns one JSON line for each, in the same order, and whether anything was found
 * @throws SallyportError `USAGE` naming the first line that is no JSON of the expected shape
 */
export async function inspectBatch(
  batch: string,
  opinionsOn: (parts: readonly Part[]) => Promise<Opinions>,
): Promise<{ readonly lines: readonly string[]; readonly found: boolean }> {
  let found = false;
  const lines: string[] = [];
  for (const [index, text] of batch.split('\n').entries()) {
    if (text.trim() === '') {
      continue;
    }
    const { id, parts } = partsOfLine(text, index + 1);
    // oxlint-disable-next-line no-await-in-loop -- one line after the other: a batch may hold a hundred thousand
    const { verdict, findings } = inspectDocument(parts, await opinionsOn(parts));
    found ||= verdict !== 'clean';
    lines.push(JSON.stringify({ id, verdict, findings: findings.map(inShort) }));
  }
  return { lines, found };
}

function inShort({ rule, kind, severity, confidence }: ContentFinding): object {
  return { rule, kind, severity, confidence };
}

function partsOfLine(text: string, number: number): { readonly id: string | number; readonly parts: readonly Part[] } {
  const parsed = line.safeParse(fromJson(text, number));
  if (!parsed.success || (parsed.data.tool === undefined && parsed.data.text === undefined)) {
    throw usageError(
      `line ${number} of the batch has not the expected shape`,
      'Give `id`, `surface`, and `tool` or `text` on each line.',
    );
  }
  const { id, surface, tool, text: content } = parsed.data;
  return { id, parts: [wholePart(surface, tool ?? content ?? '')] };
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
