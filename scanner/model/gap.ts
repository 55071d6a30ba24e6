/** What is missing from a scan or a plan, and what its parts are, in order. */
export const gapKinds = [
  /** Name of the client, path, outcome. */
  'source-unread',
  /** Name of the client, path, count of the entries that were looked at. */
  'entries-cut',
  /** Name of the client. */
  'recent-unread',
  /** Name of the client. */
  'recent-guarded',
  /** Path of the workspace file. */
  'workspace-unread',
  /** Path of the workspace file. */
  'workspace-guarded',
  /** Count of those left out, count of those looked at. */
  'projects-beyond',
  /** Name of the client, path. */
  'earlier-place',
  'catalogue-unread',
  'advisories-left-out',
  /** Path. */
  'changed-meanwhile',
  /** Path. */
  'not-given-back',
  /** What an earlier version noted. */
  'noted',
] as const;

/** Something that could not be looked at, in English and by its kind. */
export interface Gap {
  readonly kind: (typeof gapKinds)[number];
  readonly parts: readonly string[];
  readonly text: string;
}

export function gap(kind: Gap['kind'], text: string, ...parts: readonly (string | number)[]): Gap {
  return { kind, text, parts: parts.map(String) };
}

/** Without those that say the same again. */
export function onceEach(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((one) => [one.text, one])).values()];
}
