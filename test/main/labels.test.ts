import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

  it('leaves the folders alone in which something was found, however their names look', async () => {
    const drawn = 'sallyport-e2e-nqBsPr7Kd2';
    const home = join(folderWith({ [`${drawn}/r-xK29fQw81LmZpT4s/.mcp.json`]: '{' }), drawn);
    const project = join(home, 'r-xK29fQw81LmZpT4s');
    writeFileSync(
      join(home, '.claude.json'),
      JSON.stringify({
        projects: { [project]: {} },
        mcpServers: { a: { command: join(home, 'bin/a'), args: ['--root', project] } },
      }),
    );

    const { sources, servers } = await scanAs('linux', home);

    expect(sources.filter(({ outcome }) => outcome === 'malformed').map(({ path }) => path)).toEqual([
      '~/r-xK29fQw81LmZpT4s/.mcp.json',
    ]);
    expect(servers[0]?.sightings[0]?.launch).toMatchObject({ command: '~/bin/a' });
  });

  it('leaves names alone that only look like one', async () => {
    const name = 'ghp_tools';

    const inventory = await scanAs('linux', folderWith({ '.claude.json': { mcpServers: { [name]: server } } }));

    expect(inventory.servers[0]?.names).toEqual([name]);
  });
});
