import { describe, expect, it } from 'vitest';
import { detectBroadFileAccess } from '../../../scanner/detect/broad-file-access.ts';
import { npm, runsFile, stdio, subjectOf } from './subject.ts';

const filesystem = '@modelcontextprotocol/server-filesystem';

describe('a file server', () => {
  it.each([
    ['linux', '/home/ada', '/', 'high'],
    ['linux', '/home/ada', '/home', 'high'],
    ['linux', '/home/ada', '/home/ada', 'medium'],
    ['linux', '/home/ada', '~', 'medium'],
    ['linux', '/home/ada', '${userHome}', 'medium'],
    ['darwin', '/Users/ada', '/Users', 'high'],
    ['darwin', '/Users/ada', '$HOME', 'medium'],
    ['win32', 'C:\\Users\\ada', 'C:\\', 'high'],
    ['win32', 'C:\\Users\\ada', 'c:/users/ada/', 'medium'],
    ['win32', 'C:\\Users\\ada', '%USERPROFILE%', 'medium'],
  ] as const)('on %s (home %s) that is given %s is %s', (os, home, folder, severity) => {
    const launch = stdio('npx', ['-y', filesystem, folder]);

    expect(detectBroadFileAccess(subjectOf({ os, home, runs: npm(filesystem), launch }))).toMatchObject([
      { rule: 'config/broad-file-access', severity, where: '/mcpServers/github/args/2' },
    ]);
  });

  it.each(['/home/ada/projects', '/tmp', '.', '${workspaceFolder}', '~/Documents'])(
    'is fine with one folder: %s',
    (folder) => {
      const launch = stdio('npx', ['-y', filesystem, folder]);

      expect(detectBroadFileAccess(subjectOf({ runs: npm(filesystem), launch }))).toEqual([]);
    },
  );

  it('is known by its program name too', () => {
    const launch = stdio('/opt/rust-mcp-filesystem', ['/']);

    expect(detectBroadFileAccess(subjectOf({ runs: runsFile('/opt/rust-mcp-filesystem'), launch }))).toHaveLength(1);
  });
});

describe('another server', () => {
  it('may take a path that means something else', () => {
    const launch = stdio('npx', ['-y', '@sentry/mcp-server', '--base-path', '/']);

    expect(detectBroadFileAccess(subjectOf({ runs: npm('@sentry/mcp-server'), launch }))).toEqual([]);
  });
});
