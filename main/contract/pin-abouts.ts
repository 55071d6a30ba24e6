/** What a difference between a tool as it was accepted and as it is now means to somebody who relies on it. */
export const pinAbouts = [
  'text',
  'schema',
  /** A claim that makes clients ask less. */
  'laxer',
  'stricter',
  'annotation',
  'meta',
  'other',
  /** Several tools have its name. */
  'times-listed',
  /** What differs is one, which is not kept. */
  'credential',
] as const;

export type PinAbout = (typeof pinAbouts)[number];
