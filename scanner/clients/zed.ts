import { clientId } from '../model/ids.ts';
import type { Client, RiskySwitch, SourceSpec } from './client.ts';
import { column } from './folder-lists.ts';
import { hasNoLaunch } from './no-launch.ts';
import { inConfigFolder, macApp, together } from './paths.ts';
import { is, skipsPermissions } from './switches.ts';

const said = {
  message: 'the agent in Zed runs tools without asking',
  remedy: 'Set agent.tool_permissions.default to "confirm".',
};

const switches: readonly RiskySwitch[] = [
  skipsPermissions(['agent', 'tool_permissions', 'default'], is('allow'), said),
  // Until version 0.224.
  skipsPermissions(['agent', 'always_allow_tool_actions'], is(true), { ...said, confidence: 'likely' }),
];

const settings = {
  format: 'jsonc',
  servers: [['context_servers']],
  // Servers that come with an extension only have settings here.
  dialect: { skip: hasNoLaunch },
  switches,
} as const satisfies Partial<SourceSpec>;

export const zed: Client = {
  id: clientId('zed'),
  name: 'Zed',
  evidence: together(macApp('Zed'), macApp('Zed Preview'), {
    darwin: ['{home}/Library/Application Support/Zed/db'],
    win32: ['{localAppData}/Programs/Zed', '{localAppData}/Zed/db'],
    linux: [
      '{home}/.local/zed.app',
      '{data}/zed/db',
      '{system}/var/lib/flatpak/app/dev.zed.Zed',
      '{home}/.local/share/flatpak/app/dev.zed.Zed',
    ],
  }),
  // Not `zed`: on Linux that is more often the daemon of the ZFS file system.
  commands: ['zeditor', 'zedit'],
  sources: [
    {
      scope: 'user',
      paths: {
        darwin: inConfigFolder('zed/settings.json'),
        win32: ['{appData}/Zed/settings.json'],
        linux: [
          ...inConfigFolder('zed/settings.json'),
          '{env:FLATPAK_XDG_CONFIG_HOME}/zed/settings.json',
          '{home}/.var/app/dev.zed.Zed/config/zed/settings.json',
        ],
      },
      ...settings,
    },
    { scope: 'project', paths: ['{project}/.zed/settings.json'], ...settings },
  ],
  recentProjects: [
    {
      // One folder a release channel.
      paths: {
        darwin: ['{home}/Library/Application Support/Zed/db/0-*/db.sqlite'],
        win32: ['{localAppData}/Zed/db/0-*/db.sqlite'],
        linux: ['{data}/zed/db/0-*/db.sqlite', '{home}/.var/app/dev.zed.Zed/data/zed/db/0-*/db.sqlite'],
      },
      format: 'sqlite',
      queries: [
        'SELECT paths AS folders FROM workspaces WHERE remote_connection_id IS NULL',
        'SELECT paths AS folders FROM workspaces WHERE ssh_connection_id IS NULL',
        "SELECT replace(local_paths_array, ',', char(10)) AS folders FROM workspaces",
      ],
      folders: column('folders', '\n'),
    },
  ],
};
