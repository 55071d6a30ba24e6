import type { Confidence } from '../../model/finding.ts';

/** A credential in a text: where it stands (UTF-16 offsets, end exclusive) and what it is, never its value. */
export interface SecretHit {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
}

/** Reads one credential at or around an anchor. Looks at a bounded number of characters. */
export type Reader = (text: string, at: number) => SecretHit | null;

/** A kind of credential that its own shape gives away. */
export interface TokenRule {
  readonly kind: string;
  /** Fixed text inside the credential, three characters or more; letter case is ignored here and judged by `shape`. */
  readonly anchors: readonly string[];
  /** The whole credential. Bounded quantifiers only, no flags, no groups that need to be read. */
  readonly shape: RegExp;
  /** How many characters of the credential may stand before the anchor. Default: none. */
  readonly before?: readonly number[];
  /** Characters that may not follow. Default: letters, digits, `_` and `-`. */
  readonly notBefore?: RegExp;
  /** What a matching shape is worth; default `certain`. */
  readonly confidence?: Confidence;
  /** Checksum or structure beyond the shape; null means that it is no such credential. */
  readonly judge?: (value: string) => Confidence | null;
}

/** A kind of credential without a shape of its own: only the name it is assigned to gives it away. */
export interface NamedRule {
  readonly kind: string;
  /** Words that begin a word of the name, in lower case. */
  readonly names: readonly string[];
  /** The whole value. */
  readonly shape: RegExp;
}
