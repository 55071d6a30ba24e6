import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of the screens as it is served. */
export interface Screen {
  readonly type: string;
  readonly bytes: Buffer;
}

/** The screens by path. Nothing else is served: no path of a request ever reaches the disk. */
export type Screens = ReadonlyMap<string, Screen>;

const files = [
  ['/', 'index.html', 'text/html; charset=utf-8'],
  ['/screens.js', 'screens.js', 'text/javascript; charset=utf-8'],
  ['/screens.css', 'screens.css', 'text/css; charset=utf-8'],
] as const;

/** Reads what the build left in a folder. Null where it left nothing: the program runs without a build. */
export async function readScreens(folder: string): Promise<Screens | null> {
  try {
    return new Map(
      await Promise.all(
        files.map(async ([path, name, type]) => [path, { type, bytes: await readFile(join(folder, name)) }] as const),
      ),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** The screens that the bundler put beside this script. */
export function shippedScreens(): Promise<Screens | null> {
  return readScreens(join(import.meta.dirname, 'screens'));
}
