import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDisk } from '../../../scanner/disk.ts';
import type { Machine } from '../../../scanner/machine.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { noRegistry, type Registry, type RegistryRead } from '../../../scanner/registry.ts';
import { realFiles } from '../../../scanner/real-files.ts';
import { type NativePolicies, readNativePolicies, type ServerMatch } from '../../../scanner/routing/native-policies.ts';
import { noPolicies } from './subject.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sallyport-policies-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function read(
  files: Readonly<Record<string, string | Uint8Array>>,
  os: Os = 'linux',
  registry: Registry = noRegistry,
): Promise<NativePolicies> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const machine: Machine = {
    os,
    home: join(root, 'home'),
    env: {},
    system: root,
    searchPath: [],
    programEndings: [''],
    userId: null,
  };
  const disk = realFiles({ userId: null, disk: localDisk, hashes: new Map<string, string>() });
  return readNativePolicies(machine, disk, registry);
}

describe('rules that administrators wrote for the clients', () => {
  it('are none on a laptop of one person', async () => {
    expect(await read({})).toEqual(noPolicies);
  });

  it('are read from every file of Claude Code', async () => {
    const policies = await read({
      'etc/claude-code/managed-settings.json':
        '{"allowedMcpServers":[{"serverName":"a"},{"serverCommand":["npx","b"]}]}',
      'etc/claude-code/managed-settings.d/10.json': '{"deniedMcpServers":[{"serverUrl":"https://*"}]}',
      'home/.claude/settings.json': '{"allowedMcpServers":[{"serverName":"mine"}],"model":"x"}',
    });

    expect(policies.claudeCode).toEqual({
      isExclusive: false,
      lists: [
        {
          allowed: [
            { name: 'a', command: null },
            { name: null, command: ['npx', 'b'] },
          ],
          denied: [],
        },
        { allowed: null, denied: [{ name: null, command: null }] },
        { allowed: [{ name: 'mine', command: null }], denied: [] },
      ],
    });
  });

  it.each<[string, Record<string, string>, Partial<NativePolicies>]>([
    [
      'an exclusive list',
      { 'etc/claude-code/managed-mcp.json': '{"mcpServers":{}}' },
      { claudeCode: { isExclusive: true, lists: [] } },
    ],
    [
      'the identities of Codex',
      { 'etc/codex/requirements.toml': '[mcp_servers.a.identity]\ncommand = "npx"\n' },
      { codex: new Map([['a', { kind: 'program', command: 'npx' }]]) },
    ],
    [
      'rules of Codex for each argument',
      {
        'etc/codex/requirements.toml':
          '[mcp_servers.a.identity.command]\nexecutable = "x"\nargs = [{ match = "prefix", value = "-" }, { match = "regex", expression = "[a-z]+" }]\n',
      },
      {
        codex: new Map([
          [
            'a',
            {
              kind: 'command',
              executable: 'x',
              args: [
                { match: 'prefix', value: '-' },
                { match: 'regex', expression: /^(?:[a-z]+)$/su },
              ],
            },
          ],
        ]),
      },
    ],
    [
      'rules of Codex that can not be read, and fit nothing',
      {
        'etc/codex/requirements.toml':
          '[mcp_servers.a.identity.command]\nexecutable = "x"\nargs = [{ match = "glob", value = "*" }]\n[mcp_servers.b.identity]\nurl = "https://b.example"\n',
      },
      {
        codex: new Map([
          ['a', { kind: 'other' }],
          ['b', { kind: 'other' }],
        ]),
      },
    ],
    [
      'a sandbox of Copilot',
      { 'etc/github-copilot/managed-settings.json': '{"sandbox":{"sandboxMcpServers":true}}' },
      { copilot: { lists: [], sandboxesServers: true } },
    ],
    ['a registry for VS Code', { 'etc/vscode/policy.json': '{"ChatMCP":"registry"}' }, { vscodeAccess: 'limited' }],
  ])('are read: %s', async (_what, files, expected) => {
    expect(await read(files)).toEqual({ ...noPolicies, ...expected });
  });

  it('are unknown, not absent, when they do not parse', async () => {
    const { unreadable } = await read({ 'etc/codex/requirements.toml': 'mcp_servers = [' });

    expect(unreadable).toEqual([{ rules: 'codex', path: join(root, 'etc/codex/requirements.toml') }]);
  });
});

const preferences = 'Library/Managed Preferences';
const plist = (inside: string): string => `<?xml version="1.0"?><plist version="1.0"><dict>${inside}</dict></plist>`;
const command = (...words: readonly string[]): ServerMatch => ({ name: null, command: words });

describe('rules that MDM put into macOS preferences', () => {
  it.each<[string, string | Uint8Array]>([
    [
      'as lists',
      plist(
        '<key>allowedMcpServers</key><array><dict><key>serverCommand</key><array><string>npx</string><string>b</string></array></dict></array>',
      ),
    ],
    [
      'as lists, in the binary form',
      Buffer.from('YnBsaXN0MDDRAQJfEBFhbGxvd2VkTWNwU2VydmVyc6ED0QQFXXNlcnZlckNvbW1hbmSiBgdTbnB4UWIICx8hJDI1OQAAAAAAAAEBAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAA7', 'base64'), // prettier-ignore
    ],
    ['as JSON', plist('<key>allowedMcpServers</key><string>[{"serverCommand":["npx","b"]}]</string>')],
    ['as one text', plist('<key>Settings</key><string>{"allowedMcpServers":[{"serverCommand":["npx","b"]}]}</string>')],
  ])('are read for Claude Code: %s', async (_, text) => {
    const lists = [{ allowed: [command('npx', 'b')], denied: [] }];

    expect(
      (await read({ [`${preferences}/com.anthropic.claudecode.plist`]: text }, 'darwin')).claudeCode.lists,
    ).toEqual(lists);
    expect(
      (await read({ [`${preferences}/home/com.anthropic.claudecode.plist`]: text }, 'darwin')).claudeCode.lists,
    ).toEqual([...lists, ...lists]);
  });

  it.each<[string, string, string, Partial<NativePolicies>]>([
    [
      'switch off local servers of Claude Desktop',
      'com.anthropic.claudefordesktop',
      '<key>isLocalDevMcpEnabled</key><false/>',
      { claudeDesktop: { startsLocal: false } },
    ],
    [
      'switch them off in a text',
      'com.anthropic.claudefordesktop',
      '<key>isLocalDevMcpEnabled</key><string>false</string>',
      { claudeDesktop: { startsLocal: false } },
    ],
    ['leave them on', 'com.anthropic.claudefordesktop', '<key>isLocalDevMcpEnabled</key><true/>', {}],
    [
      'say something else about Claude Desktop',
      'com.anthropic.claudefordesktop',
      '<key>disableAutoUpdates</key><true/>',
      {},
    ],
    [
      'limit VS Code',
      'com.microsoft.VSCode',
      '<key>ChatMCP</key><string>registry</string>',
      { vscodeAccess: 'limited' },
    ],
    ['leave VS Code free', 'com.microsoft.VSCode', '<key>ChatMCP</key><string>all</string>', {}],
    [
      'hold the requirements of Codex',
      'com.openai.codex',
      `<key>requirements_toml_base64</key><string>${Buffer.from('[mcp_servers.a.identity]\ncommand = "npx"\n').toString('base64')}</string>`,
      { codex: new Map([['a', { kind: 'program', command: 'npx' }]]) },
    ],
    ['hold only the defaults of Codex', 'com.openai.codex', '<key>config_toml_base64</key><string>eA==</string>', {}],
  ])('are read where they %s', async (_, domain, inside, expected) => {
    expect(await read({ [`${preferences}/${domain}.plist`]: plist(inside) }, 'darwin')).toEqual({
      ...noPolicies,
      ...expected,
    });
  });

  it.each<[string, string]>([
    ['do not parse', 'bplist00'],
    [
      'hold a text that should be JSON and is none',
      plist('<key>allowedMcpServers</key><string>[{"serverName"</string>'),
    ],
  ])('are unknown, not absent, when they %s', async (_, text) => {
    const path = `${preferences}/com.anthropic.claudecode.plist`;

    expect((await read({ [path]: text }, 'darwin')).unreadable).toEqual([
      { rules: 'claude-code', path: join(root, path) },
    ]);
  });

  it('of another person, of the person themselves, or on another system count for nothing', async () => {
    const text = plist('<key>deniedMcpServers</key><array/><key>allowedMcpServers</key><array/>');

    expect(
      await read(
        {
          [`${preferences}/sam/com.anthropic.claudecode.plist`]: text,
          'home/Library/Preferences/com.anthropic.claudecode.plist': text,
        },
        'darwin',
      ),
    ).toEqual(noPolicies);
    expect(await read({ [`${preferences}/com.anthropic.claudecode.plist`]: text })).toEqual(noPolicies);
  });
});

describe('an administrator who lets only managed lists allow', () => {
  it('leaves a list of the person its bans alone', async () => {
    const { claudeCode } = await read({
      'etc/claude-code/managed-settings.json':
        '{"allowManagedMcpServersOnly":true,"allowedMcpServers":[{"serverName":"a"}]}',
      'home/.claude/settings.json':
        '{"allowedMcpServers":[{"serverName":"b"}],"deniedMcpServers":[{"serverName":"c"}]}',
    });

    expect(claudeCode.lists).toEqual([
      { allowed: [{ name: 'a', command: null }], denied: [] },
      { allowed: null, denied: [{ name: 'c', command: null }] },
    ]);
  });
});

describe('rules that Group Policy or MDM put into the registry of Windows', () => {
  const policies = String.raw`HKLM\SOFTWARE\Policies`;
  const holding = (keys: Readonly<Record<string, RegistryRead>>): Registry => ({
    read: (key) => Promise.resolve(keys[key] ?? { kind: 'absent' }),
  });
  const values = (of: Readonly<Record<string, unknown>>): RegistryRead => ({ kind: 'values', values: of });

  it.each<[string, string, Readonly<Record<string, unknown>>, Partial<NativePolicies>]>([
    [
      'hold all settings of Claude Code in one text',
      String.raw`${policies}\ClaudeCode`,
      { Settings: '{"allowedMcpServers":[{"serverCommand":["npx","b"]}]}' },
      { claudeCode: { isExclusive: false, lists: [{ allowed: [command('npx', 'b')], denied: [] }] } },
    ],
    [
      'hold them for one person',
      String.raw`HKCU\SOFTWARE\Policies\ClaudeCode`,
      { Settings: '{"deniedMcpServers":[{"serverName":"a"}]}' },
      { claudeCode: { isExclusive: false, lists: [{ allowed: null, denied: [{ name: 'a', command: null }] }] } },
    ],
    [
      'switch off local servers of Claude Desktop',
      String.raw`${policies}\Claude`,
      { isLocalDevMcpEnabled: 0 },
      { claudeDesktop: { startsLocal: false } },
    ],
    ['leave them on', String.raw`${policies}\Claude`, { isLocalDevMcpEnabled: 1 }, {}],
    ['limit VS Code', String.raw`${policies}\Microsoft\VSCode`, { ChatMCP: 'registry' }, { vscodeAccess: 'limited' }],
    ['say something else about VS Code', String.raw`${policies}\Microsoft\VSCode`, { UpdateMode: 'none' }, {}],
  ])('%s', async (_, key, of, expected) => {
    expect(await read({}, 'win32', holding({ [key]: values(of) }))).toEqual({ ...noPolicies, ...expected });
  });

  it('are nothing that other systems ask for', async () => {
    const key = String.raw`${policies}\Claude`;

    expect(await read({}, 'darwin', holding({ [key]: values({ isLocalDevMcpEnabled: 0 }) }))).toEqual(noPolicies);
  });

  it.each<[string, RegistryRead]>([
    ['can not be read', { kind: 'unreadable' }],
    ['hold a text that is no JSON', values({ Settings: '{"allowedMcpServers":' })],
  ])('are unknown, not absent, when they %s', async (_, answer) => {
    const key = String.raw`${policies}\ClaudeCode`;

    expect((await read({}, 'win32', holding({ [key]: answer }))).unreadable).toEqual([
      { rules: 'claude-code', path: key },
    ]);
  });
});
