import { describe, expect, it } from 'vitest';
import { detectTyposquat } from '../../../scanner/detect/typosquat.ts';
import { npm, remote, runsFile, stdio, subjectOf } from './subject.ts';

describe('a package named almost like a well-known one', () => {
  it.each([
    ['firecrwal-mcp', 'high', 'likely'],
    ['playwright-mcp', 'medium', 'possible'],
    ['@someone/server-filesystem', 'low', 'possible'],
  ])('%s is %s and %s', (name, severity, confidence) => {
    const subject = subjectOf({ runs: npm(name), launch: stdio('npx', ['-y', `${name}@1.2.3`]) });

    expect(detectTyposquat(subject)).toMatchObject([
      { rule: 'config/typosquat', severity, confidence, where: '/mcpServers/github/args/1' },
    ]);
  });

  it('names what was probably meant', () => {
    const [found] = detectTyposquat(subjectOf({ runs: npm('firecrwal-mcp') }));

    expect(found?.message).toBe('firecrwal-mcp is one slip of the keyboard away from the well-known firecrawl-mcp');
    expect(found?.remedy).toContain('firecrawl-mcp if that is what you meant');
  });

  it('is found in a bridge too, once', () => {
    const subject = subjectOf({
      launch: stdio('npx', ['mcp-remotee', 'https://mcp.example.com']),
      runs: npm('mcp-remotee'),
      resolved: {
        effective: remote('https://mcp.example.com'),
        alsoRuns: [{ purl: 'pkg:npm/mcp-remotee', version: null }],
      },
    });

    expect(detectTyposquat(subject)).toHaveLength(1);
  });

  it.each([npm('firecrawl-mcp'), npm('@acme/payroll-mcp'), runsFile('/opt/firecrwal-mcp')])(
    'is not this one: %j',
    (runs) => {
      expect(detectTyposquat(subjectOf({ runs }))).toEqual([]);
    },
  );
});
