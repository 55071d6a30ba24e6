import { accessSync, constants } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

/** `--state`, else `SALLYPORT_HOME`, else `~/.sallyport`. */
export function stateFolder(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const chosen = option ?? env['SALLYPORT_HOME'];
  if (chosen === undefined || chosen === '') {
    return join(home, '.sallyport');
  }
  return isAbsolute(chosen) ? chosen : resolve(chosen);
}

export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    // The only question is whether it is; the reason is the reader's to find.
    return false;
  }
}
