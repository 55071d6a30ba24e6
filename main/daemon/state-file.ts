import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SallyportError } from '../../scanner/model/errors.ts';
import { readRegular } from '../../scanner/regular-file.ts';

/** Text of one of our own files, or null when there is none. */
export function readState(path: string): string | null {
  try {
    return readRegular(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return null;
    }
    throw new SallyportError({
      code: 'STORE_UNREADABLE',
      message: `could not read ${path} (${codeOf(error)})`,
      remedy: 'Check who may read the file, or choose another folder with `--state DIR`.',
      cause: error,
    });
  }
}

/**
 * Replaces one of our own files whole: readers see the old text or the new, never a part. Folder 0700, file 0600.
 *
 * @param survives waiting for the disk is only worth it for what can not be made again
 * @throws SallyportError `STATE_UNWRITABLE`; the old text is then still there
 */
export function writeState(path: string, text: string, survives: 'power-loss' | 'crash' = 'power-loss'): void {
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, text, { flag: 'wx', mode: 0o600, flush: survives === 'power-loss' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new SallyportError({
      code: 'STATE_UNWRITABLE',
      message: `could not write ${path} (${codeOf(error)})`,
      remedy: 'Make the folder writable or free some space, or choose another folder with `--state DIR`.',
      cause: error,
    });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
}
