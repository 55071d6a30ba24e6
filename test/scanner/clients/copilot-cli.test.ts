import { describe, expect, it } from 'vitest';
import { copilotCli } from '../../../scanner/clients/copilot-cli.ts';
import { foldersAt, namesAt, placesOf, recentPathsOf, systems } from './looking.ts';

describe('where Copilot CLI is configured', () => {
  it.each(systems)('is the same on %s', (os) => {
    expect(placesOf(copilotCli, os)).toEqual([
      'user /h/.copilot/mcp-config.json',
      'plugin /h/.copilot/installed-plugins/*/*/.mcp.json',
      'plugin /h/.copilot/installed-plugins/*/*/mcp.json',
      'plugin /h/.copilot/installed-plugins/*/*/plugin.json',
      'plugin /h/.copilot/installed-plugins/*/*/.plugin/plugin.json',
      'plugin /h/.copilot/installed-plugins/*/*/.claude-plugin/plugin.json',
      'project /p/.mcp.json',
      'project /p/.github/mcp.json',
    ]);
  });

  it('follows COPILOT_HOME, and the variable that old versions used', () => {
    const moved = placesOf(copilotCli, 'linux', { COPILOT_HOME: '/c', XDG_CONFIG_HOME: '/x' });

    expect(moved).toContain('user /c/mcp-config.json');
    expect(moved).toContain('legacy /x/.copilot/mcp-config.json');
  });
});

describe('Copilot CLI', () => {
  it('finds servers of type local', () => {
    const document = { mcpServers: { a: { type: 'local', command: 'a', tools: ['*'] } } };

    expect(namesAt(copilotCli, '/h/.copilot/mcp-config.json', document)).toEqual(['a']);
  });

  it('remembers folders under either spelling', () => {
    const file = '/h/.copilot/config.json';

    expect(recentPathsOf(copilotCli, 'win32', { COPILOT_HOME: '/c' })).toEqual([file, '/c/config.json']);
    expect(foldersAt(copilotCli, file, { trusted_folders: ['/src/a', 7], trustedFolders: ['/src/b'] })).toEqual([
      '/src/a',
      '/src/b',
    ]);
    expect(foldersAt(copilotCli, file, { trusted_folders: '/src/a' })).toEqual([]);
  });
});
