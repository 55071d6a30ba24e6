import { inspectText } from '../scanner/detect/content/inspect-text.ts';

/**
 * Why a labelled secret was not found, told from the text alone. The labels are those of other scanners' own tests, which count a filler or
 * an identifier as a hit where their rule is to see its shape.
 */
export function causeOfMiss(text: string): string {
  return misses.find(([, shape]) => shape.test(text))?.[0] ?? missOfOurs;
}

/** What no other cause explains. */
export const missOfOurs = 'a miss of ours';

const misses: readonly (readonly [string, RegExp])[] = [
  ['a filler that nobody can use (xxxx, EXAMPLE, {secret}, 12345678)', /x{5,}|EXAMPLE|\{\w+\}|12345678|THIS IS SECRET/],
  ['a login of documentation (user:pass@)', /:\/\/(?:user|username|admin):pass(?:word)?@/],
  ['an identifier, no credential', /(?:account|client|tenant)_?id|"type"/i],
  ['a variable', /\$[A-Z_]+/],
];

/** Why a text that is labelled as no secret was taken for one. */
export function causeOfAlarm(text: string): string {
  const { findings } = inspectText('result', text);
  const kinds = findings.filter(({ kind }) => kind === 'secret').map(({ detail }) => detail ?? '');
  return kinds.every((kind) => byName.has(kind))
    ? 'stands under the name of a credential, which the rule of the label is not about'
    : 'has the form of a credential, which the other scanner lets pass as known or as a test';
}

/** Kinds that are told by the name a value stands under. */
const byName: ReadonlySet<string> = new Set(['token', 'api-key', 'password', 'secret', 'npm-legacy-token']);
