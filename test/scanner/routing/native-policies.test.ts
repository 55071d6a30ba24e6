import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDisk } from '../../../scanner/disk.ts';
import type { Machine } from '../../../scanner/machine.ts';
import { realFiles } from '../../../scanner/real-files.ts';
import { type NativePolicies, readNativePolicies } from '../../../scanner/routing/native-policies.ts';
import { noPolicies } from './subject.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sallyport-policies-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function read(files: Readonly<Record<string, string>>): Promise<NativePolicies> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const machine: Machine = {
    os: 'linux',
    home: join(root, 'home'),
    env: {},
    system: root,
    searchPath: [],
    programEndings: [''],
    userId: null,
  };
  return readNativePolicies(machine, realFiles({ userId: null, disk: localDisk, hashes: new Map<string, string>() }));
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
