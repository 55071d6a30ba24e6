/** One change of a config, at JSON pointers. Everything it does not name stays byte for byte. */
export type Edit =
  /** `raw` is the text to write, as it once stood in this file; else the value is quoted. */
  | { readonly kind: 'set-text'; readonly at: string; readonly text: string; readonly raw: string | null }
  | { readonly kind: 'set-list'; readonly at: string; readonly items: readonly string[]; readonly raw: string | null }
  | { readonly kind: 'prepend'; readonly at: string; readonly items: readonly string[] }
  | { readonly kind: 'drop-first'; readonly at: string; readonly count: number }
  /** A new key with a list, put before the key at `before`. */
  | { readonly kind: 'add-list'; readonly at: string; readonly before: string; readonly items: readonly string[] }
  /** A new key with any value, made with the maps above it where they are missing. Only JSON and its kin. */
  | { readonly kind: 'add-value'; readonly at: string; readonly value: unknown }
  | { readonly kind: 'remove'; readonly at: string };
