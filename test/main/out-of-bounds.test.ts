import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, scanAs } from './scan-home.ts';

const server = (more: object): string =>
  JSON.stringify({ mcpServers: { it: { command: 'npx', args: ['a@1.0.0'], ...more } } });
const huge = 'k'.repeat(3 * 1024 * 1024);
const good = { '.kiro/settings/mcp.json': { mcpServers: { good: { command: 'npx', args: ['good@1.0.0'] } } } };

describe('a config that is built to exhaust its reader', () => {
  it.each<[string, string, string, string]>([
    [
      'dotted TOML keys twenty thousand levels deep',
      '.codex/config.toml',
      `[mcp_servers.it]\ncommand = "a"\n${Array(20_000).fill('a').join('.')} = 1\n`,
      'too-large: nested more than 200 levels deep',
    ],
    [
      'a YAML anchor that leads back to itself',
      '.config/goose/config.yaml',
      'extensions: &e\n  it: {cmd: a, type: stdio, more: *e}\n',
      'too-large: nested more than 200 levels deep',
    ],
    [
      'a key of three megabytes',
      '.cursor/mcp.json',
      `{"mcpServers": {"${huge}": {"command": "a"}}}`,
      'too-large: a key of more than 65536 characters',
    ],
    [
      'more than two million values',
      '.cursor/mcp.json',
      `{"mcpServers": [${'0,'.repeat(2_100_000)}0]}`,
      'too-large: more than 2000000 values',
    ],
    [
      'one value instead of a map',
      '.cursor/mcp.json',
      '"text"',
      'malformed: the whole file is one value, not a map of settings',
    ],
    [
      'a list instead of a map',
      '.cursor/mcp.json',
      '[1, 2]',
      'malformed: the whole file is one value, not a map of settings',
    ],
  ])('%s has an outcome of its own, and the rest is read', async (_what, path, content, outcome) => {
    const home = folderWith({ [path]: content, ...good });

    const { sources, servers, completeness } = await scanAs('linux', home);

    const source = sources.find((one) => one.path === `~/${path}`);
    expect(`${source?.outcome}: ${source?.detail}`).toBe(outcome);
    expect(servers.map(({ names }) => names)).toEqual([['good']]);
    expect(completeness.complete).toBe(false);
  });

  it.each([
    ['argument', { args: ['a@1.0.0', huge] }],
    ['command', { command: huge }],
    ['variable', { env: { A: huge } }],
    ['address', { command: undefined, url: `https://a.example/${huge}` }],
    ['header', { command: undefined, url: 'https://a.example', headers: { A: huge } }],
  ])('an entry with an endless %s is named and not read on', async (_what, more) => {
    const home = folderWith({ '.cursor/mcp.json': server(more), ...good });

    const { servers } = await scanAs('linux', home);

    expect(servers.find(({ names }) => names.includes('it'))).toMatchObject({
      identity: { kind: 'unidentified', reason: 'its launch is longer than 2097152 characters' },
      findings: expect.arrayContaining([expect.objectContaining({ rule: 'config/malformed-entry' })]),
    });
    expect(servers).toHaveLength(2);
  });

  it('a long text that starts nothing does not hide what the entry starts', async () => {
    const home = folderWith({ '.cursor/mcp.json': server({ description: huge }) });

    const { servers } = await scanAs('linux', home);

    expect(servers[0]?.identity).toMatchObject({ purl: 'pkg:npm/a', version: '1.0.0' });
  });
});

describe('what stands where servers should', () => {
  it('and is no map of them is named, not taken for an empty one', async () => {
    const home = folderWith({ '.cursor/mcp.json': { mcpServers: 'none yet' } });

    const { sources } = await scanAs('linux', home);

    expect(sources.find(({ path }) => path === '~/.cursor/mcp.json')).toMatchObject({
      outcome: 'read',
      detail: 'not a server entry: /mcpServers',
    });
  });

  it('twice is told at each server of the map that counts', async () => {
    const home = folderWith({
      '.cursor/mcp.json':
        '{"mcpServers": {"a": {"command": "npx", "args": ["a@1.0.0"]}}, "mcpServers": {"b": {"command": "npx", "args": ["b@1.0.0"]}}}',
    });

    const { servers } = await scanAs('linux', home);

    expect(servers).toMatchObject([
      {
        names: ['b'],
        findings: expect.arrayContaining([
          expect.objectContaining({ rule: 'config/duplicate-key', where: '/mcpServers' }),
        ]),
      },
    ]);
  });

  it.each([
    ['{"mcpServers": {"a": {"command": "npx"}}, "mcpServers": {}}', ['/mcpServers']],
    ['{"mcpServers": {"a": {"command": "npx"}, "a": null}}', ['/mcpServers/a']],
    ['{"other": {"x": 1}, "other": {}, "mcpServers": {}}', []],
    ['{"mcpServers": {"a": {"command": "npx"}, "b": {"command": "npx"}}}', []],
  ])('twice, the last time empty, is told at the client: %s', async (text, places) => {
    const { clients } = await scanAs('linux', folderWith({ '.cursor/mcp.json': text }));

    const findings = clients.flatMap((client) => client.findings);
    expect(findings.filter(({ rule }) => rule === 'config/duplicate-key').map(({ where }) => where)).toEqual(places);
  });

  it('two broken entries of different names are two servers', async () => {
    const home = folderWith({ '.cursor/mcp.json': { mcpServers: { a: { command: 1 }, b: { command: 1 } } } });

    expect((await scanAs('linux', home)).servers.map(({ names }) => names)).toEqual([['a'], ['b']]);
  });
});

describe.skipIf(process.platform === 'win32')('a star in the name of a folder', () => {
  const servers = (name: string): object => ({ mcpServers: { [name]: { command: 'npx', args: [`${name}@1.0.0`] } } });
  const namesIn = async (...given: Parameters<typeof scanAs>): Promise<readonly string[]> =>
    (await scanAs(...given)).servers.flatMap(({ names }) => names).toSorted();

  it('that is a home stands for itself, and for no other home', async () => {
    const homes = folderWith({ 'k*/.cursor/mcp.json': servers('mine'), 'kim/.cursor/mcp.json': servers('other') });

    expect(await namesIn('linux', join(homes, 'k*'))).toEqual(['mine']);
    expect(await namesIn('linux', join(homes, 'kim'))).toEqual(['other']);
  });

  it('that is a project stands for itself, and for no other project', async () => {
    const home = folderWith({
      'work/p*/.cursor/mcp.json': servers('mine'),
      'work/pq/.cursor/mcp.json': servers('other'),
    });

    expect(await namesIn('linux', home, { projects: [join(home, 'work/p*')] })).toEqual(['mine']);
  });

  it('does not keep the stars of our own patterns from meaning any name', async () => {
    const homes = folderWith({
      'k*/.config/Code/User/profiles/one/mcp.json': { servers: { mine: { command: 'npx', args: ['mine@1.0.0'] } } },
      'kim/.config/Code/User/profiles/one/mcp.json': { servers: { other: { command: 'npx', args: ['other@1.0.0'] } } },
    });

    expect(await namesIn('linux', join(homes, 'k*'))).toEqual(['mine']);
  });
});
