import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeState } from '../../../main/daemon/state-file.ts';

const module = join(import.meta.dirname, '../../../main/daemon/state-file.ts');

/** Writes as a program whose files may have two blocks, as on a disk that is nearly full. */
function writeIn(limited: boolean, path: string, text: string): string {
  const program = `import { writeState } from ${JSON.stringify(module)};
    try { writeState(process.argv[1], process.argv[2]); } catch (error) { process.stdout.write(error.code); }`;
  const words = [process.execPath, '--input-type=module', '-e', program, path, text];
  const limit = limited ? 'ulimit -f 2; ' : '';
  return spawnSync('bash', ['-c', `${limit}exec "$0" "$@"`, ...words], { encoding: 'utf8' }).stdout;
}

describe.skipIf(process.platform === 'win32')('one of our own files, of which only a part finds room', () => {
  const folder = (): string => mkdtempSync(join(realpathSync(tmpdir()), 'sallyport-state-'));

  it('stays what it was, and it is said', () => {
    const path = join(folder(), 'notes.json');
    writeState(path, 'before');

    expect(writeIn(true, path, 'x'.repeat(5000))).toBe('STATE_UNWRITABLE');

    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(join(path, '..'))).toEqual(['notes.json']);
  });

  it.each([
    ['short', true],
    ['long', false],
  ])('is written where there is room: %s', (length, limited) => {
    const path = join(folder(), 'notes.json');
    const text = 'x'.repeat(length === 'short' ? 500 : 5000);

    expect(writeIn(limited, path, text)).toBe('');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
