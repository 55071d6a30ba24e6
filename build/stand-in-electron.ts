import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What Electron's own binary carries, so that fuses can be found in it: a marker, a version, a length, the fuses. */
const fuseMarker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * A folder that looks to the packager like Electron for Linux, where the real one can not be had. Nothing in it runs;
 * what is packed around it, and the fuses in it, are as they would be.
 */
export async function makeStandInElectron(folder: string, version: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await mkdir(join(folder, 'locales'), { recursive: true });
  const fuses = Buffer.concat([Buffer.from(fuseMarker), Buffer.from([1, 9]), Buffer.from('1'.repeat(9))]);
  const binary = Buffer.concat([Buffer.from('#!/bin/false\n'), Buffer.alloc(4096), fuses, Buffer.alloc(4096)]);
  await writeFile(join(folder, 'electron'), binary, { mode: 0o755 });
  await writeFile(join(folder, 'version'), version);
  for (const name of ['icudtl.dat', 'LICENSE', 'LICENSES.chromium.html', 'resources.pak', 'chrome-sandbox']) {
    await writeFile(join(folder, name), '');
  }
  await writeFile(join(folder, 'locales', 'en-US.pak'), '');
  await writeFile(join(folder, 'locales', 'de.pak'), '');
}
