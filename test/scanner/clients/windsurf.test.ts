import { describe, expect, it } from 'vitest';
import { windsurf } from '../../../scanner/clients/windsurf.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { entriesAt, placesOf } from './looking.ts';

describe('where Windsurf and Devin are configured', () => {
  it.each<[Os, string]>([
    ['darwin', '/h/.config/devin/mcp_config.json'],
    ['win32', '/h/AppData/Roaming/devin/mcp_config.json'],
    ['linux', '/h/.config/devin/mcp_config.json'],
  ])('is known on %s', (os, devin) => {
    expect(placesOf(windsurf, os)).toEqual([
      'user /h/.codeium/windsurf/mcp_config.json',
      'user /h/.codeium/windsurf-next/mcp_config.json',
      'user /h/.codeium/mcp_config.json',
      `user ${devin}`,
      'project /p/.devin/mcp_config.json',
      'local /p/.devin/mcp_config.local.json',
    ]);
  });
});

describe('servers of Windsurf', () => {
  it('are reached at serverUrl and switched off by disabled', () => {
    const document = { mcpServers: { web: { serverUrl: 'https://a.example/mcp', disabled: true } } };

    expect(entriesAt(windsurf, '/h/.codeium/windsurf/mcp_config.json', document)).toMatchObject([
      { name: 'web', enabled: false, launch: { transport: 'http', url: 'https://a.example/mcp' } },
    ]);
  });
});
