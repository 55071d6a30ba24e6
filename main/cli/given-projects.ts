import { promises } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { SallyportError } from '../../scanner/model/errors.ts';
import { type Given, textOptions } from './verb.ts';

/**
 * The folders named with `--project`.
 *
 * @throws SallyportError `PROJECT_UNREADABLE`
 */
export async function projectsOf(given: Given): Promise<readonly string[]> {
  const folders = textOptions(given, 'project').map((folder) => (isAbsolute(folder) ? folder : resolve(folder)));
  for (const folder of folders) {
    const isFolder = await promises.stat(folder).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      throw new SallyportError({
        code: 'PROJECT_UNREADABLE',
        message: `the project ${folder} is not a folder that can be read`,
        remedy: 'Name an existing folder with `--project`.',
      });
    }
  }
  return folders;
}
