import { isRecord } from './document.ts';

/** The keys of one entry, as parsed. */
export type Fields = Readonly<Record<string, unknown>>;
export type Path = readonly (string | number)[];

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function words(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.map((word) => (typeof word === 'object' ? JSON.stringify(word) : String(word)));
  }
  return typeof value === 'string' ? [value] : [];
}

/** Text values of a map; numbers and booleans as the client would spell them, null (unset) left out. */
export function strings(value: unknown): ReadonlyMap<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([key, item]) =>
      typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean' || typeof item === 'bigint'
        ? [[key, String(item)]]
        : [],
    ),
  );
}
