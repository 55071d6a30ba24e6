import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { inspectText } from '../scanner/detect/content/inspect-text.ts';
import { inspectTool } from '../scanner/detect/content/inspect-tool.ts';
import { defaultDetectors } from '../scanner/detect/content/detectors.ts';
import { personalKinds } from '../scanner/detect/content/personal-data/find-personal-data.ts';
import { outcomeOf } from './eval-content-acted.ts';
import floors from './eval-content.floors.json' with { type: 'json' };
import { isCloneBeside } from './eval-content-beside.ts';
import { causeOfAlarm, causeOfMiss, missOfOurs } from './eval-secret-causes.ts';
import { judged, measured, type Judged, type LabelledSet, type Outcome, type Part } from './eval-content-sets.ts';

/**
 * Measures the content detectors on the development corpora, each set in total and by source: what they find, and what the preset `balanced`
 * acts on. Fails when a figure falls behind its floor. Floors may only be raised. `--misses` lists the wrong verdicts of the tuning part, `--misses=all` those of both.
 */
const corpus = join(import.meta.dirname, '../../shared/corpus/dev');
const listed: readonly Part[] = process.argv.includes('--misses=all')
  ? ['tuning', 'validation']
  : process.argv.includes('--misses')
    ? ['tuning']
    : [];

if (!existsSync(corpus)) {
  console.log('The development corpora are not here: nothing was measured.');
  process.exit(0);
}

const isClone = isCloneBeside(readRows('tools/benign.jsonl'));
const all = sets().map((set) => ({ set, rows: judged(set, readRows(set.file)) }));
const failures = all.flatMap(({ set, rows }) => {
  report(set, rows);
  return (['found', 'acted'] as const).flatMap((by) => {
    const part = measured(rows, by);
    const floor = floors[set.name][by];
    const isBehind = set.wanted ? part < floor : part > floor;
    return isBehind ? [`${set.name}, ${by}: ${percent(part)} is behind ${percent(floor)}`] : [];
  });
});
precision('secrets', 'no secrets');
causes('secrets', causeOfMiss);
causes('no secrets', causeOfAlarm);
precision('poisoned tools', 'benign tools', 'benign tools, hard');
precision('poisoned tools, beside others', 'benign tools, beside others');
precision('injected results', 'benign results', 'talk about injection');
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
    {
      name: 'poisoned tools, beside others',
      file: 'tools/poisoned.jsonl',
      wanted: true,
      only: () => true,
      inspect: toolBesideOthers,
    },
    {
      name: 'benign tools, beside others',
      file: 'tools/benign.jsonl',
      wanted: false,
      only: () => true,
      inspect: toolBesideOthers,
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
    {
      name: 'secrets',
      file: 'secrets/labelled.jsonl.gz',
      wanted: true,
      only: ({ secret: isSecret }) => isSecret === true,
      inspect: secret,
    },
    {
      name: 'no secrets',
      file: 'secrets/labelled.jsonl.gz',
      wanted: false,
      only: ({ secret: isSecret }) => isSecret !== true,
      inspect: secret,
    },
  ];
}

function secret({ text }: Readonly<Record<string, unknown>>): Outcome {
  return outcomeOf('result', inspectText('result', String(text)), ['secret']);
}

function tool(row: Readonly<Record<string, unknown>>): Outcome {
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
  return outcomeOf('tool', inspectTool(definition), ['hidden-text', 'poisoning']);
}

/** As on a laptop where the honest servers of the corpus run too. A clone is told, and `balanced` lets the person decide. */
function toolBesideOthers(row: Readonly<Record<string, unknown>>): Outcome {
  const alone = tool(row);
  return { ...alone, found: alone.found || isClone(row) };
}

function result({ text }: Readonly<Record<string, unknown>>): Outcome {
  return outcomeOf('result', inspectText('result', String(text)), ['hidden-text', 'injection']);
}

function unicode({ field, text, tool: name }: Readonly<Record<string, unknown>>): Outcome {
  if (field === 'name') {
    return outcomeOf('tool', inspectTool({ name: text }), ['hidden-text']);
  }
  return field === 'description'
    ? outcomeOf('tool', inspectTool({ name, description: text }), ['hidden-text'])
    : outcomeOf('result', inspectText('result', String(text)), ['hidden-text']);
}

function personal({ text }: Readonly<Record<string, unknown>>): Outcome {
  return outcomeOf(
    'result',
    inspectText('result', String(text), { ...defaultDetectors, personalData: personalKinds }),
    ['personal-data'],
  );
}

function readRows(file: string): readonly Readonly<Record<string, unknown>>[] {
  const bytes = readFileSync(join(corpus, file));
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim().split('\n');
  // The corpora are ours to read as they are; a row of another shape fails in the open.
  return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

function report({ name, wanted }: LabelledSet, rows: readonly Judged[]): void {
  console.log(`\n${name}: ${wanted ? 'recall' : 'false alarms'} ${share(rows)}`);
  for (const part of ['tuning', 'validation'] as const) {
    const own = rows.filter((row) => row.part === part);
    if (own.length > 0) {
      console.log(`  ${part} part: ${share(own)}`);
    }
  }
  const sources = [...new Set(rows.map(({ source }) => source))];
  for (const source of sources) {
    const own = rows.filter((row) => row.source === source);
    if (wanted || own.some(({ found }) => found)) {
      console.log(`  ${source}: ${share(own)}`);
    }
  }
  for (const { id, source } of rows.filter(({ found, part }) => found !== wanted && listed.includes(part))) {
    console.log(`    ${wanted ? 'missed' : 'false alarm'}: ${source} ${id}`);
  }
}

/** What the wrong verdicts of a set come from. */
function causes(name: LabelledSet['name'], causeOf: (text: string) => string): void {
  const { set, rows } = all.find((one) => one.set.name === name) ?? { set: null, rows: [] };
  const wrong = rows.filter(({ found }) => found !== set?.wanted);
  console.log(`  ${name}, wrong by the label: ${wrong.length}`);
  const byCause = Map.groupBy(wrong, ({ text }) => causeOf(text));
  for (const [cause, own] of byCause) {
    console.log(`    ${own.length}  ${cause}`);
  }
  if (set?.wanted === true) {
    const found = rows.length - wrong.length;
    const ours = byCause.get(missOfOurs)?.length ?? 0;
    console.log(`    of what somebody could use ${percent(found / (found + ours))} were found`);
  }
}

/** Of what was flagged, how much was rightly. */
function precision(wanted: LabelledSet['name'], ...others: readonly LabelledSet['name'][]): void {
  const flagged = all
    .filter(({ set }) => set.name === wanted || others.includes(set.name))
    .flatMap(({ set, rows }) =>
      rows.filter((row) => row.found).map(({ part }) => ({ part, right: set.name === wanted })),
    );
  const parts = ['tuning', 'validation'].map((part) => {
    const own = flagged.filter((row) => row.part === part);
    return `${part} part ${percent(own.filter(({ right }) => right).length / Math.max(1, own.length))}`;
  });
  const right = flagged.filter((row) => row.right).length;
  console.log(`\nprecision on ${wanted}: ${percent(right / Math.max(1, flagged.length))} (${parts.join(', ')})`);
}

function share(rows: readonly Judged[]): string {
  const countOf = (by: keyof Outcome): string =>
    `${rows.filter((row) => row[by]).length} (${percent(measured(rows, by))})`;
  return `found ${countOf('found')}, acted on ${countOf('acted')}, of ${rows.length}`;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
