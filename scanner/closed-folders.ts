import { dirname } from 'node:path';
import type { Files } from './files.ts';
import { inParallel } from './in-parallel.ts';
import type { SourceReading } from './sources.ts';

const AT_ONCE = 16;

/** Says of places that may not be read which folder is closed, where it is not the file: one cause often hides dozens of them. */
export async function withClosedFolders(
  readings: readonly SourceReading[],
  files: Files,
): Promise<readonly SourceReading[]> {
  return readings.some(({ outcome }) => outcome === 'denied')
    ? inParallel(readings, AT_ONCE, async (reading) =>
        reading.outcome === 'denied' ? { ...reading, closedBy: await closedFolder(reading.path, files) } : reading,
      )
    : readings;
}

/** A folder may be closed itself, or to what lies in it: the last one on the way that can be seen. */
async function closedFolder(path: string, files: Files): Promise<string | null> {
  for (
    let here = path.replace(/(?<=[^\\/])[\\/]+$/, ''), above = dirname(here);
    ;
    here = above, above = dirname(here)
  ) {
    const { kind } = await files.probe(here);
    if (kind === 'folder') {
      return here;
    }
    if (kind !== 'denied' || above === here) {
      return null;
    }
  }
}
