import { describe, expect, it } from 'vitest';
import { zed } from '../../../scanner/clients/zed.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { entriesAt, placesOf, switchesAt } from './looking.ts';

describe('where Zed is configured', () => {
  it.each<[Os, readonly string[]]>([
    ['darwin', ['user /h/.config/zed/settings.json', 'project /p/.zed/settings.json']],
    ['win32', ['user /h/AppData/Roaming/Zed/settings.json', 'project /p/.zed/settings.json']],
    [
      'linux',
      [
        'user /h/.config/zed/settings.json',
        'user /h/.var/app/dev.zed.Zed/config/zed/settings.json',
        'project /p/.zed/settings.json',
      ],
    ],
  ])('is known on %s', (os, expected) => {
    expect(placesOf(zed, os)).toEqual(expected);
  });

  it('follows the variables on Linux', () => {
    const moved = placesOf(zed, 'linux', { XDG_CONFIG_HOME: '/x', FLATPAK_XDG_CONFIG_HOME: '/f' });

    expect(moved.slice(0, 3)).toEqual([
      'user /x/zed/settings.json',
      'user /h/.config/zed/settings.json',
      'user /f/zed/settings.json',
    ]);
  });
});

describe('settings of Zed', () => {
  const file = '/h/.config/zed/settings.json';

  it('hold servers in the present and the older form, and none that an extension brings', () => {
    const document = {
      context_servers: {
        now: { command: 'a', args: ['x'], env: {} },
        old: { source: 'custom', command: { path: 'b', args: ['y'] } },
        remote: { url: 'https://a.example/mcp', enabled: false },
        'from-extension': { settings: { database_url: 'x' } },
        'also-from-extension': { enabled: true, source: 'extension' },
      },
    };

    expect(entriesAt(zed, file, document)).toMatchObject([
      { name: 'now', launch: { command: 'a', args: ['x'] } },
      { name: 'old', launch: { command: 'b', args: ['y'] } },
      { name: 'remote', enabled: false },
    ]);
  });

  it.each([
    [{ agent: { tool_permissions: { default: 'allow' } } }, ['client/skips-permissions high']],
    [{ agent: { tool_permissions: { default: 'confirm', tools: { terminal: { default: 'allow' } } } } }, []],
    [{ agent: { always_allow_tool_actions: true } }, ['client/skips-permissions high']],
    [{ agent: { always_allow_tool_actions: false } }, []],
  ])('%j gives %j', (document, expected) => {
    expect(switchesAt(zed, file, document)).toEqual(expected);
  });
});
