/** Keys down to a value; numbers of list items as text. */
export type Path = readonly string[];

/** From the first character to behind the last, counted in UTF-16 units of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `rows`: one item or key a line by the format's own rules (YAML blocks, TOML tables); else brackets and commas. */
export type Style = 'inline' | 'rows';

export type Value =
  | { readonly kind: 'text'; readonly span: Span }
  /** In rows an item's span begins at its dash. */
  | { readonly kind: 'list'; readonly span: Span; readonly items: readonly Span[]; readonly style: Style }
  | { readonly kind: 'other'; readonly span: Span };

/** A key of a map with its value. */
export interface Member {
  readonly key: Span;
  /** What stands in the text before the last part of the key: TOML may spell a whole path as one key. */
  readonly keyPrefix: string;
  readonly value: Value;
  readonly style: Style;
  /** Where the value of the key before ends; null for the first. */
  readonly previousEnd: number | null;
}

/** Where the values of one config stand in its text. Nothing that is reached through an alias or a merge key is found. */
export interface Places {
  value(path: Path): Value | null;
  member(path: Path): Member | null;
  /** Between a key and its value. */
  readonly separator: string;
}

/** Text as a quoted word that JSON, JSON5, TOML and YAML all read the same. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => String.raw`\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** The keys of an RFC 6901 pointer. */
export function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
