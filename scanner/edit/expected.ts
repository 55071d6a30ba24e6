import { isRecord } from '../formats/document.ts';
import type { Edit } from './edit.ts';
import { type Path, pathOf } from './places.ts';

/** What a parsed config must say after these edits: the same, but for what they name. The document itself stays as it is. */
export function expected(document: unknown, edits: readonly Edit[]): unknown {
  const ours = new WeakSet();
  return edits.reduce((value, edit) => changed(value, pathOf(edit.at), edit, ours), document);
}

/** @param ours copies made on the way: a map of a thousand entries is copied once, not with each edit */
function changed(value: unknown, [key, ...rest]: Path, edit: Edit, ours: WeakSet<object>): unknown {
  if (key === undefined) {
    return newValue(value, edit);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === key ? changed(item, rest, edit, ours) : item));
  }
  if (!isRecord(value)) {
    return value;
  }
  const copy = ours.has(value) ? (value as Record<string, unknown>) : copyOf(value);
  ours.add(copy);
  if (rest.length === 0 && edit.kind === 'remove') {
    delete copy[key];
    return copy;
  }
  const missing = edit.kind === 'add-value' && rest.length > 0 ? Object.create(null) : undefined;
  const inner: unknown = Object.hasOwn(value, key) ? value[key] : missing;
  // Not an assignment: a key called `__proto__` is a key like any other.
  Object.defineProperty(copy, key, {
    value: changed(inner, rest, edit, ours),
    enumerable: true,
    writable: true,
    configurable: true,
  });
  return copy;
}

function copyOf(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.create(Object.getPrototypeOf(value), Object.getOwnPropertyDescriptors(value)) as Record<
    string,
    unknown
  >;
}

function newValue(value: unknown, edit: Edit): unknown {
  switch (edit.kind) {
    case 'set-text':
      return edit.text;
    case 'set-list':
    case 'add-list':
      return [...edit.items];
    case 'add-value':
      return asParsed(edit.value);
    case 'prepend':
      return Array.isArray(value) ? [...edit.items, ...(value as readonly unknown[])] : value;
    case 'drop-first':
      return Array.isArray(value) ? value.slice(edit.count) : value;
    case 'remove':
      return undefined;
  }
}

/** As a parser of ours gives it: maps without a prototype. */
function asParsed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(asParsed);
  }
  return isRecord(value)
    ? Object.assign(
        Object.create(null) as object,
        Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asParsed(item)])),
      )
    : value;
}
