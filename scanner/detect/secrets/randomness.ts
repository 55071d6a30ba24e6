const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const gitHash = /^(?:[0-9a-f]{40}|[0-9A-F]{40})$/;

export const isUuid = (value: string): boolean => uuid.test(value);
export const isGitHash = (value: string): boolean => gitHash.test(value);

/**
 * Whether a text looks drawn at random rather than written by a person.
 *
 * Names people choose change between lower case, upper case and digits at the ends of words; drawn text does it
 * everywhere. A capital that begins a word is no change, and nothing is counted across `-`, `_` and the like.
 */
export function looksRandom(value: string, minLength: number): boolean {
  if (value.length < minLength) {
    return false;
  }
  const seen = new Set<number>();
  let counted = 0;
  let letters = 0;
  let changes = 0;
  let previous: Class = 'other';
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    const now = classOf(code);
    if (now !== 'other') {
      counted += 1;
      letters += now === 'digit' ? 0 : 1;
      seen.add(code);
      if (previous !== 'other' && previous !== now && !(previous === 'upper' && now === 'lower')) {
        changes += 1;
      }
    }
    previous = now;
  }
  return (
    counted >= value.length * 0.7 &&
    letters >= counted * 0.15 &&
    seen.size >= Math.min(8, Math.ceil(counted / 2)) &&
    changes >= counted * 0.2 &&
    changes >= 4
  );
}

type Class = 'lower' | 'upper' | 'digit' | 'other';

function classOf(code: number): Class {
  if (code >= 97 && code <= 122) {
    return 'lower';
  }
  if (code >= 65 && code <= 90) {
    return 'upper';
  }
  return code >= 48 && code <= 57 ? 'digit' : 'other';
}
