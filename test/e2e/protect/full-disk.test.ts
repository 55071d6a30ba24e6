import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launcher, makeHome } from '../sallyport.ts';
import { laptop, type Laptop } from '../../main/daemon/protect/laptop.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  it('leaves the file as it was, says so, and handles the files that still fit', () => {
    const large = `{ "pad": "${'x'.repeat(3_000_000)}", "mcpServers": { "a": { "command": "a" } } }`;
    here.write('.claude.json', large);
    here.write('.cursor/mcp.json', '{ "mcpServers": { "b": { "command": "b" } } }');

    const { stdout, signal } = spawnSync(
      'bash',
      [
        '-c',
        'ulimit -f 2000 && exec "$0" "$@"',
        process.execPath,
        join(import.meta.dirname, 'fixtures', 'together.ts'),
        here.home,
      ],
      { encoding: 'utf8' },
    );

    expect(signal).toBe(null);
    expect(stdout.split(',').toSorted()).toEqual(['CONFIG_UNWRITABLE', 'held']);
    expect(here.read('.claude.json') === large).toBe(true);
    expect(here.read('.cursor/mcp.json')).toContain(here.launcher);
    expect(readdirSync(here.home).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(readdirSync(join(here.stateFolder, 'backups'))).toHaveLength(2);
  });

  it('leaves every config as it was where not even the shim fits, with what to do', () => {
    const text = '{ "mcpServers": { "b": { "command": "b" } } }';
    const home = makeHome({ '.cursor/mcp.json': text });

    const { stderr, status } = spawnSync(
      'bash',
      ['-c', 'ulimit -f 2000 && exec "$0" "$@"', launcher, 'protect', '--yes'],
      { encoding: 'utf8', env: { HOME: home, PATH: '/usr/bin:/bin' } },
    );

    expect(status).toBe(3);
    expect(stderr).toContain(
      `the shim could not be installed in ${home}/.sallyport/bin (no space left for it)\nFree some space`,
    );
    expect(readFileSync(join(home, '.cursor/mcp.json'), 'utf8')).toBe(text);
    expect(readdirSync(join(home, '.sallyport/bin'))).toEqual([]);
    rmSync(home, { recursive: true });
  });
});
