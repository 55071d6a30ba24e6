import { describe, expect, it } from 'vitest';
import { detectUnpinnedPackage } from '../../../scanner/detect/unpinned-package.ts';
import { npm, pypi, remote, stdio, subjectOf } from './subject.ts';

describe('a package that is started', () => {
  it.each([
    [
      'npm without a version',
      npm('@upstash/context7-mcp', null),
      ['-y', '@upstash/context7-mcp'],
      '/mcpServers/github/args/1',
    ],
    ['npm by a tag', npm('@playwright/mcp', null, 'latest'), ['@playwright/mcp@latest'], '/mcpServers/github/args/0'],
    [
      'npm by a range',
      npm('exa-mcp-server', null, '^1.0.0'),
      ['-y', 'exa-mcp-server@^1.0.0'],
      '/mcpServers/github/args/1',
    ],
    [
      'PyPI in another spelling',
      pypi('mcp-server-git', null),
      ['--quiet', 'mcp_server_git'],
      '/mcpServers/github/args/1',
    ],
    [
      'PyPI by a range',
      pypi('mcp-proxy', null, '>=0.8'),
      ['--from=mcp-proxy>=0.8', 'mcp-proxy'],
      '/mcpServers/github/args/0',
    ],
  ])('is reported when it is %s', (_, runs, args, where) => {
    const found = detectUnpinnedPackage(subjectOf({ runs, launch: stdio('npx', args) }));

    expect(found).toMatchObject([
      { rule: 'config/unpinned-package', severity: 'medium', confidence: 'certain', where },
    ]);
  });

  it('is fine with an exact version', () => {
    const launch = stdio('npx', ['-y', '@upstash/context7-mcp@1.0.6']);

    expect(detectUnpinnedPackage(subjectOf({ runs: npm('@upstash/context7-mcp', '1.0.6'), launch }))).toEqual([]);
  });

  it('is found behind a bridge once, where the bridge stands', () => {
    const subject = subjectOf({
      launch: stdio('npx', ['-y', 'mcp-remote', 'https://mcp.example.com/sse']),
      runs: npm('mcp-remote', null),
      resolved: {
        effective: remote('https://mcp.example.com/sse'),
        alsoRuns: [{ purl: 'pkg:npm/mcp-remote', version: null }],
      },
    });

    expect(detectUnpinnedPackage(subject)).toMatchObject([{ where: '/mcpServers/github/args/1' }]);
  });

  it('is reported as low when it only runs beside the server', () => {
    const subject = subjectOf({
      launch: stdio('uvx', ['--with', 'pandas', 'mcp-server-git==2025.1.1']),
      runs: pypi('mcp-server-git', '2025.1.1'),
      resolved: {
        alsoRuns: [
          { purl: 'pkg:pypi/pandas', version: null },
          { purl: 'pkg:pypi/numpy', version: '2.0.0' },
        ],
      },
    });

    expect(detectUnpinnedPackage(subject)).toMatchObject([{ severity: 'low', where: '/mcpServers/github/args/1' }]);
  });
});
