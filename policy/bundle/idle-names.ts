import { pathOf } from '../cedar/paths-read.ts';
import { groupEntities, groupRef } from '../decide/groups.ts';
import { namespace } from '../schema/schema.ts';
import type { BundlePolicy, Settings } from './bundle.ts';
import type { Place, Problem } from './problem.ts';
import { warning } from './problem.ts';

/** What a policy compares with and can never be so, with why. */
interface Idle {
  readonly name: string;
  readonly why: string;
  readonly help: string;
}

/**
 * Warns of names that no call ever has: of groups nobody is in, and of words that a standing, effect, pin or mode never is.
 *
 * @param whole text of the file that the policies stand in
 */
export function idleNames(
  whole: string,
  policies: readonly BundlePolicy[],
  { people, groups }: Pick<Settings, 'people' | 'groups'>,
): readonly Problem[] {
  const { above } = groupEntities(groups);
  const own = new Set(Object.values(people).flatMap((person) => person.groups.map((name) => groupRef(name).key)));
  const inhabited = new Set([...own].flatMap((key) => [key, ...above(key)]));
  const lines = whole.split('\n');
  return policies.flatMap((policy) =>
    idleIn(policy.form, inhabited).map(({ name, why, help }) =>
      warning(policy.file, placeOf(lines, policy, name), why, help),
    ),
  );
}

/** Each name once, in the order they are written. */
function idleIn(form: unknown, inhabited: ReadonlySet<string>): readonly Idle[] {
  const found = new Map<string, Idle>();
  // The next one stands last.
  const open: unknown[] = [form];
  while (open.length > 0) {
    const here = open.pop();
    if (typeof here === 'object' && here !== null) {
      [...idleGroup(here, inhabited), ...idleWords(here)].forEach((idle) => found.set(idle.why, idle));
      open.push(...Object.values(here).toReversed());
    }
  }
  return [...found.values()];
}

/** Of `{type, id}`, as heads and conditions name an entity. */
function idleGroup(here: object, inhabited: ReadonlySet<string>): readonly Idle[] {
  if (!('type' in here && 'id' in here) || here.type !== `${namespace}::Group` || typeof here.id !== 'string') {
    return [];
  }
  const name = here.id;
  return inhabited.has(groupRef(name).key)
    ? []
    : [
        {
          name,
          why: `nobody is in the group ${JSON.stringify(name)}`,
          help: 'Give it to somebody under "people" in settings.yaml, or mend its name.',
        },
      ];
}

/** The words of attributes that have few. */
const wordsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['standing', ['approved', 'shadow', 'banned', 'malicious']],
  ['effect', ['read', 'write', 'destructive']],
  ['pin', ['new', 'pinned', 'changed', 'unknown']],
  ['mode', ['off', 'read', 'draft', 'ask', 'auto', 'unknown']],
]);

/** Of `resource.standing == "…"` and of `["…"].contains(resource.standing)`, either way round. */
function idleWords(here: object): readonly Idle[] {
  const [operator, body] = Object.entries(here)[0] ?? [];
  if (operator === undefined || !['==', '!=', 'contains'].includes(operator) || !isPair(body)) {
    return [];
  }
  const { left, right } = body;
  return [...idleBeside(left, right), ...idleBeside(right, left)];
}

function idleBeside(attribute: unknown, beside: unknown): readonly Idle[] {
  const path = pathOf(attribute);
  const last = path?.at(-1) ?? '';
  const words = path?.[0] === 'resource' && path.length > 1 ? wordsOf.get(last) : undefined;
  return words === undefined
    ? []
    : textsOf(beside)
        .filter((text) => !words.includes(text))
        .map((name) => ({
          name,
          why: `${path?.join('.')} is never ${JSON.stringify(name)}`,
          help: `It is ${words.slice(0, -1).join(', ')} or ${words.at(-1)}.`,
        }));
}

function textsOf(form: unknown): readonly string[] {
  if (typeof form !== 'object' || form === null) {
    return [];
  }
  if ('Set' in form && Array.isArray(form.Set)) {
    return form.Set.flatMap(textsOf);
  }
  return 'Value' in form && typeof form.Value === 'string' ? [form.Value] : [];
}

function isPair(body: unknown): body is { readonly left: unknown; readonly right: unknown } {
  return typeof body === 'object' && body !== null && 'left' in body && 'right' in body;
}

/** Of the name between quotes; of the policy where it is written with escapes. */
function placeOf(lines: readonly string[], { line, text }: BundlePolicy, name: string): Place {
  const quoted = JSON.stringify(name);
  const last = line + text.split('\n').length - 1;
  for (let at = line; at <= last; at += 1) {
    const column = (lines[at - 1] ?? '').indexOf(quoted);
    if (column !== -1) {
      return { line: at, column: column + 1 };
    }
  }
  return { line, column: 1 };
}
