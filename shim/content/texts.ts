import type { Decided } from './as-recorded.ts';

/** What an agent is told in place of what was blocked. It names kinds and rules, never what was found. */
export function blockedText(what: string, because: readonly Decided[]): string {
  const [first] = because;
  const found = first === undefined ? 'it could not be inspected whole' : first.finding.message;
  const rules = [...new Set(because.map(({ finding }) => finding.rule))].slice(0, 5).join(', ');
  return (
    `Sallyport did not pass ${what} on: ${found}. ${rules === '' ? '' : `Rule: ${rules}. `}` +
    'Whoever keeps content.yaml can tell more. Do not retry unchanged.'
  );
}

export const tooLargeText =
  'Sallyport did not pass this on: it is larger than what is inspected of one message, and this computer passes nothing that was not ' +
  'inspected whole. Ask for less at once.';

export const unclassifiedText =
  'Sallyport did not pass this on: the policy wants a classifier to look into it, and the classifier can not be used here. Run "sallyport ' +
  'doctor", which says why. Do not retry unchanged.';

export const tooManyText =
  'Sallyport did not pass this on: more would have to be taken out of it or marked in it than is changed of one message. Ask for less at once.';

export const twoReadingsText =
  'Sallyport did not pass this on: a key stands twice in it, so that it can be read in two ways, and one of them holds what may not pass.';

export const unfitText =
  'Sallyport did not pass this result on: something had to be taken out of it, and what is left would not be what the tool has declared. ' +
  'Ask for less, so that the part with the credential is left out.';
