import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../scanner/model/inventory.ts';
import type { Os } from '../../scanner/model/launch.ts';
import { folderWith, scanAs } from './scan-home.ts';

const npx = (name: string): object => ({ command: 'npx', args: ['-y', `${name}@1.0.0`] });
const map = (name: string): object => ({ mcpServers: { [name]: npx(name) } });

/** One server for each client and scope, named for where it stands, at the place where that system's client keeps it. */
function homeFor(os: Os): Readonly<Record<string, unknown>> {
  const application = { darwin: 'Library/Application Support', win32: 'AppData/Roaming', linux: '.config' }[os];
  const machine = {
    darwin: 'system/Library/Application Support/ClaudeCode',
    win32: 'system/Program Files/ClaudeCode',
    linux: 'system/etc/claude-code',
  }[os];
  const goose = { darwin: '.config/goose', win32: 'AppData/Roaming/Block/goose/config', linux: '.config/goose' }[os];
  const zed = { darwin: '.config/zed', win32: 'AppData/Roaming/Zed', linux: '.config/zed' }[os];
  return {
    [`${application}/Claude/claude_desktop_config.json`]: map('claude-desktop'),
    ...(os === 'win32'
      ? {
          'AppData/Local/Packages/Claude_pzs8sxrjxfjjc/LocalCache/Roaming/Claude/claude_desktop_config.json':
            map('claude-desktop-msix'),
        }
      : {}),
    '.claude.json': {
      mcpServers: { 'claude-code-user': npx('claude-code-user') },
      projects: { '/nowhere': { mcpServers: { 'claude-code-local': npx('claude-code-local') } } },
    },
    '.claude/plugins/cache/market/plugin/1.0.0/.mcp.json': map('claude-code-plugin'),
    [`${machine}/managed-mcp.json`]: map('claude-code-managed'),
    '.cursor/mcp.json': map('cursor'),
    [`${application}/Code/User/mcp.json`]: { servers: { 'vscode-user': npx('vscode-user') } },
    [`${application}/Code/User/profiles/-1a2b/mcp.json`]: { servers: { 'vscode-profile': npx('vscode-profile') } },
    [`${application}/Code/User/settings.json`]: { mcp: { servers: { 'vscode-legacy': npx('vscode-legacy') } } },
    [`${application}/Code - Insiders/User/mcp.json`]: { servers: { insiders: npx('insiders') } },
    [`${application}/VSCodium/User/mcp.json`]: { servers: { vscodium: npx('vscodium') } },
    '.codeium/windsurf/mcp_config.json': map('windsurf'),
    '.codex/config.toml': '[mcp_servers.codex]\ncommand = "npx"\nargs = ["-y", "codex@1.0.0"]\n',
    '.gemini/settings.json': map('gemini'),
    '.gemini/config/mcp_config.json': map('antigravity'),
    '.copilot/mcp-config.json': map('copilot'),
    '.cline/data/settings/cline_mcp_settings.json': map('cline'),
    [`${zed}/settings.json`]: { context_servers: { zed: npx('zed') } },
    '.config/opencode/opencode.json': {
      mcp: { opencode: { type: 'local', command: ['npx', '-y', 'opencode@1.0.0'] } },
    },
    '.continue/config.yaml': 'mcpServers:\n  - name: continue\n    command: npx\n    args: ["-y", "continue@1.0.0"]\n',
    [`${goose}/config.yaml`]:
      'extensions:\n  goose:\n    type: stdio\n    cmd: npx\n    args: ["-y", "goose@1.0.0"]\n    enabled: true\n',
    '.aws/amazonq/mcp.json': map('amazon-q'),
    '.kiro/settings/mcp.json': map('kiro'),
    'work/.mcp.json': map('project-mcp'),
    'work/.cursor/mcp.json': map('project-cursor'),
    'work/.vscode/mcp.json': { servers: { 'project-vscode': npx('project-vscode') } },
    'work/it.code-workspace': { settings: { mcp: { servers: { 'project-workspace': npx('project-workspace') } } } },
    'work/.devcontainer/devcontainer.json': {
      customizations: { vscode: { mcp: { servers: { 'project-container': npx('project-container') } } } },
    },
    'work/.codex/config.toml': '[mcp_servers.project-codex]\ncommand = "npx"\nargs = ["-y", "project-codex@1.0.0"]\n',
  };
}

const namesIn = (inventory: Inventory): readonly string[] => inventory.servers.flatMap(({ names }) => names).toSorted();

const everywhere = [
  'amazon-q',
  'antigravity',
  'claude-code-local',
  'claude-code-managed',
  'claude-code-plugin',
  'claude-code-user',
  'claude-desktop',
  'cline',
  'codex',
  'continue',
  'copilot',
  'cursor',
  'gemini',
  'goose',
  'insiders',
  'kiro',
  'opencode',
  'project-codex',
  'project-container',
  'project-cursor',
  'project-mcp',
  'project-vscode',
  'project-workspace',
  'vscode-legacy',
  'vscode-profile',
  'vscode-user',
  'vscodium',
  'windsurf',
  'zed',
];

describe.each<Os>(['linux', 'darwin', 'win32'])('a home by the path rules of %s', (os) => {
  it('gives the servers of every client and scope', async () => {
    const home = folderWith(homeFor(os));

    const inventory = await scanAs(os, home, { projects: [join(home, 'work')] });

    expect(namesIn(inventory)).toEqual(os === 'win32' ? [...everywhere, 'claude-desktop-msix'].toSorted() : everywhere);
    expect(inventory.completeness).toEqual({ complete: true, reasons: [], gaps: [] });
  });
});

describe('a project that only a client remembers', () => {
  it.each<[string, (work: string) => Readonly<Record<string, unknown>>]>([
    ['Claude Code', (work) => ({ '.claude.json': { projects: { [work]: {} } } })],
    ['VS Code', (work) => ({ '.config/Code/User/workspaceStorage/a1/workspace.json': { folder: `file://${work}` } })],
    ['Codex', (work) => ({ '.codex/config.toml': `[projects."${work}"]\ntrust_level = "trusted"\n` })],
  ])('is looked at because %s lists it', async (_client, listing) => {
    const project = folderWith({ '.cursor/mcp.json': map('found') });
    const home = folderWith(listing(project));

    const inventory = await scanAs('linux', home);

    expect(namesIn(inventory)).toEqual(['found']);
  });

  it('brings the folders above it up to the root of its repository, and no further', async () => {
    const outer = folderWith({
      '.cursor/mcp.json': map('outside'),
      'repo/.git/HEAD': '',
      'repo/.cursor/mcp.json': map('root'),
      'repo/deep/in/x.txt': '',
    });
    const home = folderWith({ '.claude.json': { projects: { [join(outer, 'repo/deep/in')]: {} } } });

    expect(namesIn(await scanAs('linux', home))).toEqual(['root']);
  });

  it('may be one of several in a workspace file that an editor has opened', async () => {
    const outer = folderWith({
      'mine/all.code-workspace':
        '{ "folders": [{ "path": "../one" }, { "path": "." }, /* gone */ { "path": "three" }] }',
      'mine/.cursor/mcp.json': map('beside'),
      'one/.vscode/mcp.json': { servers: { inside: { command: 'npx', args: ['inside@1.0.0'] } } },
      'two/.cursor/mcp.json': map('not-named'),
    });
    const home = folderWith({
      '.config/Code/User/workspaceStorage/a1/workspace.json': {
        workspace: `file://${join(outer, 'mine/all.code-workspace')}`,
      },
    });

    const inventory = await scanAs('linux', home);

    expect(namesIn(inventory)).toEqual(['beside', 'inside']);
    expect(inventory.completeness.complete).toBe(true);
  });

  it('in a workspace file that can not be read makes the answer incomplete', async () => {
    const workspace = join(folderWith({ 'all.code-workspace': '{ "folders": [' }), 'all.code-workspace');
    const home = folderWith({
      '.config/Code/User/workspaceStorage/a1/workspace.json': { workspace: `file://${workspace}` },
    });

    const { completeness } = await scanAs('linux', home);

    expect(completeness.reasons).toContain(`the workspace file ${workspace} could not be read`);
  });

  it('is not looked at when nobody lists it: the home is never walked', async () => {
    const home = folderWith({ 'work/secret/.cursor/mcp.json': map('hidden') });

    expect(namesIn(await scanAs('linux', home))).toEqual([]);
  });
});

describe("macOS, where reading another app's files may raise a dialog", () => {
  it('without consent such files are only seen to exist, and the answer is incomplete', async () => {
    const home = folderWith(homeFor('darwin'));

    const { sources, completeness, servers } = await scanAs('darwin', home, { mayReadGuarded: false });

    expect(servers.flatMap(({ names }) => names)).toContain('cursor');
    expect(servers.flatMap(({ names }) => names)).not.toContain('claude-desktop');
    expect(sources.find(({ path }) => path.endsWith('claude_desktop_config.json'))).toMatchObject({
      outcome: 'needs-consent',
      servers: 0,
    });
    expect(completeness.complete).toBe(false);
  });

  it('a script behind such a dialog is not opened, not even through a link that leads there', async () => {
    const script = (path: string): object => ({ command: 'node', args: [path] });
    const home = folderWith({ 'Documents/server.js': 'code', 'open/server.js': 'code' });
    symlinkSync(join(home, 'Documents/server.js'), join(home, 'open/link.js'));
    const config = {
      mcpServers: {
        guarded: script(join(home, 'Documents/server.js')),
        linked: script(join(home, 'open/link.js')),
        open: script(join(home, 'open/server.js')),
      },
    };
    mkdirSync(join(home, '.cursor'));
    writeFileSync(join(home, '.cursor/mcp.json'), JSON.stringify(config));
    const reasons = async (mayRead: boolean): Promise<unknown> =>
      (await scanAs('darwin', home, { mayReadGuarded: mayRead })).servers.map(({ names, identity }) => [
        names.join(),
        identity.reason,
      ]);

    const why = 'reading the file may raise a macOS privacy dialog';
    expect(await reasons(false)).toEqual([
      ['guarded', why],
      ['linked', why],
      ['open', null],
    ]);
    expect(await reasons(true)).toEqual([['guarded,linked,open', null]]);
  });

  it('files that are not there need no consent', async () => {
    const home = folderWith({ '.cursor/mcp.json': map('cursor') });

    expect((await scanAs('darwin', home, { mayReadGuarded: false })).completeness).toEqual({
      complete: true,
      reasons: [],
      gaps: [],
    });
  });
});

describe('an entry of Windows that names a share', () => {
  it.each([
    [String.raw`\\evil.example\share\server.exe`, []],
    ['//evil.example/share/npx.exe', ['a@1.0.0']],
    ['node', ['//evil.example/share/index.js']],
    ['node', [String.raw`\\evil.example\share\index.js`]],
  ])('is not looked for there: %s %j', async (command, args) => {
    const home = folderWith({ '.cursor/mcp.json': { mcpServers: { it: { command, args } } } });

    expect((await scanAs('win32', home)).servers[0]?.identity).toMatchObject({
      kind: 'unidentified',
      reason: 'it lies on another machine, which is not asked',
    });
  });
});

describe('a file that several clients read', () => {
  it('stands under the clients that are installed, and its risks count once', async () => {
    const project = folderWith({
      '.mcp.json': { mcpServers: { it: { command: 'npx', args: ['-y', 'some-server'] } } },
    });
    const home = folderWith({ '.claude/projects/x/y.jsonl': '', '.copilot/logs/x.log': '' });

    const { servers } = await scanAs('linux', home, { projects: [project] });

    expect(servers[0]?.sightings.map(({ client }) => client).toSorted()).toEqual(['claude-code', 'copilot-cli']);
    expect(servers[0]?.findings.map(({ rule }) => rule)).toEqual(['config/unpinned-package']);
  });

  it('stands under its first reader when none is installed', async () => {
    const project = folderWith({
      '.mcp.json': { mcpServers: { it: { command: 'npx', args: ['-y', 'some-server@1.0.0'] } } },
    });

    const { servers } = await scanAs('linux', folderWith({}), { projects: [project] });

    expect(servers[0]?.sightings.map(({ client }) => client)).toEqual(['claude-code']);
  });
});

describe('a file that names the version of its own format', () => {
  const config = (schema: string): string =>
    `name: Mine\n${schema}mcpServers:\n  - name: it\n    command: npx\n    args: ["-y", "it@1.0.0"]\n`;

  it.each([
    ['one we know', 'schema: v1\n', 'read', 1],
    ['none', '', 'read', 1],
    ['one we do not know', 'schema: v2\n', 'unsupported', 0],
  ])('%s: its outcome is told, and nothing is guessed', async (_what, schema, outcome, servers) => {
    const home = folderWith({ '.continue/config.yaml': config(schema) });

    const inventory = await scanAs('linux', home);

    expect(inventory.sources.find(({ path }) => path === '~/.continue/config.yaml')).toMatchObject({ outcome });
    expect(inventory.servers).toHaveLength(servers);
    expect(inventory.completeness.complete).toBe(outcome === 'read');
  });
});
