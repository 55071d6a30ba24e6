import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clients } from '../../../scanner/clients/all.ts';
import { expandPaths } from '../../../scanner/clients/expand.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { machine, systems } from './looking.ts';

describe('the client table', () => {
  it('keeps its order', () => {
    expect(clients.map(({ id }) => id)).toEqual([
      'claude-desktop',
      'claude-code',
      'cursor',
      'vscode',
      'vscode-insiders',
      'vscodium',
      'vscodium-insiders',
      'windsurf',
      'codex',
      'gemini-cli',
      'antigravity',
      'copilot-cli',
      'cline',
      'zed',
      'opencode',
      'continue',
      'goose',
      'amazon-q',
      'kiro',
    ]);
  });

  it('has a section in the README for each client', () => {
    const readme = readFileSync(new URL('../../../scanner/clients/README.md', import.meta.url), 'utf8');
    const sections = [...readme.matchAll(/^### .*/gm)].join('\n');

    expect(clients.filter(({ id }) => !sections.includes(`\`${id}\``)).map(({ id }) => id)).toEqual([]);
  });
});

describe('what shows that a program is there', () => {
  it.each<[string, Os, string]>([
    ['claude-desktop', 'win32', '/h/AppData/Local/Packages/Claude_*/Settings'],
    ['claude-code', 'linux', '/h/.claude/projects'],
    ['claude-code', 'win32', '/h/.vscode/extensions/anthropic.claude-code-*'],
    ['cursor', 'darwin', '/Applications/Cursor.app'],
    ['vscode', 'linux', '/usr/share/code'],
    ['vscode', 'linux', '/h/.vscode-server/bin'],
    ['vscodium', 'win32', '/h/AppData/Local/Programs/VSCodium'],
    ['windsurf', 'darwin', '/h/Applications/Devin.app'],
    ['codex', 'darwin', '/h/.codex/auth.json'],
    ['gemini-cli', 'linux', '/h/.gemini/oauth_creds.json'],
    ['antigravity', 'win32', '/h/AppData/Local/Programs/Antigravity'],
    ['copilot-cli', 'linux', '/h/.copilot/session-state'],
    ['cline', 'darwin', '/h/.cursor/extensions/saoudrizwan.claude-dev-*'],
    ['zed', 'linux', '/h/.local/zed.app'],
    ['opencode', 'linux', '/h/.local/share/opencode/log'],
    ['continue', 'win32', '/h/.continue/sessions'],
    ['goose', 'linux', '/h/.local/share/goose/sessions'],
    ['amazon-q', 'darwin', '/Applications/Amazon Q.app'],
    ['kiro', 'darwin', '/h/Library/Application Support/Kiro/User/globalStorage/storage.json'],
  ])('of %s on %s is, among others, %s', (id, os, path) => {
    const client = clients.find((candidate) => candidate.id === id);

    expect(expandPaths(client?.evidence ?? [], machine(os))).toContain(path);
  });

  it.each([
    ['zed', 'zed'],
    ['goose', 'goose'],
    ['amazon-q', 'q'],
    ['continue', 'cn'],
  ])('of %s is not the command %s, which other programs have too', (id, command) => {
    const client = clients.find((candidate) => candidate.id === id);

    expect(client?.commands).not.toContain(command);
  });
});

describe.each(clients.map((client) => ({ id: client.id, client })))('$id', ({ client }) => {
  it.each(systems)('has evidence on %s that a config file alone does not make', (os) => {
    const evidence = expandPaths(client.evidence, machine(os));
    const configs = client.sources
      .filter(({ servers, moreServers }) => servers.length > 0 || moreServers !== undefined)
      .flatMap(({ paths }) => expandPaths(paths, machine(os)));

    expect(evidence).not.toEqual([]);
    expect(evidence.filter((path) => configs.some((config) => `${config}/`.startsWith(`${path}/`)))).toEqual([]);
  });

  it.each(systems)('starts every path on %s with a token that is known', (os) => {
    const everything = {
      CLAUDE_CODE_PLUGIN_CACHE_DIR: '/e',
      CLAUDE_CONFIG_DIR: '/e',
      CLINE_DATA_DIR: '/e',
      CLINE_DIR: '/e',
      CLINE_MCP_SETTINGS_PATH: '/e',
      CODEX_HOME: '/e',
      CONTINUE_GLOBAL_DIR: '/e',
      COPILOT_HOME: '/e',
      FLATPAK_XDG_CONFIG_HOME: '/e',
      GEMINI_CLI_HOME: '/e',
      GEMINI_CLI_SYSTEM_DEFAULTS_PATH: '/e',
      GEMINI_CLI_SYSTEM_SETTINGS_PATH: '/e',
      GOOSE_PATH_ROOT: '/e',
      KIRO_HOME: '/e',
      OPENCODE_CONFIG: '/e',
      OPENCODE_CONFIG_DIR: '/e',
      VSCODE_PORTABLE: '/e',
      XDG_CONFIG_HOME: '/e',
    };
    const templates = [client.evidence, ...[...client.sources, ...client.recentProjects].map(({ paths }) => paths)]
      .flatMap((paths) =>
        Array.isArray(paths) ? paths : (Object.entries(paths).find(([name]) => name === os)?.[1] ?? []),
      )
      .map(String);

    expect(templates.filter((path) => expandPaths([path], machine(os, everything), '/p').length === 0)).toEqual([]);
  });
});
