import { resolve } from 'node:path';
import { buildBundle, bundleBytes } from '../../policy/bundle/build.ts';
import { readFolder, writeFolder } from '../../policy/bundle/folder.ts';
import { loadBundle } from '../../policy/bundle/load.ts';
import type { PolicyTestResult } from '../../policy/bundle/policy-tests.ts';
import { readPolicyTests, runPolicyTests } from '../../policy/bundle/policy-tests.ts';
import { type Problem, start, warning } from '../../policy/bundle/problem.ts';
import { modelFileOf } from '../../policy/content/model-file.ts';
import type { ClassifierChoice } from '../../policy/content/content-policy.ts';
import { reasonsOf } from '../../policy/decide/reasons.ts';
import type { PresetName } from '../../policy/presets/presets.ts';
import { presetFiles, presets } from '../../policy/presets/presets.ts';
import { classifierProblem } from '../../shim/content/load-classifier.ts';
import { problemsInWords, tellProblems } from './policy-files.ts';
import { draftLabel, fromFolder, sourceFolder } from './policy-source.ts';
import { usageError } from './run-cli.ts';
import type { Context, ExitCode, Given } from './verb.ts';
import { textOption } from './verb.ts';

/** Writes a new policy folder; files that are there stay as they are. */
export async function initPolicy(place: string | undefined, given: Given, context: Context): Promise<ExitCode> {
  const folder = sourceFolder(place, context);
  const preset = presetNamed(textOption(given, 'preset') ?? 'balanced');
  const files = presetFiles(preset);
  const kept = await writeFolder(folder, files);
  const written = [...files.keys()].filter((name) => !kept.includes(name));
  context.output.out(
    context.json
      ? `${JSON.stringify({ folder, preset, written, kept })}\n`
      : [
          ...written.map((name) => `wrote ${folder}/${name}\n`),
          ...kept.map((name) => `kept  ${folder}/${name}\n`),
        ].join(''),
  );
  context.output.note('Next: sallyport policy test, then sallyport policy sync puts it in force.');
  return 0;
}

/** Finds what is wrong with a policy folder. */
export async function checkPolicy(place: string | undefined, context: Context): Promise<ExitCode> {
  const folder = sourceFolder(place, context);
  const read = await readFolder(folder);
  if (!read.ok) {
    return tellProblems(read.problems, context);
  }
  const built = await buildBundle(read.files, draftLabel(context));
  const wrongTests = readPolicyTests(read.files).problems;
  if (!built.ok || wrongTests.length > 0) {
    return tellProblems([...(built.ok ? built.warnings : built.problems), ...wrongTests], context);
  }
  const { bundle } = built;
  const warnings = [...built.warnings, ...(await classifierHere(bundle.content.classifier, folder))];
  const counts = { person: bundle.sets.person?.length ?? null, agent: bundle.sets.agent?.length ?? null };
  const sets = Object.entries(counts).map(([set, count]) =>
    count === null ? `no ${set} set` : `${count} in the ${set} set`,
  );
  context.output.out(
    context.json
      ? `${JSON.stringify({ ok: true, mode: bundle.settings.mode, policies: counts, problems: warnings })}\n`
      : `${problemsInWords(warnings)}The policy is in order: ${bundle.settings.mode}, ${sets.join(', ')}.\n`,
  );
  return 0;
}

/** A policy may be written where its model is not, so that is no error. */
async function classifierHere(choice: ClassifierChoice | undefined, folder: string): Promise<readonly Problem[]> {
  const problem = choice === undefined ? null : await classifierProblem(modelFileOf(choice, resolve(folder)));
  return problem === null ? [] : [warning('content.yaml', start, `here, ${problem.message}`, problem.remedy)];
}

/** Runs the tests of a policy folder. */
export async function testPolicy(place: string | undefined, context: Context): Promise<ExitCode> {
  const source = await fromFolder(sourceFolder(place, context), draftLabel(context));
  if (!source.ok) {
    return tellProblems(source.problems, context);
  }
  const { results, problems } = runPolicyTests(source.files, loadBundle(bundleBytes(source.built.bundle)));
  if (problems.length > 0) {
    return tellProblems(problems, context);
  }
  context.output.out(
    context.json
      ? `${JSON.stringify({ passed: results.every(({ passed }) => passed), tests: results })}\n`
      : results.map(resultInWords).join(''),
  );
  return results.every(({ passed }) => passed) ? 0 : 1;
}

function presetNamed(name: string): PresetName {
  const names = Object.keys(presets);
  if (!isPreset(name)) {
    throw usageError(`there is no preset ${JSON.stringify(name)}`, `Choose one of ${names.join(', ')}.`);
  }
  return name;
}

function isPreset(name: string): name is PresetName {
  return Object.hasOwn(presets, name);
}

function resultInWords({ file, place, name, passed, expected, decision }: PolicyTestResult): string {
  const got = [decision.effect, ...reasonsOf(decision)].join(' ');
  return passed
    ? `ok      ${name}\n`
    : `failed  ${name}\n        ${file}:${place.line} expected ${expected}, got ${got}\n`;
}
