import { describe, expect, it } from 'vitest';
import { identifyRemote, looksSecret, originOf } from '../../../scanner/identity/remote.ts';

const hex = '0123456789abcdef'.repeat(2);
const mixed = ['a1B2c3D4', 'e5F6g7H8', 'i9J0k1'].join('');
const uuid = '24736211-1060-47e7-897e-fdf5a531a3d5';

describe('the origin of a remote address', () => {
  it.each([
    ['https://MCP.Example/Mcp/', 'https://mcp.example/Mcp'],
    ['https://mcp.example:443', 'https://mcp.example'],
    ['http://mcp.example:80/mcp', 'http://mcp.example/mcp'],
    ['https://mcp.example:8443/mcp', 'https://mcp.example:8443/mcp'],
    ['https://mcp.example./mcp', 'https://mcp.example/mcp'],
    ['wss://mcp.example/ws', 'wss://mcp.example/ws'],
    ['https://user:word@mcp.example/mcp?api_key=x#y', 'https://mcp.example/mcp'],
    ['https://mcp.example/mcp?api_key=${KEY}', 'https://mcp.example/mcp'],
    ['https://${USER}@mcp.example/mcp', 'https://mcp.example/mcp'],
    ['https://mcp.example/s/‹redacted:url-token›/mcp', 'https://mcp.example/s/‹redacted:url-token›/mcp'],
    ['https://mcp.example/@owner/name', 'https://mcp.example/@owner/name'],
    ['https://mcp.example/a/../b', 'https://mcp.example/b'],
    [`https://mcp.example/s/${mixed}/mcp`, 'https://mcp.example/s/‹redacted:url-token›/mcp'],
    [`https://mcp.example/${hex}/mcp`, 'https://mcp.example/‹redacted:url-token›/mcp'],
    [`https://mcp.example/key/${uuid}`, 'https://mcp.example/key/‹redacted:url-token›'],
    [`https://mcp.example/proxy/${uuid}/mcp`, `https://mcp.example/proxy/${uuid}/mcp`],
    [
      'https://mcp.example/modelcontextprotocol/typescript-sdk',
      'https://mcp.example/modelcontextprotocol/typescript-sdk',
    ],
  ])('of %s is %s', (address, origin) => {
    expect(originOf(address)).toEqual({ ok: true, value: origin });
  });

  it.each([
    ['https://${HOST}/mcp', 'the address depends on a variable'],
    ['https://mcp.example/{env:TENANT}/mcp', 'the address depends on a variable'],
    ['ftp://mcp.example', 'the address is not one of a web server'],
    ['unix:///run/x.sock', 'the address is not one of a web server'],
    ['not an address', 'the address is not one of a web server'],
    ['', 'the address is not one of a web server'],
  ])('of %j can not be told', (address, reason) => {
    expect(identifyRemote(address)).toMatchObject({
      identity: { kind: 'unidentified', reason },
      runs: { kind: 'unknown' },
    });
  });
});

describe('a word that looks like a credential', () => {
  it.each([hex, mixed, ['ghp', mixed].join('_'), ['sk', 'live', mixed].join('_'), `eyJ0eXAiOiJKV1Qi.${mixed}`])(
    'is %s',
    (word) => {
      expect(looksSecret(word)).toBe(true);
    },
  );

  it.each([
    'server-filesystem',
    'Getting-Started-With-MCP-2025',
    'mcp-server-2025-11-25-beta2',
    uuid,
    'sequentialthinkingserver',
    '/a/b',
  ])('is not %s', (word) => {
    expect(looksSecret(word)).toBe(false);
  });
});
