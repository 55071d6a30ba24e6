import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, scanAs } from './scan-home.ts';

const npx = { command: 'npx', args: ['-y', 'approved@1.0.0'] };
const address = { url: 'https://other.example/mcp' };

async function onlyServer(path: string, entry: object) {
  const { servers } = await scanAs('linux', folderWith({ [path]: { mcpServers: { it: entry } } }));
  expect(servers).toHaveLength(1);
  return servers[0];
}

describe('an entry that names a program and an address', () => {
  it('is unidentified where nobody knows which one its client takes', async () => {
    const server = await onlyServer('.cursor/mcp.json', { ...npx, ...address });

    expect(server?.identity).toMatchObject({
      kind: 'unidentified',
      reason: 'it names a program and an address, and clients disagree which of them counts',
    });
    expect(server?.findings.map(({ rule }) => rule)).toContain('config/unidentified');
    expect(server?.sightings).toMatchObject([{ route: 'unroutable' }]);
  });

  it('is not guarded by a shim before its program, which alone would be', async () => {
    const home = folderWith({ '.sallyport/bin/sallyport-shim': '#!/bin/sh', '.cursor/mcp.json': {} });
    const shim = join(home, '.sallyport', 'bin', 'sallyport-shim');
    chmodSync(shim, 0o755);
    const guarded = { command: shim, args: ['run', '--client', 'cursor', '--server', 'it', '--', 'npx', 'a@1.0.0'] };
    const routeOf = async (entry: object) => {
      writeFileSync(join(home, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers: { it: entry } }));
      return (await scanAs('linux', home)).servers[0]?.sightings[0]?.route;
    };

    expect(await routeOf(guarded)).toBe('guarded');
    expect(await routeOf({ ...guarded, ...address })).toBe('unroutable');
  });

  it('is the package again without the address', async () => {
    expect((await onlyServer('.cursor/mcp.json', npx))?.identity).toMatchObject({ purl: 'pkg:npm/approved' });
  });

  it('is the address where its client looks at that first', async () => {
    const server = await onlyServer('.gemini/settings.json', { ...npx, ...address });

    expect(server?.identity).toMatchObject({ kind: 'remote', origin: 'https://other.example/mcp' });
  });
});
