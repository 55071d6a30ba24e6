import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer as readAll } from 'node:stream/consumers';
import { noOpinions, type Opinions } from '../../scanner/detect/content/classifier/classifier.ts';
import { classify, passagesIn, usualClassifierSettings } from '../../scanner/detect/content/classifier/classify.ts';
import { inspectDocument, partsOfDocument } from '../../scanner/detect/content/inspect-document.ts';
import type { Part } from '../../scanner/detect/content/message-parts.ts';
import { loadClassifier } from '../../shim/content/load-classifier.ts';
import type { ContentFinding, Inspection, Surface } from '../../scanner/detect/content/content-finding.ts';
import { inspectBatch } from './inspect-batch.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, textOption, type Verb } from './verb.ts';

export const inspectVerb: Verb = {
  name: 'inspect',
  summary: 'Looks into a text, a tools list or a batch for secrets, hidden text, poisoned tools and injected orders.',
  usage: [
    'inspect FILE [--surface SURFACE] [--classifier MODEL] [--json]',
    'inspect - < text',
    'inspect --batch FILE.jsonl [--classifier MODEL]',
  ],
  options: { batch: { type: 'string' }, surface: { type: 'string' }, classifier: { type: 'string' } },
  help: {
    batch: 'inspect each line of a JSONL file; one verdict a line, in the same order',
    surface: 'what the text is: result (default), argument, prompt or instructions; a tools list is recognised',
    classifier: 'an ONNX model to ask too, with onnxruntime-node in node_modules beside it',
  },
  run,
};

const surfaces: readonly Surface[] = ['tool', 'result', 'argument', 'prompt', 'instructions'];

async function run(given: Given, context: Context): Promise<ExitCode> {
  const batch = textOption(given, 'batch');
  const [file, ...more] = given.positionals;
  if ((batch === undefined) === (file === undefined) || more.length > 0) {
    throw usageError('inspect takes one text', 'Name a file, `-` for standard input, or `--batch FILE.jsonl`.');
  }
  const opinionsOn = await asking(textOption(given, 'classifier'));
  if (batch !== undefined) {
    const { lines, found } = await inspectBatch(await read(batch), opinionsOn);
    context.output.out(lines.map((line) => `${line}\n`).join(''));
    return found ? 1 : 0;
  }
  const parts = partsOfDocument(surfaceOf(given), await read(file ?? '-'));
  const inspection = inspectDocument(parts, await opinionsOn(parts));
  context.output.out(context.json ? `${JSON.stringify(inspection)}\n` : inWords(inspection));
  return inspection.verdict === 'clean' ? 0 : 1;
}

/** @throws SallyportError `CLASSIFIER_UNAVAILABLE` when there is no such model, or no runtime for it */
async function asking(model: string | undefined): Promise<(parts: readonly Part[]) => Promise<Opinions>> {
  if (model === undefined) {
    return () => Promise.resolve(noOpinions);
  }
  const classifier = await loadClassifier({ path: resolve(model), sha256: null });
  return (parts) => classify(passagesIn(parts, usualClassifierSettings), classifier, usualClassifierSettings);
}

function surfaceOf(given: Given): Surface {
  const asked = textOption(given, 'surface') ?? 'result';
  const surface = surfaces.find((known) => known === asked);
  if (surface === undefined) {
    throw usageError(`there is no surface ${JSON.stringify(asked)}`, `Choose one of ${surfaces.join(', ')}.`);
  }
  return surface;
}

/** @throws SallyportError `USAGE` when there is no such file, or it may not be read */
async function read(file: string): Promise<string> {
  if (file === '-') {
    return decoded(await readAll(process.stdin));
  }
  try {
    return decoded(await readFile(file));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'it may not be read';
    throw usageError(`could not read ${file}: ${why}`, 'Name a file that exists and that you may read, or `-`.');
  }
}

/** Without the mark of its byte order. PowerShell writes what is redirected into a file in UTF-16. */
function decoded(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
}

function inWords({ verdict, findings }: Inspection): string {
  return `${[`Verdict: ${verdict}.`, ...findings.flatMap(findingInWords)].join('\n')}\n`;
}

function findingInWords(finding: ContentFinding): readonly string[] {
  const { rule, severity, confidence, where, message, evidence, remedy, tier } = finding;
  const key = where.of === 'key' ? 'the name ' : '';
  const place = `${key}${where.pointer === '' ? '' : `${where.pointer} `}characters ${where.span.start} to ${where.span.end}`;
  const worth = tier === 'mention' ? 'only talked about' : `${severity}, ${confidence}`;
  return ['', `${rule} (${worth})`, `  ${message}, at ${place}`, `  ${evidence}`, `  ${remedy}`];
}
