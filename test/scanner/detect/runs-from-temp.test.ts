import { describe, expect, it } from 'vitest';
import { detectRunsFromTemp } from '../../../scanner/detect/runs-from-temp.ts';
import { runsFile, stdio, subjectOf } from './subject.ts';

const homes = { linux: '/home/ada', darwin: '/Users/ada', win32: 'C:\\Users\\ada' };

describe('a program in a folder that is meant to be thrown away', () => {
  it.each([
    ['linux', '/tmp/server', 'high'],
    ['linux', '/dev/shm/.x/server', 'high'],
    ['linux', '/home/ada/Downloads/server', 'medium'],
    ['darwin', '/private/tmp/server', 'high'],
    ['darwin', '/Users/Shared/server', 'high'],
    ['darwin', '/private/var/folders/xx/yy/T/server', 'medium'],
    ['darwin', '/Users/ada/downloads/server', 'medium'],
    ['win32', 'C:\\Windows\\Temp\\server.exe', 'high'],
    ['win32', 'c:\\users\\ada\\appdata\\local\\temp\\server.exe', 'medium'],
    ['win32', 'C:\\Users\\ada\\Downloads\\server.exe', 'medium'],
    ['linux', '/opt/../tmp/server', 'high'],
  ] as const)('is found on %s: %s', (os, path, severity) => {
    const subject = subjectOf({ os, home: homes[os], runs: runsFile(path), launch: stdio('node', [path]) });

    expect(detectRunsFromTemp(subject)).toMatchObject([
      { rule: 'config/runs-from-temp', severity, where: '/mcpServers/github/args/0' },
    ]);
  });

  it('is found behind a link', () => {
    const subject = subjectOf({ runs: runsFile('/home/ada/bin/server'), program: { realPath: '/tmp/x/server' } });

    expect(detectRunsFromTemp(subject)).toMatchObject([
      { severity: 'high', message: '/tmp/x/server starts from a folder that every account may write' },
    ]);
  });

  it.each([
    ['linux', '/home/ada/src/server'],
    ['linux', '/tmpfiles/server'],
    ['linux', '/home/ada/projects/Downloads/server'],
    ['darwin', '/Applications/Server.app/Contents/MacOS/server'],
    ['win32', 'C:\\Program Files\\Server\\server.exe'],
    ['win32', 'D:\\temp-tools\\server.exe'],
  ] as const)('is not this one on %s: %s', (os, path) => {
    expect(detectRunsFromTemp(subjectOf({ os, home: homes[os], runs: runsFile(path) }))).toEqual([]);
  });

  it('does not hold against a home that itself lies in a temporary folder', () => {
    const given = { home: '/tmp/demo/home' };

    expect(detectRunsFromTemp(subjectOf({ ...given, runs: runsFile('/tmp/demo/home/bin/server') }))).toEqual([]);
    expect(detectRunsFromTemp(subjectOf({ ...given, runs: runsFile('/tmp/demo/home/Downloads/server') }))).toHaveLength(
      1,
    );
  });
});
