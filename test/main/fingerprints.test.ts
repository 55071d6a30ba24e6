import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprintSalt } from '../../main/daemon/fingerprint-salt.ts';
import { renderServer } from '../../main/report/server-page.ts';
import { fingerprintWith } from '../../scanner/detect/secrets/fingerprint.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';
import { drawn } from '../scanner/detect/secrets/drawn.ts';
import { folderWith, scanAs } from './scan-home.ts';

const secret = drawn(32);
const another = drawn(28);
const home = folderWith({
  '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['a@1.0.0'], env: { API_TOKEN: secret } } } },
  '.claude.json': {
    mcpServers: {
      b: { type: 'http', url: 'https://b.test/mcp', headers: { Authorization: `Bearer ${secret}` } },
      c: { command: 'npx', args: ['c@1.0.0', '--token', another] },
      d: { type: 'http', url: `https://d.test/mcp?token=\${T:-${secret}}` },
      e: { command: 'npx', args: ['e@1.0.0'] },
    },
  },
});

function fingerprintsOf(inventory: Inventory, name: string): readonly (string | undefined)[] {
  const server = inventory.servers.find(({ names }) => names.includes(name));
  return (server?.findings ?? [])
    .filter(({ rule }) => rule.startsWith('config/secret-'))
    .map(({ fingerprint }) => fingerprint);
}

describe('the fingerprint of a secret', () => {
  it('is the same in two clients, bare, behind a scheme and as a default', async () => {
    const inventory = await scanAs('linux', home);

    const [first] = fingerprintsOf(inventory, 'a');
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect([...fingerprintsOf(inventory, 'b'), ...fingerprintsOf(inventory, 'd')]).toEqual([first, first]);
  });

  it('is another for another secret, and for another device', async () => {
    const here = await scanAs('linux', home);
    const there = await scanAs('linux', home, { fingerprint: fingerprintWith('another device') });

    const all = [here, there].flatMap((inventory) => [
      ...fingerprintsOf(inventory, 'a'),
      ...fingerprintsOf(inventory, 'c'),
    ]);
    expect(new Set(all).size).toBe(4);
  });

  it('stands at findings about secrets only', async () => {
    const inventory = await scanAs('linux', home);

    const others = inventory.servers.flatMap(({ findings }) =>
      findings.filter(({ rule }) => !rule.startsWith('config/secret-')),
    );
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter((finding) => 'fingerprint' in finding)).toEqual([]);
  });

  it('lets the page of a server say where else the secret stands, and never what it is', async () => {
    const inventory = await scanAs('linux', home);
    const page = (name: string): string => {
      const server = inventory.servers.find(({ names }) => names.includes(name));
      return server === undefined ? '' : (renderServer(inventory, server.id, { columns: 200, color: false }) ?? '');
    };

    expect(page('a')).toContain('the same secret also stands in ~/.claude.json at /mcpServers/b/headers/Authorization');
    expect(page('c')).not.toContain('the same secret');
    expect(JSON.stringify(inventory) + page('a')).not.toContain(secret);
  });
});

describe('the salt of fingerprints', () => {
  it('is made once for a state folder, and for this person only', () => {
    const folder = folderWith({});

    const salt = fingerprintSalt(folder, true);

    expect(fingerprintSalt(folder, true)).toBe(salt);
    expect(readFileSync(join(folder, 'fingerprint.key'), 'utf8')).toBe(`${salt}\n`);
    expect(statSync(join(folder, 'fingerprint.key')).mode & 0o777).toBe(0o600);
    expect(fingerprintSalt(folderWith({}), true)).not.toBe(salt);
  });

  it('holds for one run where nothing can be kept', () => {
    const folder = folderWith({});
    chmodSync(folder, 0o500);

    expect(fingerprintSalt(folder, false)).not.toBe(fingerprintSalt(folder, false));
  });

  it('is made anew where the file is damaged', () => {
    const folder = folderWith({ 'fingerprint.key': 'short' });

    expect(fingerprintSalt(folder, true)).toMatch(/^[0-9a-f]{64}$/);
  });
});
