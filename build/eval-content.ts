import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectText } from '../scanner/detect/content/inspect-text.ts';
import { inspectTool } from '../scanner/detect/content/inspect-tool.ts';
import { defaultDetectors } from '../scanner/detect/content/detectors.ts';
import type { ContentKind, Inspection } from '../scanner/detect/content/content-finding.ts';
import floors from './eval-content.floors.json' with { type: 'json' };
import { judged, measured, type Judged, type LabelledSet } from './eval-content-sets.ts';

/**
 * Measures the content detectors on the development corpora, each set in total and by source, and fails when a figure falls behind its
 * floor. Floors may only be raised. `--misses` lists every wrong verdict.
 */
const corpus = join(import.meta.dirname, '../../shared/corpus/dev');
const listsMisses = process.argv.includes('--misses');

if (!existsSync(corpus)) {
  console.log('The development corpora are not here: nothing was measured.');
  process.exit(0);
}

const failures = sets().flatMap((set) => {
  const rows = judged(set, readRows(set.file));
  report(set, rows);
  const flagged = measured(rows);
  const floor = floors[set.name];
  const isBehind = set.wanted ? flagged < floor : flagged > floor;
  return isBehind ? [`${set.name}: ${percent(flagged)} is behind ${percent(floor)}`] : [];
});
failures.forEach((failure) => console.log(`FAILED ${failure}`));
process.exitCode = failures.length > 0 ? 1 : 0;

function sets(): readonly LabelledSet[] {
  return [
    { name: 'poisoned tools', file: 'tools/poisoned.jsonl', wanted: true, only: () => true, inspect: tool },
    {
      name: 'benign tools',
      file: 'tools/benign.jsonl',
      wanted: false,
      only: ({ hard }) => hard !== true,
      inspect: tool,
    },
    {
      name: 'benign tools, hard',
      file: 'tools/benign.jsonl',
      wanted: false,
      only: ({ hard }) => hard === true,
      inspect: tool,
    },
    { name: 'injected results', file: 'outputs/injected.jsonl', wanted: true, only: () => true, inspect: result },
    {
      name: 'benign results',
      file: 'outputs/benign.jsonl',
      wanted: false,
      only: ({ kind }) => kind !== 'security-discussion',
      inspect: result,
    },
    {
      name: 'talk about injection',
      file: 'outputs/benign.jsonl',
      wanted: false,
      only: ({ kind }) => kind === 'security-discussion',
      inspect: result,
    },
    {
      name: 'hidden text',
      file: 'unicode/labelled.jsonl',
      wanted: true,
      only: ({ malicious }) => malicious === true,
      inspect: unicode,
    },
    {
      name: 'honest twins',
      file: 'unicode/labelled.jsonl',
      wanted: false,
      only: ({ malicious }) => malicious !== true,
      inspect: unicode,
    },
    {
      name: 'personal data',
      file: 'pii/labelled.jsonl',
      wanted: true,
      only: ({ pii, category }) => pii === true && category !== 'Password' && category !== 'IP Address',
      inspect: personal,
    },
    {
      name: 'no personal data',
      file: 'pii/labelled.jsonl',
      wanted: false,
      only: ({ pii }) => pii !== true,
      inspect: personal,
    },
  ];
}

function tool(row: Readonly<Record<string, unknown>>): boolean {
  const { text, type, tool: name, description, inputSchema, annotations } = row;
  const definition =
    typeof text === 'string' && text.startsWith('{')
      ? (JSON.parse(text) as unknown)
      : {
          name: type === 'name' ? text : (name ?? 'tool'),
          description: type === 'name' ? '' : (description ?? text),
          inputSchema,
          annotations,
        };
  return isFlagged(inspectTool(definition), ['hidden-text', 'poisoning']);
}

function result({ text }: Readonly<Record<string, unknown>>): boolean {
  return isFlagged(inspectText('result', String(text)), ['hidden-text', 'injection']);
}

function unicode({ field, text, tool: name }: Readonly<Record<string, unknown>>): boolean {
  if (field === 'name') {
    return isFlagged(inspectTool({ name: text }), ['hidden-text']);
  }
  return field === 'description'
    ? isFlagged(inspectTool({ name, description: text }), ['hidden-text'])
    : isFlagged(inspectText('result', String(text)), ['hidden-text']);
}

function personal({ text }: Readonly<Record<string, unknown>>): boolean {
  const personalData = ['card', 'iban', 'national-id', 'phone', 'email', 'passport', 'health'] as const;
  return isFlagged(inspectText('result', String(text), { ...defaultDetectors, personalData }), ['personal-data']);
}

function isFlagged({ verdict, findings }: Inspection, kinds: readonly ContentKind[]): boolean {
  return verdict !== 'clean' && findings.some(({ kind, tier }) => kinds.includes(kind) && tier !== 'mention');
}

function readRows(file: string): readonly Readonly<Record<string, unknown>>[] {
  const lines = readFileSync(join(corpus, file), 'utf8').trim().split('\n');
  // The corpora are ours to read as they are; a row of another shape fails in the open.
  return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

function report({ name, wanted }: LabelledSet, rows: readonly Judged[]): void {
  console.log(`\n${name}: ${wanted ? 'recall' : 'false alarms'} ${share(rows)}`);
  const sources = [...new Set(rows.map(({ source }) => source))];
  for (const source of sources) {
    const own = rows.filter((row) => row.source === source);
    if (wanted || own.some(({ flagged }) => flagged)) {
      console.log(`  ${source}: ${share(own)}`);
    }
  }
  for (const { id, source } of listsMisses ? rows.filter(({ flagged }) => flagged !== wanted) : []) {
    console.log(`    ${wanted ? 'missed' : 'false alarm'}: ${source} ${id}`);
  }
}

function share(rows: readonly Judged[]): string {
  return `${rows.filter(({ flagged }) => flagged).length} of ${rows.length} (${percent(measured(rows))})`;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
