import { describe, expect, it } from 'vitest';
import { cline } from '../../../scanner/clients/cline.ts';
import { expandPaths } from '../../../scanner/clients/expand.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { entriesAt, machine, placesOf, switchesAt } from './looking.ts';

const legacy = (folder: string): string =>
  `legacy ${folder}/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json`;
const editors = [
  'Code',
  'Code - Insiders',
  'VSCodium',
  'VSCodium - Insiders',
  'Cursor',
  'Windsurf',
  'Windsurf - Next',
  'Devin',
  'Kiro',
  'Antigravity',
];

describe('where Cline is configured', () => {
  it.each<[Os, string]>([
    ['darwin', '/h/Library/Application Support'],
    ['win32', '/h/AppData/Roaming'],
  ])('is its own folder and, before that, each editor on %s', (os, folder) => {
    expect(placesOf(cline, os)).toEqual([
      'user /h/.cline/data/settings/cline_mcp_settings.json',
      ...editors.map((editor) => legacy(`${folder}/${editor}`)),
      'user /h/.cline/data/globalState.json',
    ]);
  });

  it('includes Flatpaks and remote halves on linux', () => {
    const places = placesOf(cline, 'linux');

    expect(places.filter((place) => place.startsWith('legacy')).toSorted()).toEqual(
      [
        ...editors.map((editor) => `/h/.config/${editor}`),
        '/h/.var/app/com.visualstudio.code/config/Code',
        '/h/.var/app/com.vscodium.codium/config/VSCodium',
        '/h/.vscode-server/data',
        '/h/.vscode-server-insiders/data',
        '/h/.vscodium-server/data',
        '/h/.vscodium-server-insiders/data',
        '/h/.cursor-server/data',
        '/h/.windsurf-server/data',
      ]
        .map(legacy)
        .toSorted(),
    );
  });

  it('includes what its three variables name', () => {
    const moved = placesOf(cline, 'win32', {
      CLINE_DATA_DIR: '/d',
      CLINE_DIR: '/c',
      CLINE_MCP_SETTINGS_PATH: '/m/servers.json',
    });

    expect(moved).toEqual(
      expect.arrayContaining([
        'user /d/settings/cline_mcp_settings.json',
        'user /c/data/settings/cline_mcp_settings.json',
        'user /m/servers.json',
      ]),
    );
  });

  it('is shown to be there by its extension in any editor', () => {
    expect(expandPaths(cline.evidence, machine('linux'))).toEqual(
      expect.arrayContaining([
        '/h/.vscode/extensions/saoudrizwan.claude-dev-*',
        '/h/.cursor/extensions/saoudrizwan.claude-dev-*',
        '/h/.vscode-server/extensions/saoudrizwan.claude-dev-*',
      ]),
    );
  });
});

describe('servers of Cline', () => {
  const file = '/h/.cline/data/settings/cline_mcp_settings.json';

  it('are flat or nested, and speak SSE when only a url is given', () => {
    const document = {
      mcpServers: {
        flat: { command: 'a' },
        nested: { transport: { type: 'stdio', command: 'b' } },
        remote: { url: 'https://a.example/sse' },
        typed: { url: 'https://a.example/mcp', type: 'streamableHttp' },
      },
    };

    expect(entriesAt(cline, file, document)).toMatchObject([
      { name: 'flat', launch: { command: 'a' } },
      { name: 'nested', launch: { command: 'b' } },
      { name: 'remote', launch: { transport: 'sse' } },
      { name: 'typed', launch: { transport: 'http' } },
    ]);
  });

  it.each([
    [{ yoloModeToggled: true }, ['client/skips-permissions high']],
    [{ autoApproveAllToggled: true }, ['client/skips-permissions high']],
    [{ yoloModeToggled: false, autoApprovalSettings: { enabled: true } }, []],
  ])('run without asking when its state says %j: %j', (document, expected) => {
    expect(switchesAt(cline, '/h/.cline/data/globalState.json', document)).toEqual(expected);
  });
});
