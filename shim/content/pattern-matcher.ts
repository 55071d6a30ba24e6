/** Whether a text matches a pattern that somebody else has written. */
export type Matches = (pattern: string, text: string) => boolean;

const never: Matches = () => false;

/**
 * A matcher for the patterns of a schema, in linear time. The library is loaded only where there are patterns; one that it does not
 * know matches nothing.
 */
export function matcherFor(schema: unknown): Matches | Promise<Matches> {
  return schema === undefined || !JSON.stringify(schema).includes('"pattern"') ? never : loaded();
}

async function loaded(): Promise<Matches> {
  const { RE2JS, RE2JSSyntaxException } = await import('re2js');
  return (pattern, text) => {
    try {
      return RE2JS.compile(pattern).matcher(text).find();
    } catch (error) {
      if (error instanceof RE2JSSyntaxException) {
        return false;
      }
      throw error;
    }
  };
}
