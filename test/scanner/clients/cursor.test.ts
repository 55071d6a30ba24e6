import { describe, expect, it } from 'vitest';
import { cursor } from '../../../scanner/clients/cursor.ts';
import { namesAt, placesOf, switchesAt, systems } from './looking.ts';

describe('where Cursor is configured', () => {
  it.each(systems)('is the same on %s', (os) => {
    expect(placesOf(cursor, os)).toEqual([
      'user /h/.cursor/mcp.json',
      'project /p/.cursor/mcp.json',
      'plugin /h/.cursor/plugins/**/mcp.json',
      'plugin /h/.cursor/plugins/**/.cursor-plugin/plugin.json',
      'user /h/.cursor/cli-config.json',
      'user /h/.cursor/permissions.json',
      'project /p/.cursor/permissions.json',
      'user /h/.cursor/sandbox.json',
      'project /p/.cursor/sandbox.json',
    ]);
  });

  it('moves one file with the variable on Linux', () => {
    expect(placesOf(cursor, 'linux', { XDG_CONFIG_HOME: '/x' })).toContain('user /x/cursor/cli-config.json');
  });
});

describe('servers of Cursor', () => {
  it('stand under mcpServers', () => {
    expect(namesAt(cursor, '/h/.cursor/mcp.json', { mcpServers: { web: { url: 'https://a.example/mcp' } } })).toEqual([
      'web',
    ]);
  });

  it('are inline in a plugin manifest when that holds a map', () => {
    const manifest = '/h/.cursor/plugins/**/.cursor-plugin/plugin.json';

    expect(namesAt(cursor, manifest, { mcpServers: { web: { command: 'w' } } })).toEqual(['web']);
    expect(namesAt(cursor, manifest, { mcpServers: './mcp.json' })).toEqual([]);
  });
});

describe('switches of Cursor', () => {
  it.each([
    ['/h/.cursor/cli-config.json', { approvalMode: 'unrestricted' }, ['client/skips-permissions high']],
    ['/h/.cursor/cli-config.json', { approvalMode: 'allowlist' }, []],
    ['/h/.cursor/permissions.json', { mcpAllowlist: ['*:*'] }, ['client/skips-permissions high']],
    ['/h/.cursor/permissions.json', { mcpAllowlist: ['github:*'] }, []],
    ['/p/.cursor/permissions.json', { mcpAllowlist: ['*:*'] }, ['client/skips-permissions high']],
    ['/h/.cursor/sandbox.json', { type: 'insecure_none' }, ['client/sandbox-off high']],
    ['/h/.cursor/sandbox.json', { type: 'workspace_readonly' }, []],
    ['/p/.cursor/sandbox.json', { type: 'insecure_none' }, ['client/sandbox-off high']],
  ])('in %s: %j gives %j', (path, document, expected) => {
    expect(switchesAt(cursor, path, document)).toEqual(expected);
  });
});
