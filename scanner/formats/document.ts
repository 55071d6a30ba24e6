/** A parsed config: plain values, objects without a prototype, so that a `__proto__` key is a key like any other. */
export interface ConfigDocument {
  readonly value: unknown;
  /** JSON pointers of keys that stand twice in one object; the last one counts, as in the clients. */
  readonly duplicates: readonly string[];
}

export type ParseResult =
  | { readonly ok: true; readonly document: ConfigDocument }
  /** `detail` names the place and the kind of fault, never the text: it may hold a secret. */
  | { readonly ok: false; readonly outcome: 'malformed' | 'too-large' | 'unsupported'; readonly detail: string };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys, or undefined. Never follows a prototype. */
export function at(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (Array.isArray(here)) {
      here = here[Number(key)];
    } else if (isRecord(here) && Object.hasOwn(here, key)) {
      here = here[key];
    } else {
      return undefined;
    }
  }
  return here;
}

/** RFC 6901. */
export function pointer(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
