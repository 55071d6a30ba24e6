import { describe, expect, it } from 'vitest';
import { toCycloneDx } from '../../../main/report/cyclonedx.ts';
import { clean, problems } from './samples.ts';

describe('a scan as CycloneDX', () => {
  it('of problems is as pinned', async () => {
    await expect(`${JSON.stringify(toCycloneDx(problems), null, 2)}\n`).toMatchFileSnapshot(
      'golden/problems.cyclonedx.json',
    );
  });

  it('has local servers as components and remote ones as services, each under the clients that use it', () => {
    expect(toCycloneDx(clean)).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [
        { 'bom-ref': 'client:cursor' },
        { 'bom-ref': 'client:codex' },
        {
          'bom-ref': 'srv_f11ef11ef11ef11e',
          purl: 'pkg:npm/%40modelcontextprotocol/server-filesystem@2026.8.1',
          version: '2026.8.1',
        },
      ],
      services: [
        { 'bom-ref': 'srv_5e175e175e175e17', endpoints: ['https://mcp.sentry.dev/mcp'], 'x-trust-boundary': true },
      ],
      dependencies: [
        { ref: 'device', dependsOn: ['client:cursor', 'client:codex'] },
        { ref: 'client:cursor', dependsOn: ['srv_f11ef11ef11ef11e'] },
        { ref: 'client:codex', dependsOn: ['srv_5e175e175e175e17'] },
      ],
      compositions: [{ aggregate: 'complete' }],
    });
  });

  it.each([
    ['http://localhost:3000/mcp', false],
    ['http://127.0.0.1:3000/mcp', false],
    ['http://[::1]:3000/mcp', false],
    ['https://localhost.example.com/mcp', true],
    ['https://mcp.example.com', true],
  ])('says of %s that a trust boundary lies before it: %j', (origin, isBeyond) => {
    const servers = clean.servers.map((server) => ({ ...server, identity: { ...server.identity, origin } }));

    expect(toCycloneDx({ ...clean, servers })).toMatchObject({ services: [{ 'x-trust-boundary': isBeyond }] });
  });

  it('invents no version for a package that has none', () => {
    expect(JSON.stringify(toCycloneDx(problems))).toContain('"purl":"pkg:npm/%40modelcontextprotocol/server-github"');
  });

  it('says that the list is incomplete', () => {
    expect(toCycloneDx(problems)).toMatchObject({ compositions: [{ aggregate: 'incomplete' }] });
  });
});
