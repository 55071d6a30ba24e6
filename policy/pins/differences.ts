import { isRecord } from '../../scanner/formats/document.ts';

/** What a difference means to a person who relies on the thing. */
export type Meaning = 'text' | 'schema' | 'laxer' | 'stricter' | 'annotation' | 'meta' | 'other';

export interface Difference {
  /** JSON pointer in the definition. */
  readonly pointer: string;
  readonly meaning: Meaning;
  /** Undefined where there was, or is, nothing. */
  readonly before: unknown;
  readonly after: unknown;
}

const most = 200;

/** What is different in two definitions of one thing, in the order of the newer one. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const found: Difference[] = [];
  const isChange = isRecord(before) && isRecord(after);
  compare(isChange ? withAnnotations(before) : before, isChange ? withAnnotations(after) : after, [], found);
  return found;
}

function compare(before: unknown, after: unknown, keys: readonly string[], found: Difference[]): void {
  if (found.length >= most || Object.is(before, after)) {
    return;
  }
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    for (const key of new Set([...Object.keys(after), ...Object.keys(before)])) {
      compare(memberOf(before, key), memberOf(after, key), [...keys, key], found);
    }
    return;
  }
  const pointer = keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  found.push({ pointer, meaning: meaningOf(keys, before, after), before, after });
}

/** Annotations that are not there say something too: what the protocol says of a tool that says nothing. */
function withAnnotations(definition: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return definition['annotations'] === undefined ? { ...definition, annotations: {} } : definition;
}

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function memberOf(container: Container, key: string): unknown {
  return Object.hasOwn(container, key) ? (container as Readonly<Record<string, unknown>>)[key] : undefined;
}

const texts = new Set(['description', 'title', 'instructions']);

function meaningOf(keys: readonly string[], before: unknown, after: unknown): Meaning {
  const [first = '', second] = keys;
  if (first === 'annotations' && second !== undefined) {
    return meaningOfHint(second, before, after);
  }
  if (texts.has(keys.at(-1) ?? '') || (keys.length === 0 && typeof (after ?? before) === 'string')) {
    return 'text';
  }
  if (first === 'inputSchema' || first === 'outputSchema' || first === 'arguments') {
    return 'schema';
  }
  return first === '_meta' || first === 'icons' ? 'meta' : first === 'annotations' ? 'annotation' : 'other';
}

/** What the protocol says of a tool that says nothing. */
const unsaid: Readonly<Record<string, boolean>> = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};
/** The value that makes a client ask less. */
const lax: Readonly<Record<string, boolean>> = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

function meaningOfHint(name: string, before: unknown, after: unknown): Meaning {
  const was = before ?? unsaid[name];
  const is = after ?? unsaid[name];
  if (lax[name] === undefined || was === is) {
    return name === 'title' ? 'text' : 'annotation';
  }
  return is === lax[name] ? 'laxer' : 'stricter';
}
