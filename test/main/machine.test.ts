import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { realMachine } from '../../main/machine.ts';
import { folderWith } from './scan-home.ts';

const own = process.env['HOME'];
afterEach(() => {
  process.env['HOME'] = own;
});

function machineIn(home: string): ReturnType<typeof realMachine> {
  process.env['HOME'] = home;
  return realMachine({ PATH: '/usr/bin:.:bin:/bin' });
}

describe.skipIf(process.platform === 'win32')('the home that HOME names', () => {
  it('has no slash at its end, whatever HOME has', () => {
    const home = folderWith({});

    expect(machineIn(`${home}/`).home).toBe(home);
    expect(machineIn(`${home}/./x/..//`).home).toBe(home);
  });

  it.each(['nothing', 'a file', 'a folder behind a file'])('must be a folder: %s is none', (what) => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'a file'), '');
    mkdirSync(join(folder, 'folder'));

    expect(() => machineIn(join(folder, what === 'a folder behind a file' ? 'a file/folder' : what))).toThrow(
      expect.objectContaining({ code: 'NO_HOME' }),
    );
  });
});

describe.skipIf(process.platform === 'win32')('the search path', () => {
  it('has no folder that depends on where one stands', () => {
    const { searchPath } = machineIn(folderWith({}));

    expect(searchPath.slice(0, 2)).toEqual(['/usr/bin', '/bin']);
    expect(searchPath.filter((folder) => !folder.startsWith('/'))).toEqual([]);
  });
});
