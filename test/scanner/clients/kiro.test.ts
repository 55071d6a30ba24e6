import { describe, expect, it } from 'vitest';
import { kiro } from '../../../scanner/clients/kiro.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { entriesAt, namesAt, placesOf, switchesAt } from './looking.ts';

describe('where Kiro is configured', () => {
  it.each<[Os, string]>([
    ['darwin', '/h/Library/Application Support/Kiro/User/settings.json'],
    ['win32', '/h/AppData/Roaming/Kiro/User/settings.json'],
    ['linux', '/h/.config/Kiro/User/settings.json'],
  ])('is known on %s', (os, settings) => {
    expect(placesOf(kiro, os)).toEqual([
      'user /h/.kiro/settings/mcp.json',
      'project /p/.kiro/settings/mcp.json',
      'user /h/.kiro/agents/*.json',
      'project /p/.kiro/agents/*.json',
      'user /h/.kiro/settings/permissions.yaml',
      'user /h/.kiro/workspace-roots/*/permissions.yaml',
      `user ${settings}`,
      'workspace /p/.vscode/settings.json',
    ]);
  });

  it('moves with KIRO_HOME', () => {
    const moved = placesOf(kiro, 'linux', { KIRO_HOME: '/k' });

    expect(moved).toContain('user /k/settings/mcp.json');
    expect(moved).toContain('user /k/agents/*.json');
  });
});

describe('servers of Kiro', () => {
  it('stand in two maps of one file', () => {
    const document = { mcpServers: { a: { command: 'a' } }, powers: { mcpServers: { b: { command: 'b' } } } };

    expect(namesAt(kiro, '/h/.kiro/settings/mcp.json', document)).toEqual(['a', 'b']);
  });

  it('may be allowed by their agent', () => {
    const document = { mcpServers: { a: { command: 'a' } }, allowedTools: ['@a'] };

    expect(entriesAt(kiro, '/p/.kiro/agents/*.json', document)[0]?.switches.autoApprove).toBe('all');
  });
});

describe('switches of Kiro', () => {
  it.each([
    [[{ capability: 'shell', effect: 'allow' }], ['client/skips-permissions high']],
    [[{ capability: 'shell', effect: 'allow', match: ['*'] }], ['client/skips-permissions high']],
    [[{ capability: 'mcp', effect: 'allow', match: ['**'] }], ['client/skips-permissions high']],
    [[{ capability: 'shell', effect: 'allow', match: ['git *'] }], []],
    [[{ capability: 'shell', effect: 'ask' }], []],
    [[{ capability: 'fs_read', effect: 'allow' }], []],
    ['shell', []],
    [undefined, []],
  ])('rules %j give %j', (rules, expected) => {
    expect(switchesAt(kiro, '/h/.kiro/settings/permissions.yaml', { rules })).toEqual(expected);
  });

  it.each([
    ['/h/.config/Kiro/User/settings.json', ['*'], ['client/skips-permissions high']],
    ['/h/.config/Kiro/User/settings.json', ['npm *'], []],
    ['/p/.vscode/settings.json', ['*'], ['client/skips-permissions high']],
  ])('trusted commands in %s: %j give %j', (path, trusted, expected) => {
    expect(switchesAt(kiro, path, { 'kiroAgent.trustedCommands': trusted })).toEqual(expected);
  });
});
