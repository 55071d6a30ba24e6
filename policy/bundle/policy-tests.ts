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

/** One row of `tests/*.yaml`, and what the policy makes of it. */
export interface PolicyTestResult {
  readonly file: string;
  readonly place: Place;
  readonly name: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly decision: Decision;
}

/** Runs the tests of a policy folder against its bundle. Files that can not be read are problems, not failed tests. */
export function runPolicyTests(
  files: FolderFiles,
  { bundle, policy }: LoadedBundle,
): { readonly results: readonly PolicyTestResult[]; readonly problems: readonly Problem[] } {
  const results: PolicyTestResult[] = [];
  const problems: Problem[] = [];
  for (const [file, yaml] of [...files].filter(([name]) => name.startsWith('tests/'))) {
    const read = readYaml(file, yaml);
    const parsed = read.ok ? schema.safeParse(read.value ?? []) : null;
    if (!read.ok) {
      problems.push(...read.problems);
    } else if (parsed?.success === false) {
      problems.push(...shapeProblems(file, parsed.error.issues, read.placeOf));
    } else {
      for (const [at, { name, call, expect, because = [] }] of (parsed?.data ?? []).entries()) {
        const decision = decide(factsOf(call, bundle.settings), policy);
        const named = reasonsOf(decision);
        const passed = decision.effect === expect && because.every((rule) => named.includes(rule));
        const expected = because.length === 0 ? expect : `${expect} because of ${because.join(', ')}`;
        results.push({ file, place: read.placeOf([at]), name, passed, expected, decision });
      }
    }
  }
  return { results, problems };
}
