import { isAbsolute, resolve } from 'node:path';
import { mustBeProject } from '../daemon/project-folder.ts';
import { type Given, textOptions } from './verb.ts';

/**
 * The folders named with `--project`.
 *
 * @throws SallyportError `PROJECT_UNREADABLE`
 */
export async function projectsOf(given: Given): Promise<readonly string[]> {
  const folders = textOptions(given, 'project').map((folder) => (isAbsolute(folder) ? folder : resolve(folder)));
  for (const folder of folders) {
    await mustBeProject(folder, 'Name an existing folder with `--project`.');
  }
  return folders;
}
