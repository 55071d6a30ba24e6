import { findPhrases } from '../scanner/detect/content/find-phrases.ts';
import { inspectText } from '../scanner/detect/content/inspect-text.ts';
import { defaultDetectors } from '../scanner/detect/content/detectors.ts';
import { findEncoded } from '../scanner/detect/content/find-encoded.ts';
import { findPersonalData, personalKinds } from '../scanner/detect/content/personal-data/find-personal-data.ts';
import { plainSpelling } from '../scanner/detect/content/plain-spelling.ts';
import { survey } from '../scanner/detect/content/survey.ts';
import { findSecrets } from '../scanner/detect/secrets/find-secrets.ts';
import * as fc from 'fast-check';
import { makeInspector } from '../scanner/detect/content/inspector.ts';
import { slowExpressions } from './bench-inspect-expressions.ts';
import { hostile, ordinary, pieces, type Sample } from './bench-inspect-samples.ts';

/** Speed of the content detectors, alone and together, on ordinary and on hostile texts. `--quick` leaves the largest size out. */
const sizes = process.argv.includes('--quick') ? [1024, 102_400, 1_048_576] : [1024, 102_400, 1_048_576, 16_777_216];

const steps: Readonly<Record<string, (text: string) => unknown>> = {
  survey,
  plain: plainSpelling,
  phrases: (text) => findPhrases(text, 'result'),
  encoded: (text) => findEncoded(text, 'result', survey(text), defaultDetectors),
  secrets: findSecrets,
  personal: (text) => findPersonalData(text, personalKinds),
  together: (text) => inspectText('result', text),
  slices: inSlices,
};

console.log(
  `MB/s              ${Object.keys(steps)
    .map((step) => step.padStart(9))
    .join('')}`,
);
for (const [name, sample] of Object.entries(ordinary)) {
  for (const size of sizes) {
    const text = flat(sample(size));
    const speeds = Object.values(steps).map((step) => speed(step, text).toFixed(0).padStart(9));
    console.log(`${name.padEnd(8)}${label(size).padStart(8)}  ${speeds.join('')}`);
  }
}

console.log('\nhostile texts, MB/s together at 100 KB, and how much longer twice as much takes (2.0 is linear)');
const worst = Object.entries(hostile)
  .map(([name, sample]) => hostileRow(name, sample))
  .toSorted((a, b) => a.speed - b.speed);
for (const { name, speed: mbPerSecond, growth } of worst.slice(0, 15)) {
  console.log(`${name.padEnd(44)}${mbPerSecond.toFixed(1).padStart(8)}${growth.toFixed(2).padStart(8)}`);
}

console.log('\nrandom mixtures of what the detectors look for, 100 KB each: the slowest of 200');
const mixtures = fc
  .sample(fc.array(fc.constantFrom(...pieces), { minLength: 2, maxLength: 12 }), { numRuns: 200, seed: 20_261_127 })
  .map((mixture) => mixture.join(' '));
const slowest = mixtures
  .map((mixture) => ({ mixture, speed: speed((text) => inspectText('result', text), repeated(mixture), 20) }))
  .toSorted((a, b) => a.speed - b.speed)
  .slice(0, 3);
for (const { mixture, speed: mbPerSecond } of slowest) {
  const growth = (2 * mbPerSecond) / speed((text) => inspectText('result', text), repeated(mixture, 204_800), 20);
  console.log(`${mbPerSecond.toFixed(1).padStart(8)}${growth.toFixed(2).padStart(8)}  ${mixture.slice(0, 100)}`);
}

console.log('\nthe slowest expressions on sentences of 740 characters made of their own words, ms');
for (const { rule, begins, worstMs } of slowExpressions().slice(0, 5)) {
  console.log(`${worstMs.toFixed(2).padStart(8)}  ${rule}  ${begins}`);
}

/** The way a large result goes through the shim: slice by slice, with the finding of the pieces that lie on a border. */
function inSlices(text: string): unknown {
  const value = { result: { content: [{ type: 'text', text }] } };
  return Array.from(makeInspector().inSlices({ towards: 'client', method: 'tools/call', value })).at(-1);
}

function repeated(mixture: string, sizeBytes = 102_400): string {
  return flat(`${mixture} `.repeat(Math.ceil(sizeBytes / (mixture.length + 1))).slice(0, sizeBytes));
}

function hostileRow(
  name: string,
  sample: Sample,
): { readonly name: string; readonly speed: number; readonly growth: number } {
  const once = flat(sample(102_400));
  const twice = flat(sample(204_800));
  const step = (text: string): unknown => inspectText('result', text);
  const first = speed(step, once);
  return { name, speed: first, growth: (2 * first) / speed(step, twice) };
}

/** Megabytes a second, the best of several runs. */
function speed(step: (text: string) => unknown, text: string, patienceMs = 120): number {
  step(text);
  let bestMs = Number.POSITIVE_INFINITY;
  const until = performance.now() + patienceMs;
  for (let run = 0; run < 3 || performance.now() < until; run += 1) {
    const start = performance.now();
    step(text);
    bestMs = Math.min(bestMs, performance.now() - start);
    if (run >= 3 && performance.now() > until) {
      break;
    }
  }
  return text.length / 1e6 / (bestMs / 1000);
}

/** A text in one piece, as it comes from a parser; a joined one would be measured with the joining. */
function flat(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

function label(size: number): string {
  return size < 1_048_576 ? `${Math.round(size / 1024)} KB` : `${Math.round(size / 1_048_576)} MB`;
}
