import { isObject } from '../framing/message.ts';

/** The keys and indexes of a JSON pointer. */
export function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at a place in a parsed value; undefined when nothing does. */
export function valueAt(value: unknown, keys: readonly string[]): unknown {
  let here = value;
  for (const key of keys) {
    if (Array.isArray(here)) {
      here = here[Number(key)];
    } else if (isObject(here) && Object.hasOwn(here, key)) {
      here = here[key];
    } else {
      return undefined;
    }
  }
  return here;
}
