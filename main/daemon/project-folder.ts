import { promises } from 'node:fs';
import { isAbsolute } from 'node:path';
import { SallyportError } from '../../scanner/model/errors.ts';

/**
 * Refuses what can not be looked at as a project.
 *
 * @throws SallyportError `PROJECT_UNREADABLE`
 */
export async function mustBeProject(folder: string, remedy: string): Promise<void> {
  const isFolder =
    isAbsolute(folder) &&
    (await promises.stat(folder).then(
      (stats) => stats.isDirectory(),
      () => false,
    ));
  if (!isFolder) {
    throw new SallyportError({
      code: 'PROJECT_UNREADABLE',
      message: `the project ${folder} is not a folder that can be read`,
      remedy,
    });
  }
}
