import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findProgram, type ProgramSearch, realProgramSearch } from '../../../shim/transport/find-program.ts';

const launch = (command: string, env: NodeJS.ProcessEnv | null = null) => ({ command, args: ['-y'], env });
const search = (
  platform: NodeJS.Platform,
  programs: readonly string[],
  loginPath: string | null = null,
): ProgramSearch => ({
  platform,
  loginPath: () => loginPath,
  isProgram: (path) => programs.includes(path),
});

describe('a command that did not start', () => {
  it('is found where a login shell looks, and can find what stands beside it', () => {
    const posix = search('darwin', ['/opt/homebrew/bin/npx'], '/usr/bin:/opt/homebrew/bin');

    expect(findProgram(posix, launch('npx'), { A: '1', PATH: '/usr/bin' })).toEqual({
      kind: 'found',
      launch: { command: '/opt/homebrew/bin/npx', args: ['-y'], env: { A: '1', PATH: '/usr/bin:/opt/homebrew/bin' } },
    });
  });

  it.each([
    ['a path, which says where', launch('/nowhere/npx'), ['/usr/bin/npx'], '/usr/bin'],
    ['a name nobody has', launch('npx'), [], '/usr/bin'],
    ['a name, with no login shell', launch('npx'), ['/usr/bin/npx'], null],
    ['a name in a folder that is not absolute', launch('npx'), ['bin/npx'], 'bin:'],
  ])('stays absent: %s', (_, wanted, programs, path) => {
    expect(findProgram(search('linux', programs, path), wanted, {})).toEqual({ kind: 'absent' });
  });

  it('is found by its ending on Windows, in the order of the variables, whose names have any case', () => {
    const windows = search('win32', ['C:\\tools\\uvx.EXE', 'C:\\later\\uvx.COM']);

    expect(
      findProgram(windows, launch('uvx'), { Path: 'C:\\empty;C:\\tools;C:\\later', PATHEXT: '.COM;.EXE' }),
    ).toMatchObject({
      kind: 'found',
      launch: { command: 'C:\\tools\\uvx.EXE' },
    });
  });

  it('is a batch file on Windows where that is what there is', () => {
    const windows = search('win32', ['C:\\node\\npx.CMD']);

    expect(findProgram(windows, launch('npx'), { PATH: 'C:\\node' })).toMatchObject({
      kind: 'batch',
      launch: { command: 'C:\\node\\npx.CMD' },
    });
  });
});

describe.skipIf(process.platform !== 'linux')('the login shell that is asked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-login-'));
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has a session of its own, so that it can not take the terminal of a client', () => {
    const shell = join(folder, 'shell');
    // Its pid and its session in place of the PATH.
    const facts = "$(cut -d ' ' -f 1,6 /proc/$$/stat)";
    writeFileSync(shell, `#!/bin/sh\nprintf '%s%s%s' __sallyport_path__ "${facts}" __sallyport_path__\n`, {
      mode: 0o700,
    });
    vi.stubEnv('SHELL', shell);

    const [pid, session] = realProgramSearch.loginPath()?.split(' ') ?? [];

    expect(Number(pid)).toBeGreaterThan(0);
    expect(session).toBe(pid);
  });
});
