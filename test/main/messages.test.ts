import { describe, expect, it } from 'vitest';
import { drawn, hex } from '../scanner/detect/secrets/drawn.ts';
import { folderWith, scanAs } from './scan-home.ts';

const folder = hex(32);
const key = drawn(40);
const uuid = '9d5c0e1a-7b34-4c1e-8f02-61d5a7e9b3c4';

describe('what is redacted of a launch', () => {
  it.each<[string, string, object]>([
    ['a program that is missing', folder, { command: `/opt/${folder}/run` }],
    ['a script that is missing', folder, { command: 'node', args: [`/opt/${folder}/server.js`] }],
    ['a start folder', folder, { command: './run', cwd: `/opt/${folder}` }],
    ['a program in a temporary folder', folder, { command: `/tmp/${folder}/run` }],
    ['a mount', folder, { command: 'docker', args: ['run', '-v', `/etc/${folder}:/x`, 'm/x:1'] }],
    ['an address that code comes from', uuid, { command: 'npx', args: [`https://host.test/${uuid}/x.tgz`] }],
    ['a key of forty letters', key, { command: `/opt/${key}/run` }],
  ])('is in no message of its findings either: %s', async (_, needle, entry) => {
    const inventory = await scanAs('linux', folderWith({ '.claude.json': { mcpServers: { a: entry } } }));

    const text = JSON.stringify(inventory.servers);
    expect(inventory.servers[0]?.findings.length).toBeGreaterThan(0);
    expect(text).toContain('‹redacted:');
    expect(text).not.toContain(needle);
  });

  it('is nothing where the path is one of words: the message names it', async () => {
    const home = folderWith({ '.claude.json': { mcpServers: { a: { command: '/opt/tools-of-mine/run' } } } });

    const inventory = await scanAs('linux', home);

    expect(inventory.servers[0]?.findings.map(({ message }) => message).join()).toContain('/opt/tools-of-mine/run');
  });
});
