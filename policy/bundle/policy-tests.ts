import * as z from 'zod/mini';
import type { Decision } from '../decide/decision.ts';
import { decide } from '../decide/decide.ts';
import { reasonsOf } from '../decide/reasons.ts';
import type { FolderFiles } from './build.ts';
import type { LoadedBundle } from './load.ts';
import type { Place, Problem } from './problem.ts';
import { factsOf, writtenCall } from './written-call.ts';
import { readYaml, shapeProblems } from './yaml-file.ts';

const text = z.string().check(z.minLength(1));
const schema = z.array(
  z.strictObject({
    name: text,
    call: writtenCall,
    expect: z.enum(['allow', 'ask', 'deny']),
    /** Policies that must be among those that decide, such as `person/sales-tables`. */
    because: z.optional(z.array(text)),
  }),
);

type WrittenTest = z.infer<typeof schema>[number] & { readonly file: string; readonly place: Place };

/** One row of `tests/*.yaml`, and what the policy makes of it. */
export interface PolicyTestResult {
  readonly file: string;
  readonly place: Place;
  readonly name: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly decision: Decision;
}

const callParts = Object.keys(writtenCall.shape).join(', ');
const helpOfTest =
  'A test has a name, a call, what to expect (allow, ask or deny) and, if need be, because: a list of rules such as person/mine.';

/** Reads the tests of a policy folder. They are no part of its bundle. */
export function readPolicyTests(files: FolderFiles): {
  readonly tests: readonly WrittenTest[];
  readonly problems: readonly Problem[];
} {
  const tests: WrittenTest[] = [];
  const problems: Problem[] = [];
  for (const [file, yaml] of [...files].filter(([name]) => name.startsWith('tests/'))) {
    const read = readYaml(file, yaml);
    const parsed = read.ok ? schema.safeParse(read.value ?? []) : null;
    if (!read.ok) {
      problems.push(...read.problems);
    } else if (parsed?.success === false) {
      const found = shapeProblems(file, parsed.error.issues, read.placeOf);
      problems.push(...found.map((problem) => ({ ...problem, help: helpFor(problem) })));
    } else {
      tests.push(...(parsed?.data ?? []).map((test, at) => ({ ...test, file, place: read.placeOf([at]) })));
    }
  }
  return { tests, problems };
}

function helpFor({ message }: Problem): string {
  return /^\d+\.call(?:\.| )/.test(message) ? `A call may say ${callParts}.` : helpOfTest;
}

/** Runs the tests of a policy folder against its bundle. Files that can not be read are problems, not failed tests. */
export function runPolicyTests(
  files: FolderFiles,
  { bundle, policy }: LoadedBundle,
): { readonly results: readonly PolicyTestResult[]; readonly problems: readonly Problem[] } {
  const { tests, problems } = readPolicyTests(files);
  const results = tests.map(({ file, place, name, call, expect, because = [] }) => {
    const decision = decide(factsOf(call, bundle.settings), policy);
    const named = reasonsOf(decision);
    const passed = decision.effect === expect && because.every((rule) => named.includes(rule));
    const expected = because.length === 0 ? expect : `${expect} because of ${because.join(', ')}`;
    return { file, place, name, passed, expected, decision };
  });
  return { results, problems };
}
