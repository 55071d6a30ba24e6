import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../scanner/model/inventory.ts';
import { folderWith, scanAs } from './scan-home.ts';

const entry = (name: string): object => ({ command: 'npx', args: ['-y', `${name}@1.0.0`] });
const map = (...names: readonly string[]): object => ({
  mcpServers: Object.fromEntries(names.map((name) => [name, entry(name)])),
});

/** `client name` of every sighting that is off. */
function off({ servers }: Inventory): readonly string[] {
  return servers
    .flatMap(({ sightings }) => sightings)
    .filter(({ enabled }) => !enabled)
    .map(({ client, name }) => `${client} ${name}`)
    .toSorted();
}

describe('servers of a repository that Claude Code was told to reject', () => {
  const files = { 'work/.mcp.json': map('a', 'b'), 'other/.mcp.json': map('c', 'a') };
  const scanned = (home: string): Promise<Inventory> =>
    scanAs('linux', home, { projects: [join(home, 'work'), join(home, 'other')] });

  it("are off in every repository when the person's own settings reject them", async () => {
    const home = folderWith({
      ...files,
      '.claude.json': map('a'),
      '.claude/settings.json': { disabledMcpjsonServers: ['a'] },
    });

    const inventory = await scanned(home);

    // The person's own server of the same name is none of a repository's.
    expect(off(inventory)).toEqual(['claude-code a', 'claude-code a']);
    const own = inventory.servers.flatMap(({ sightings }) => sightings).find(({ path }) => path === '~/.claude.json');
    expect(own?.enabled).toBe(true);
  });

  it.each([
    ["the repository's own settings", { 'work/.claude/settings.json': { disabledMcpjsonServers: ['a'] } }],
    [
      'its settings kept out of version control',
      { 'work/.claude/settings.local.json': { disabledMcpjsonServers: ['a'] } },
    ],
  ])('are off in one repository when %s reject them', async (_what, settings) => {
    const inventory = await scanned(folderWith({ ...files, ...settings }));

    expect(off(inventory)).toEqual(['claude-code a']);
  });

  it('are off there too where the folder was named with a slash at its end', async () => {
    const home = folderWith(files);
    const state = { projects: { [join(home, 'work')]: { disabledMcpjsonServers: ['b'] } } };
    folderWithin(home, { '.claude.json': state });

    expect(off(await scanAs('linux', home, { projects: [join(home, 'work/')] }))).toEqual(['claude-code b']);
  });

  it('are off in the folder in which the person rejected them', async () => {
    const home = folderWith(files);
    const state = { projects: { [join(home, 'work')]: { disabledMcpjsonServers: ['b'] } } };

    expect(off(await scanned(folderWithin(home, { '.claude.json': state })))).toEqual(['claude-code b']);
  });
});

describe('a machine whose administrator put managed-mcp.json', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('starts no other server in Claude Code (%s)', async (os) => {
    const managed = {
      linux: 'system/etc/claude-code',
      darwin: 'system/Library/Application Support/ClaudeCode',
      win32: 'system/Program Files/ClaudeCode',
    }[os];
    const home = folderWith({
      [`${managed}/managed-mcp.json`]: map('company'),
      '.claude.json': map('mine'),
      '.cursor/mcp.json': map('mine'),
    });

    const inventory = await scanAs(os, home);

    expect(off(inventory)).toEqual(['claude-code mine']);
  });
});

describe('servers that another layer of Gemini CLI switches off', () => {
  const extension = { '.gemini/extensions/it/gemini-extension.json': { name: 'it', ...map('from-extension') } };

  it.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    [
      'names the person excluded, wherever they are configured',
      { '.gemini/settings.json': { mcp: { excluded: ['shared', 'from-extension'] } } },
      ['gemini-cli from-extension', 'gemini-cli shared'],
    ],
    [
      'names that were switched off by hand, in any spelling',
      { '.gemini/mcp-server-enablement.json': { shared: { enabled: false }, 'from-extension': { enabled: true } } },
      ['gemini-cli shared'],
    ],
    [
      'all that an administrator did not allow',
      { 'system/etc/gemini-cli/settings.json': { mcp: { allowed: ['from-extension'] } } },
      ['gemini-cli shared'],
    ],
    ['and nothing where no layer says so', { '.gemini/settings.json': { mcp: { excluded: ['else'] } } }, []],
  ])('%s', async (_what, files, expected) => {
    const home = folderWith({ ...extension, 'work/.gemini/settings.json': map('shared'), ...files });

    expect(off(await scanAs('linux', home, { projects: [join(home, 'work')] }))).toEqual(expected);
  });
});

describe('an entry of opencode that only says `enabled: false`', () => {
  const local = (name: string): object => ({ mcp: { [name]: { type: 'local', command: ['npx', `${name}@1.0.0`] } } });
  const overlay = { mcp: { it: { enabled: false } } };

  it.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    [
      'switches off the server of another file of the person',
      { '.config/opencode/opencode.json': local('it'), '.config/opencode/opencode.jsonc': overlay },
      ['opencode it'],
    ],
    [
      'in a project switches off what the project starts',
      { 'work/opencode.json': local('it'), 'work/.opencode/opencode.json': overlay },
      ['opencode it'],
    ],
    [
      "in a project leaves the person's server on for all other folders",
      { '.config/opencode/opencode.json': local('it'), 'work/opencode.json': overlay },
      [],
    ],
    [
      'of an administrator counts everywhere',
      { 'work/opencode.json': local('it'), 'system/etc/opencode/opencode.json': overlay },
      ['opencode it'],
    ],
  ])('%s', async (_what, files, expected) => {
    const home = folderWith(files);

    expect(off(await scanAs('linux', home, { projects: [join(home, 'work')] }))).toEqual(expected);
  });
});

describe('a plugin whose manifest names the file of its servers', () => {
  const plugin = '.claude/plugins/cache/market/tool/1.0.0';
  const manifest = (mcpServers: unknown): Readonly<Record<string, unknown>> => ({
    [`${plugin}/.claude-plugin/plugin.json`]: { name: 'tool', mcpServers },
    [`${plugin}/config/servers.json`]: map('named'),
    [`${plugin}/more.json`]: { bare: entry('bare') },
    '.claude/plugins/cache/market/outside.json': map('outside'),
  });
  const names = async (mcpServers: unknown): Promise<readonly string[]> =>
    (await scanAs('linux', folderWith(manifest(mcpServers)))).servers.flatMap((server) => server.names).toSorted();

  it.each<[string, unknown, readonly string[]]>([
    ['one file', './config/servers.json', ['named']],
    ['a file by its root', '${CLAUDE_PLUGIN_ROOT}/config/servers.json', ['named']],
    [
      'several files and a map',
      ['./config/servers.json', './more.json', { inline: entry('inline') }],
      ['bare', 'inline', 'named'],
    ],
    ['a file outside the plugin, which is no business of a plugin', '../outside.json', []],
    ['a pattern, which no client follows', './config/*.json', []],
  ])('%s', async (_what, mcpServers, expected) => {
    expect(await names(mcpServers)).toEqual(expected);
  });

  it('outside the plugin: the place is told as one that was not read', async () => {
    const { sources, completeness } = await scanAs('linux', folderWith(manifest('../outside.json')));

    expect(sources.find(({ path }) => path.endsWith('outside.json'))).toMatchObject({
      path: '~/.claude/plugins/cache/market/tool/outside.json',
      outcome: 'unsupported',
      servers: 0,
    });
    expect(completeness.complete).toBe(false);
  });

  it('and is not there: the place is told as absent', async () => {
    const { sources } = await scanAs('linux', folderWith(manifest('./gone.json')));

    expect(sources.find(({ path }) => path.endsWith('gone.json'))).toMatchObject({
      outcome: 'absent',
      scope: 'plugin',
    });
  });
});

function folderWithin(home: string, files: Readonly<Record<string, unknown>>): string {
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(home, path), JSON.stringify(content));
  }
  return home;
}
