import { resolve } from 'node:path';

/**
 * A folder as all lists together write it: without a slash at its end; on Windows with backslashes and a capital drive letter, which
 * editors write small.
 */
export function oneSpelling(folder: string): string {
  return resolve(folder).replace(/^[a-z]:/, (drive) => drive.toUpperCase());
}
