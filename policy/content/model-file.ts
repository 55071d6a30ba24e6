import { isAbsolute, join } from 'node:path';
import type { ClassifierChoice } from './content-policy.ts';

/** Where the model of a classifier lies, and what it has to be. @param policyFiles folder that relative paths start from */
export function modelFileOf({ file, sha256 }: ClassifierChoice, policyFiles: string): { path: string; sha256: string } {
  return { path: isAbsolute(file) ? file : join(policyFiles, file), sha256 };
}
