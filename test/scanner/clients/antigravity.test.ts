import { describe, expect, it } from 'vitest';
import { antigravity } from '../../../scanner/clients/antigravity.ts';
import { entriesAt, placesOf, systems } from './looking.ts';

describe('where Antigravity is configured', () => {
  it.each(systems)('is the same on %s', (os) => {
    expect(placesOf(antigravity, os)).toEqual([
      'user /h/.gemini/config/mcp_config.json',
      'project /p/.agents/mcp_config.json',
      'legacy /h/.gemini/antigravity/mcp_config.json',
      'legacy /h/.gemini/antigravity-cli/mcp_config.json',
      'plugin /h/.gemini/config/plugins/**/mcp_config.json',
    ]);
  });

  it('does not move with the variable of Gemini CLI', () => {
    expect(placesOf(antigravity, 'linux', { GEMINI_CLI_HOME: '/g' })).toEqual(placesOf(antigravity, 'linux'));
  });
});

describe('servers of Antigravity', () => {
  it('are reached at serverUrl', () => {
    const document = { mcpServers: { web: { serverUrl: 'https://a.example/mcp' } } };

    expect(entriesAt(antigravity, '/h/.gemini/config/mcp_config.json', document)).toMatchObject([
      { name: 'web', enabled: true, launch: { transport: 'http', url: 'https://a.example/mcp' } },
    ]);
  });
});
