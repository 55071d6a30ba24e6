import { describe, expect, it } from 'vitest';
import { refusalForBatch } from '../../../shim/transport/start-batch.ts';
import { isBatchFile } from '../../../shim/transport/start.ts';

const launch = (...args: readonly string[]) => ({ command: 'npx.cmd', args, env: null });

describe('a batch file', () => {
  it.each([
    ['C:\\node\\npx.cmd', true],
    ['npx.CMD', true],
    ['start.bat', true],
    ['npx', false],
    ['npx.cmd.exe', false],
  ])('%s is one: %s', (path, is) => {
    expect(isBatchFile(path)).toBe(is);
  });

  it.each([['a\nb'], ['a\rb'], ['a\0b']])('is refused the argument %j', (arg) => {
    expect(refusalForBatch(launch('-y', arg))).toContain('line breaks');
  });

  it('may have any other', () => {
    expect(refusalForBatch(launch('-y', '%PATH% & "x" ^', 'é'))).toBeNull();
  });
});
