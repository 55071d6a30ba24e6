import { describe, expect, it } from 'vitest';
import { codex } from '../../../scanner/clients/codex.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { entriesAt, foldersAt, placesOf, recentPathsOf, switchesAt } from './looking.ts';

const plugins = [
  'plugin /h/.codex/plugins/**/.mcp.json',
  'plugin /h/.agents/plugins/*/.mcp.json',
  'plugin /h/.codex/plugins/**/.codex-plugin/plugin.json',
];
const own = ['user /h/.codex/config.toml', 'profile /h/.codex/*.config.toml', 'project /p/.codex/config.toml'];
const unix = [...own, 'system /etc/codex/config.toml', 'managed /etc/codex/managed_config.toml', ...plugins];

describe('where Codex is configured', () => {
  it.each<[Os, readonly string[]]>([
    ['darwin', unix],
    [
      'win32',
      [...own, 'system /ProgramData/OpenAI/Codex/config.toml', 'managed /h/.codex/managed_config.toml', ...plugins],
    ],
    ['linux', unix],
  ])('is known on %s', (os, expected) => {
    expect(placesOf(codex, os)).toEqual(expected);
  });

  it('includes the folder that CODEX_HOME names', () => {
    const moved = placesOf(codex, 'linux', { CODEX_HOME: '/c' }).filter((place) => place.includes(' /c/'));

    expect(moved).toEqual([
      'user /c/config.toml',
      'profile /c/*.config.toml',
      'plugin /c/plugins/**/.mcp.json',
      'plugin /c/plugins/**/.codex-plugin/plugin.json',
    ]);
  });
});

describe('the config of Codex', () => {
  const file = '/h/.codex/config.toml';

  it('names servers in mcp_servers and says enabled = false', () => {
    const document = { model: 'x', mcp_servers: { a: { command: 'a' }, b: { command: 'b', enabled: false } } };

    expect(entriesAt(codex, file, document)).toMatchObject([
      { name: 'a', enabled: true },
      { name: 'b', enabled: false },
    ]);
  });

  it.each([
    [{ approval_policy: 'never' }, ['client/skips-permissions high']],
    [{ approval_policy: 'on-request' }, []],
    [{ approval_policy: { granular: {} } }, []],
    [{ sandbox_mode: 'danger-full-access' }, ['client/sandbox-off high']],
    [{ sandbox_mode: 'workspace-write' }, []],
    [
      { profiles: { ci: { approval_policy: 'never', sandbox_mode: 'danger-full-access' } } },
      ['client/skips-permissions high', 'client/sandbox-off high'],
    ],
    [{ profiles: { ci: { approval_policy: 'untrusted', sandbox_mode: 'read-only' } } }, []],
  ])('%j gives %j', (document, expected) => {
    expect(switchesAt(codex, file, document)).toEqual(expected);
  });

  it('lists the projects somebody trusted or refused', () => {
    const document = { projects: { '/src/a': { trust_level: 'trusted' }, '/src/b': { trust_level: 'untrusted' } } };

    expect(recentPathsOf(codex, 'linux', { CODEX_HOME: '/c' })).toEqual([file, '/c/config.toml']);
    expect(foldersAt(codex, file, document)).toEqual(['/src/a', '/src/b']);
    expect(foldersAt(codex, file, {})).toEqual([]);
  });
});
