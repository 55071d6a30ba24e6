import type { CompiledPolicy } from '../cedar/policy.ts';
import { annotationNames, approvalTerms, recordParts, redactKinds, wordsOf } from '../decide/obligations.ts';

/** What is wrong with a policy's annotations: an obligation that nobody understands would be one that nobody keeps. */
export function annotationProblems({ effect, annotations }: CompiledPolicy): readonly string[] {
  const names = [...annotations.keys()];
  return [
    ...names
      .filter((name) => !annotationNames.some((known) => known === name))
      .map(
        (name) =>
          `the annotation @${name} is unknown; known are ${annotationNames.map((known) => `@${known}`).join(' ')}`,
      ),
    ...wordProblems('redact', redactKinds, annotations),
    ...wordProblems('record', recordParts, annotations),
    ...wordProblems('approval', approvalTerms, annotations),
    ...(annotations.has('approval') && !annotations.has('ask')
      ? ['@approval says how long an answer holds, and there is no @ask']
      : []),
    ...(annotations.get('ask') === '' ? ['@ask needs the question that a person is asked'] : []),
    ...(annotations.has('observe') && annotations.has('ask')
      ? ['a policy with @observe only watches, so it can not @ask']
      : []),
    ...names
      .filter((name) => effect === 'forbid' && ['ask', 'approval', 'redact', 'record'].includes(name))
      .map((name) => `@${name} belongs on a permit: what is forbidden is neither asked nor carried out`),
  ];
}

function wordProblems(
  name: string,
  known: readonly string[],
  annotations: ReadonlyMap<string, string>,
): readonly string[] {
  const text = annotations.get(name);
  if (text === undefined) {
    return [];
  }
  const words = wordsOf(text);
  const unknown = words.filter((word) => !known.includes(word));
  return words.length === 0 || unknown.length > 0
    ? [`@${name} takes ${known.map((word) => `"${word}"`).join(', ')}`]
    : [];
}
