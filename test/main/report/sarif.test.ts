import { describe, expect, it } from 'vitest';
import { toSarif } from '../../../main/report/sarif.ts';
import { clean, problems } from './samples.ts';

describe('a scan as SARIF', () => {
  it('of problems is as pinned', async () => {
    await expect(`${JSON.stringify(toSarif(problems), null, 2)}\n`).toMatchFileSnapshot('golden/problems.sarif.json');
  });

  it('is a successful run without results when all is well', () => {
    expect(toSarif(clean)).toMatchObject({
      version: '2.1.0',
      runs: [{ invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }], results: [] }],
    });
  });

  it('is an unsuccessful run, with the places, when something could not be read', () => {
    expect(toSarif(problems)).toMatchObject({
      runs: [
        {
          invocations: [
            {
              executionSuccessful: false,
              toolExecutionNotifications: [
                { message: { text: 'Windsurf: not valid in its format (line 4: a comma is missing)' } },
                { message: { text: 'Claude Desktop: not looked at, because the system would ask you first' } },
              ],
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['~/.cursor/mcp.json', { uri: '.cursor/mcp.json', uriBaseId: 'HOME' }],
    [
      '~/Library/Application Support/köln#1?.json',
      { uri: 'Library/Application%20Support/k%C3%B6ln%231%3F.json', uriBaseId: 'HOME' },
    ],
    ['~\\AppData\\Roaming\\Claude\\x.json', { uri: 'AppData/Roaming/Claude/x.json', uriBaseId: 'HOME' }],
    ['/etc/claude-code/managed-mcp.json', { uri: 'file:///etc/claude-code/managed-mcp.json' }],
    ['C:\\ProgramData\\x y.json', { uri: 'file:///C:/ProgramData/x%20y.json' }],
  ])('writes the path %s as an address that shows no home', (path, artifactLocation) => {
    const sources = problems.sources.map((source) => ({ ...source, path }));

    expect(toSarif({ ...problems, sources })).toMatchObject({
      runs: [
        {
          results: expect.arrayContaining([
            expect.objectContaining({
              locations: [expect.objectContaining({ physicalLocation: { artifactLocation } })],
            }),
          ]),
        },
      ],
    });
  });

  it('keeps the fingerprint of a finding when only its words change', () => {
    const reworded = problems.servers.map((server) => ({
      ...server,
      findings: server.findings.map((one) => ({ ...one, message: 'x', remedy: 'y' })),
    }));

    expect(fingerprints(toSarif({ ...problems, servers: reworded }))).toEqual(fingerprints(toSarif(problems)));
  });

  it('gives each finding a fingerprint of its own, also two of one rule at one place', () => {
    const doubled = problems.servers.map((server) => ({
      ...server,
      findings: [...server.findings, ...server.findings],
    }));

    const found = fingerprints(toSarif({ ...problems, servers: doubled }));

    expect(new Set(found).size).toBe(found.length);
  });
});

function fingerprints(log: unknown): readonly string[] {
  return Array.from(JSON.stringify(log).matchAll(/"sallyport\/v1":"([0-9a-f]{32})"/g), ([, hex = '']) => hex);
}
