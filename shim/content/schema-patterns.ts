import { RE2JS, RE2JSSyntaxException } from 're2js';

/** Whether a text matches a pattern that somebody else has written, in linear time. One that we do not know matches nothing. */
export function matchesPattern(pattern: string, text: string): boolean {
  try {
    return RE2JS.compile(pattern).matcher(text).find();
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) {
      return false;
    }
    throw error;
  }
}
