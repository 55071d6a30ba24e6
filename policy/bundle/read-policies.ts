import { PolicyRefused } from '../cedar/fault.ts';
import { compilePolicy } from '../cedar/policy.ts';
import type { BundlePolicy } from './bundle.ts';
import { CedarOverrun, withCedar } from './cedar-wasm.ts';
import { annotationProblems } from './check-annotations.ts';
import type { Problem } from './problem.ts';
import { error, offsetOfByte, placeAt } from './problem.ts';
import type { PolicyText } from './split-policies.ts';
import { splitPolicies } from './split-policies.ts';
import { validationProblems } from './validate.ts';

export interface ReadPolicies {
  readonly policies: readonly BundlePolicy[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a file of policies: parses and validates it with Cedar's wasm, and compiles it as the shim will.
 *
 * @param schema the schema of the set, in Cedar's words
 */
export function readPolicies(file: string, text: string, schema: string): ReadPolicies {
  const split = splitPolicies(text.toWellFormed());
  if (!split.ok) {
    return { policies: [], problems: [error(file, placeAt(text, split.at), split.message)] };
  }
  const read = split.policies.map((policy, at) => readPolicy(file, text, policy, at));
  const policies = read.flatMap(({ policy }) => (policy === null ? [] : [policy]));
  const problems = [...read.flatMap((one) => one.problems), ...duplicates(file, policies)];
  // What does not parse can not be validated, and one fault at a time is easier to mend.
  return problems.length > 0
    ? { policies, problems }
    : { policies, problems: validationProblems(file, text, split.policies, policies, schema) };
}

interface ReadPolicy {
  readonly policy: BundlePolicy | null;
  readonly problems: readonly Problem[];
}

function readPolicy(file: string, whole: string, { text, start }: PolicyText, at: number): ReadPolicy {
  const place = placeAt(whole, start);
  try {
    const parsed = withCedar((cedar) => cedar.policyToJson(text));
    if (parsed.type === 'failure') {
      const problems = parsed.errors.map(({ message, help, sourceLocations }) => {
        const byte = sourceLocations?.[0]?.start ?? 0;
        return error(file, placeAt(whole, start + offsetOfByte(text, byte)), withoutPreface(message), help);
      });
      return { policy: null, problems };
    }
    const compiled = compilePolicy('', parsed.json);
    const id = compiled.annotations.get('id') ?? `policy${at}`;
    const wrong = [...annotationProblems(compiled), ...idProblems(id)];
    return {
      policy: { id, file, line: place.line, text, form: parsed.json },
      problems: wrong.map((message) => error(file, place, message)),
    };
  } catch (fault) {
    if (fault instanceof PolicyRefused || fault instanceof CedarOverrun) {
      return { policy: null, problems: [error(file, place, fault.message)] };
    }
    throw fault;
  }
}

function withoutPreface(message: string): string {
  return message.replace(/^failed to parse policy from string: /, '');
}

function idProblems(id: string): readonly string[] {
  return /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/.test(id)
    ? []
    : ['@id takes up to 100 letters, digits and . _ / - and starts with a letter or digit'];
}

function duplicates(file: string, policies: readonly BundlePolicy[]): readonly Problem[] {
  const first = new Map<string, BundlePolicy>();
  return policies.flatMap((policy) => {
    const before = first.get(policy.id);
    if (before === undefined) {
      first.set(policy.id, policy);
      return [];
    }
    const help = 'Give one of the two another @id.';
    return [
      error(file, { line: policy.line, column: 1 }, `the id ${policy.id} is taken since line ${before.line}`, help),
    ];
  });
}
