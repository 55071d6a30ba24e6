const MOST = 1024;
const LONGEST = 400;

/**
 * Does the work for each text once: a laptop says the same words, paths and names a thousand times. Long texts are not kept, and of
 * short ones so many that they take less than a megabyte.
 */
export function remembering<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) {
      return before;
    }
    const done = work(text);
    if (text.length <= LONGEST) {
      if (known.size === MOST) {
        known.clear();
      }
      known.set(text, done);
    }
    return done;
  };
}
