import { describe, expect, it } from 'vitest';
import type { Files } from '../../scanner/files.ts';
import type { Os } from '../../scanner/model/launch.ts';
import { isElsewhere, onThisMachine } from '../../scanner/other-machines.ts';

const homes = { win32: String.raw`C:\Users\kim`, darwin: '/Users/kim', linux: '/home/kim' } as const;

describe('a path', () => {
  it.each<[Os, string]>([
    ['win32', String.raw`\\evil.example\share\server.exe`],
    ['win32', '//evil.example/share/server.js'],
    ['win32', String.raw`\\?\UNC\evil.example\share\server.exe`],
    ['win32', String.raw`\\.\UNC\evil.example\share\server.exe`],
    ['win32', String.raw`\\?\GLOBALROOT\Device\Mup\evil.example\share\a`],
    ['win32', String.raw`\\wsl.localhost\Debian\home\kim\server`],
    ['darwin', '/net/evil.example/server'],
    ['linux', '/net/evil.example/server'],
  ])('of %s on another machine: %s', (os, path) => {
    expect(isElsewhere(path, { os, home: homes[os] })).toBe(true);
  });

  it.each<[Os, string]>([
    ['win32', String.raw`C:\tools\server.exe`],
    ['win32', 'C:/tools//server.exe'],
    ['win32', String.raw`\\?\C:\tools\server.exe`],
    ['win32', String.raw`\tools\server.exe`],
    ['darwin', '//evil.example/share/server'],
    ['darwin', '/network/server'],
    ['linux', '/home/kim/net/server'],
  ])('of %s on this one: %s', (os, path) => {
    expect(isElsewhere(path, { os, home: homes[os] })).toBe(false);
  });

  it('on the share that holds the home is on this one, and no other', () => {
    const where = { os: 'win32', home: String.raw`\\files\people\kim` } as const;

    expect(isElsewhere(String.raw`\\FILES\people\kim\server.exe`, where)).toBe(false);
    expect(isElsewhere(String.raw`\\files\public\server.exe`, where)).toBe(true);
  });
});

describe('a file on another machine', () => {
  const asked: string[] = [];
  const all: Files = {
    probe: async (path) => (asked.push(path), { kind: 'absent' }),
    read: async (path) => (asked.push(path), { kind: 'absent' }),
    list: async (path) => (asked.push(path), []),
    rows: async (path) => (asked.push(path), { kind: 'absent' }),
    sha256: async (path) => (asked.push(path), { kind: 'unreadable', why: 'absent' }),
  };
  const here = onThisMachine(all, { os: 'win32', home: homes.win32 });
  const askAll = async (path: string): Promise<readonly string[]> => {
    asked.length = 0;
    await Promise.all([here.probe(path), here.read(path, 1), here.list(path), here.rows(path, []), here.sha256(path)]);
    return [...asked];
  };

  it('is never asked for', async () => {
    expect(await askAll(String.raw`\\evil.example\share\a`)).toEqual([]);
  });

  it('is, on this machine', async () => {
    expect(await askAll(String.raw`C:\a`)).toHaveLength(5);
  });
});
