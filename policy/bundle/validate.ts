import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';
import type { BundlePolicy } from './bundle.ts';
import { CedarOverrun, withCedar } from './cedar-wasm.ts';
import type { Problem } from './problem.ts';
import { error, offsetOfByte, placeAt, start } from './problem.ts';
import type { PolicyText } from './split-policies.ts';

/** Checks policies against the schema. @param texts the same policies in the same order, with their places in the file */
export function validationProblems(
  file: string,
  whole: string,
  texts: readonly PolicyText[],
  policies: readonly BundlePolicy[],
  schema: string,
): readonly Problem[] {
  const places = new Map(policies.map(({ id }, at) => [id, texts[at]]));
  try {
    const answer = withCedar((cedar) =>
      cedar.validate({
        schema,
        policies: { staticPolicies: Object.fromEntries(policies.map(({ id, text }) => [id, text])) },
      }),
    );
    if (answer.type === 'failure') {
      return answer.errors.map(({ message, help }) => error(file, start, message, help));
    }
    const locate = (severity: Problem['severity'], policyId: string, fault: DetailedError): Problem => {
      return { ...located(file, whole, places.get(policyId), fault), severity };
    };
    const { validationErrors, validationWarnings } = answer;
    return onceEach([
      ...validationErrors.map((one) => locate('error', one.policyId, one.error)),
      ...validationWarnings.map((one) => locate('warning', one.policyId, one.error)),
    ]);
  } catch (fault) {
    if (fault instanceof CedarOverrun) {
      return [error(file, start, fault.message)];
    }
    throw fault;
  }
}

function located(
  file: string,
  whole: string,
  policy: PolicyText | undefined,
  { message, help, sourceLocations }: DetailedError,
): Problem {
  const byte = sourceLocations?.[0]?.start ?? 0;
  const place = policy === undefined ? start : placeAt(whole, policy.start + offsetOfByte(policy.text, byte));
  // Which of the actions and targets it was found with is left to chance.
  const plain = message
    .replace(/^for policy `[^`]*`, /, '')
    .replace(/ in context for [\w:]+::"[^"]*"/, '')
    .replace(/ on entity type `MCP::(?:Tool|Resource|Prompt|Request)`/, '');
  const declare = 'Declare the argument under "arguments" in settings.yaml.';
  return error(file, place, plain, help ?? (plain.startsWith('attribute `input.') ? declare : null));
}

/** Cedar repeats a fault for each action and each kind of resource that a policy is about. */
function onceEach(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  const inOrder = problems.toSorted(
    (a, b) => a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1),
  );
  return inOrder.filter(({ line, column }) => {
    const key = `${line}:${column}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
