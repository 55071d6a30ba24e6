import { looksRandom } from './randomness.ts';

/** Whether a text is the path of a file or folder, and not base64 that begins with a slash. */
export function isPath(value: string): boolean {
  if (!/^(?:~|\.{1,2})?[\\/]|^[A-Za-z]:[\\/]|^file:|^%[A-Za-z]+%[\\/]|^\$(?:\{?\w+\}?)[\\/]/.test(value)) {
    return /^[\w.@-]+(?:[\\/][\w.@ -]+)+\.[A-Za-z][A-Za-z0-9]{0,8}$/.test(value);
  }
  const parts = value.split(/[\\/]/);
  const inWords = parts.filter((part) => !/[a-z][A-Z0-9]|[0-9][A-Za-z]|[+=]/.test(part)).join('').length;
  return (
    !parts.some((part) => looksRandom(part, 16)) && (inWords >= value.length / 4 || !looksRandom(parts.join(''), 16))
  );
}
