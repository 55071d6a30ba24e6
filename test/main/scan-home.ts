import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { judgeBy } from '../../main/daemon/judge.ts';
import { type HomeScan, scanHome } from '../../main/daemon/scan-home.ts';
import { emptyCatalogue } from '../../policy/catalogue/catalogue.ts';
import { fingerprintWith } from '../../scanner/detect/secrets/fingerprint.ts';
import { loadAdvisories } from '../../scanner/identity/advisories.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';
import type { Os } from '../../scanner/model/launch.ts';

export const now = new Date('2026-11-20T09:00:00Z');

/** A folder under the temporary root with these files; values that are no text are written as JSON. */
export function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'sallyport-home-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** Scans a home by another system's path rules; its system folders are those below `system` in the same folder. */
export async function scanAs(os: Os, home: string, changed: Partial<HomeScan> = {}): Promise<Inventory> {
  return scanHome({
    machine: {
      os,
      home,
      env: {},
      system: join(home, 'system'),
      searchPath: [],
      programEndings: os === 'win32' ? ['.exe'] : [''],
      userId: process.getuid?.() ?? null,
    },
    user: { name: 'kim', id: '1000' },
    device: { id: '00000000-0000-4000-8000-000000000000', os, osVersion: '1', arch: 'x64', hostname: 'laptop' },
    judge: judgeBy(emptyCatalogue, now),
    policy: { source: 'none', version: 0, mode: 'monitor', state: 'missing' },
    advisories: (await loadAdvisories([])).advisories,
    fingerprint: fingerprintWith('tests'),
    store: null,
    stateFolder: join(home, '.sallyport'),
    now,
    mayReadGuarded: true,
    gaps: [],
    projects: [],
    only: null,
    ...changed,
  });
}
