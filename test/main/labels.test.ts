import { describe, expect, it } from 'vitest';
import { withChecksum } from '../scanner/detect/secrets/drawn.ts';
import { folderWith, scanAs } from './scan-home.ts';

const token = withChecksum('ghp_');
const server = { command: 'npx', args: ['x@1.0.0'] };

describe('a credential that stands where a name belongs', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['of a project', { '.claude.json': { projects: { [`/w/${token}`]: { mcpServers: { a: server } } } } }],
    ['of a project in the home', { '.claude.json': { projects: { [`~/w/${token}`]: { mcpServers: { a: server } } } } }],
    ['of something that is no server', { '.claude.json': { mcpServers: { [token]: 5, a: server } } }],
    ['of a server', { '.claude.json': { mcpServers: { [token]: server } } }],
    [
      'of a key that stands twice',
      { '.claude.json': `{"mcpServers":{"a":{"command":"npx","args":["x@1.0.0"],"${token}":1,"${token}":2}}}` },
    ],
  ])('is in no part of the inventory: %s', async (_, files) => {
    const inventory = await scanAs('linux', folderWith(files));

    const text = JSON.stringify(inventory);
    expect(text).toContain('‹redacted:');
    expect(text).not.toContain(token);
  });

  it('leaves names alone that only look like one', async () => {
    const name = 'ghp_tools';

    const inventory = await scanAs('linux', folderWith({ '.claude.json': { mcpServers: { [name]: server } } }));

    expect(inventory.servers[0]?.names).toEqual([name]);
  });
});
