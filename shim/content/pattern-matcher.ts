/** Whether a text matches a pattern of a schema. */
export type Matches = (pattern: string, text: string) => boolean;

const never: Matches = () => false;

/** A matcher for the patterns of a schema. Its library is loaded only where there are patterns. */
export function matcherFor(schema: unknown): Matches | Promise<Matches> {
  return typeof schema === 'object' && schema !== null && hasPatterns(schema)
    ? import('./schema-patterns.ts').then(({ matchesPattern }) => matchesPattern)
    : never;
}

const judged = new WeakMap<object, boolean>();

/** Written out once: every result of a tool is held against the same schema. */
function hasPatterns(schema: object): boolean {
  const known = judged.get(schema);
  if (known !== undefined) {
    return known;
  }
  const has = JSON.stringify(schema).includes('"pattern"');
  judged.set(schema, has);
  return has;
}
