import { describe, expect, it } from 'vitest';
import { claudeDesktop } from '../../../scanner/clients/claude-desktop.ts';
import { expandPaths } from '../../../scanner/clients/expand.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { machine, namesAt, placesOf } from './looking.ts';

describe('Claude Desktop', () => {
  it.each<[Os, readonly string[]]>([
    ['darwin', ['user /h/Library/Application Support/Claude/claude_desktop_config.json']],
    [
      'win32',
      [
        'user /h/AppData/Local/Packages/Claude_*/LocalCache/Roaming/Claude/claude_desktop_config.json',
        'user /h/AppData/Roaming/Claude/claude_desktop_config.json',
      ],
    ],
    ['linux', ['user /h/.config/Claude/claude_desktop_config.json']],
  ])('is configured on %s in one file a kind of install', (os, expected) => {
    expect(placesOf(claudeDesktop, os)).toEqual(expected);
  });

  it('follows the variables that move folders', () => {
    const moved = { APPDATA: '/roaming', LOCALAPPDATA: '/local', XDG_CONFIG_HOME: '/x' };

    expect(placesOf(claudeDesktop, 'win32', moved)).toEqual([
      'user /local/Packages/Claude_*/LocalCache/Roaming/Claude/claude_desktop_config.json',
      'user /roaming/Claude/claude_desktop_config.json',
    ]);
    expect(placesOf(claudeDesktop, 'linux', moved)).toEqual([
      'user /x/Claude/claude_desktop_config.json',
      'user /h/.config/Claude/claude_desktop_config.json',
    ]);
  });

  it.each<[Os, string]>([
    ['darwin', '/Applications/Claude.app'],
    ['win32', '/h/AppData/Local/AnthropicClaude'],
    ['linux', '/usr/lib/claude-desktop'],
  ])('is there on %s when %s is', (os, path) => {
    expect(expandPaths(claudeDesktop.evidence, machine(os))).toContain(path);
  });

  it('keeps servers under mcpServers, beside its preferences', () => {
    const document = {
      preferences: { sidebar: true },
      mcpServers: { files: { command: 'npx', args: ['-y', 'files'] } },
    };

    expect(namesAt(claudeDesktop, '/h/.config/Claude/claude_desktop_config.json', document)).toEqual(['files']);
  });
});
