/** Whether a text matches a pattern of a schema. */
export type Matches = (pattern: string, text: string) => boolean;

const never: Matches = () => false;

/** A matcher for the patterns of a schema. Its library is loaded only where there are patterns. */
export function matcherFor(schema: unknown): Matches | Promise<Matches> {
  return schema === undefined || !JSON.stringify(schema).includes('"pattern"')
    ? never
    : import('./schema-patterns.ts').then(({ matchesPattern }) => matchesPattern);
}
