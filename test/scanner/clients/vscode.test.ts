import { describe, expect, it } from 'vitest';
import { expandPaths } from '../../../scanner/clients/expand.ts';
import { vscode, vscodeInsiders, vscodium, vscodiumInsiders } from '../../../scanner/clients/vscode.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { machine, namesAt, placesOf, recentPathsOf, switchesAt, systems } from './looking.ts';

const inUser = (folder: string): readonly string[] => [
  `profile ${folder}/profiles/*/mcp.json`,
  `legacy ${folder}/settings.json`,
  `legacy ${folder}/profiles/*/settings.json`,
];
const inProject = [
  'workspace /p/.vscode/mcp.json',
  'workspace /p/*.code-workspace',
  'workspace /p/.vscode/*.code-workspace',
  'legacy /p/.vscode/settings.json',
  'project /p/.mcp.json',
];
const ofMicrosoft = [
  'project /p/.devcontainer/devcontainer.json',
  'project /p/.devcontainer/*/devcontainer.json',
  'project /p/.devcontainer.json',
  'user /h/.copilot/mcp-config.json',
  'plugin /h/.copilot/installed-plugins/*/*/.mcp.json',
  'plugin /h/.copilot/installed-plugins/*/*/mcp.json',
  'plugin /h/.copilot/installed-plugins/*/*/plugin.json',
  'plugin /h/.copilot/installed-plugins/*/*/.plugin/plugin.json',
  'plugin /h/.copilot/installed-plugins/*/*/.claude-plugin/plugin.json',
];

describe('where VS Code is configured', () => {
  it.each<[Os, string]>([
    ['darwin', '/h/Library/Application Support/Code/User'],
    ['win32', '/h/AppData/Roaming/Code/User'],
  ])('is known on %s', (os, folder) => {
    expect(placesOf(vscode, os)).toEqual([
      `user ${folder}/mcp.json`,
      'user /h/.vscode-server/data/User/mcp.json',
      ...inUser(folder),
      ...inProject,
      ...ofMicrosoft,
    ]);
  });

  it('includes the Flatpak on Linux', () => {
    const boxed = '/h/.var/app/com.visualstudio.code/config/Code/User';

    expect(placesOf(vscode, 'linux')).toEqual([
      'user /h/.config/Code/User/mcp.json',
      `user ${boxed}/mcp.json`,
      'user /h/.vscode-server/data/User/mcp.json',
      'profile /h/.config/Code/User/profiles/*/mcp.json',
      `profile ${boxed}/profiles/*/mcp.json`,
      'legacy /h/.config/Code/User/settings.json',
      `legacy ${boxed}/settings.json`,
      'legacy /h/.config/Code/User/profiles/*/settings.json',
      `legacy ${boxed}/profiles/*/settings.json`,
      ...inProject,
      ...ofMicrosoft,
    ]);
  });

  it('includes a portable copy', () => {
    expect(placesOf(vscode, 'win32', { VSCODE_PORTABLE: '/stick/data' })).toEqual(
      expect.arrayContaining([
        'user /stick/data/user-data/User/mcp.json',
        'legacy /stick/data/user-data/User/settings.json',
      ]),
    );
  });
});

describe('where its other builds are configured', () => {
  it.each<[Os, string]>([
    ['darwin', '/h/Library/Application Support/Code - Insiders/User'],
    ['win32', '/h/AppData/Roaming/Code - Insiders/User'],
    ['linux', '/h/.config/Code - Insiders/User'],
  ])('is known of Insiders on %s', (os, folder) => {
    expect(placesOf(vscodeInsiders, os)).toEqual([
      `user ${folder}/mcp.json`,
      'user /h/.vscode-server-insiders/data/User/mcp.json',
      ...inUser(folder),
      ...inProject,
      ...ofMicrosoft,
    ]);
  });

  it.each<[Os, string]>([
    ['darwin', '/h/Library/Application Support/VSCodium/User'],
    ['win32', '/h/AppData/Roaming/VSCodium/User'],
  ])('is known of VSCodium on %s, which has no Copilot and no dev containers', (os, folder) => {
    expect(placesOf(vscodium, os)).toEqual([
      `user ${folder}/mcp.json`,
      'user /h/.vscodium-server/data/User/mcp.json',
      ...inUser(folder),
      ...inProject,
    ]);
  });

  it('is known of VSCodium on linux', () => {
    const boxed = '/h/.var/app/com.vscodium.codium/config/VSCodium/User';

    expect(placesOf(vscodium, 'linux').slice(0, 5)).toEqual([
      'user /h/.config/VSCodium/User/mcp.json',
      `user ${boxed}/mcp.json`,
      'user /h/.vscodium-server/data/User/mcp.json',
      'profile /h/.config/VSCodium/User/profiles/*/mcp.json',
      `profile ${boxed}/profiles/*/mcp.json`,
    ]);
  });

  it.each<[Os, string]>([
    ['darwin', '/h/Library/Application Support/VSCodium - Insiders/User'],
    ['win32', '/h/AppData/Roaming/VSCodium - Insiders/User'],
    ['linux', '/h/.config/VSCodium - Insiders/User'],
  ])('is known of VSCodium Insiders on %s', (os, folder) => {
    expect(placesOf(vscodiumInsiders, os)).toEqual([
      `user ${folder}/mcp.json`,
      'user /h/.vscodium-server-insiders/data/User/mcp.json',
      ...inUser(folder),
      ...inProject,
    ]);
  });

  it('is not confused by the name that the builds share', () => {
    const evidence = systems.flatMap((os) => expandPaths(vscode.evidence, machine(os)));

    expect(evidence.filter((path) => /Insiders|VSCodium/.test(path))).toEqual([]);
  });
});

describe('servers of VS Code', () => {
  const server = { github: { type: 'http', url: 'https://a.example/mcp' } };

  it.each([
    ['/h/.config/Code/User/mcp.json', { servers: server, inputs: [] }],
    ['/p/.vscode/mcp.json', { servers: server }],
    ['/p/*.code-workspace', { folders: [], settings: { mcp: { servers: server } } }],
    ['/p/*.code-workspace', { folders: [], settings: { 'mcp.servers': server } }],
    ['/h/.config/Code/User/settings.json', { mcp: { servers: server } }],
    ['/h/.config/Code/User/settings.json', { 'mcp.servers': server }],
    ['/p/.mcp.json', { mcpServers: server }],
    ['/p/.devcontainer.json', { image: 'x', customizations: { vscode: { mcp: { servers: server } } } }],
    ['/h/.copilot/mcp-config.json', { mcpServers: server }],
  ])('are found in %s', (path, document) => {
    expect(namesAt(vscode, path, document)).toEqual(['github']);
  });

  it('are none in a .mcp.json that is written for Visual Studio', () => {
    expect(namesAt(vscode, '/p/.mcp.json', { servers: server })).toEqual([]);
  });
});

describe('switches of VS Code', () => {
  const own = '/h/.config/Code/User/settings.json';

  it.each([
    [{ 'chat.tools.global.autoApprove': true }, ['client/skips-permissions high']],
    [{ 'chat.tools.global.autoApprove': false }, []],
    [{ 'chat.tools.autoApprove': true }, ['client/skips-permissions high']],
    [{ 'chat.permissions.default': 'autopilot' }, ['client/skips-permissions high']],
    [{ 'chat.permissions.default': 'autoApprove' }, ['client/skips-permissions high']],
    [{ 'chat.permissions.default': 'assisted' }, []],
    [{ 'chat.tools.terminal.autoApprove': { ls: true } }, []],
  ])("%j in a person's settings gives %j", (document, expected) => {
    expect(switchesAt(vscode, own, document)).toEqual(expected);
  });

  it('counts only the older name in a workspace, where others have no effect', () => {
    const shared = '/p/.vscode/settings.json';

    expect(switchesAt(vscode, shared, { 'chat.tools.autoApprove': true })).toEqual(['client/skips-permissions high']);
    expect(switchesAt(vscode, shared, { 'chat.tools.global.autoApprove': true })).toEqual([]);
  });
});

describe('folders VS Code has opened', () => {
  it('are listed in two places', () => {
    expect(recentPathsOf(vscode, 'darwin')).toEqual([
      '/h/Library/Application Support/Code/User/workspaceStorage/*/workspace.json',
      '/h/Library/Application Support/Code/User/globalStorage/storage.json',
    ]);
  });
});
