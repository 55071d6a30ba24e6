import { clientId } from '../model/ids.ts';
import type { Client, SourceSpec } from './client.ts';
import { editors, recentFolders, traces } from './editors.ts';
import { macApp, together } from './paths.ts';
import { pluginManifest, pluginServers } from './plugin-files.ts';
import { includes, is, sandboxOff, skipsPermissions } from './switches.ts';

const permissions = {
  format: 'jsonc',
  servers: [],
  switches: [
    skipsPermissions(['mcpAllowlist'], includes('*:*'), {
      message: 'Cursor runs every tool of every server without asking',
      remedy: 'Name the servers and tools in mcpAllowlist that may run without asking.',
    }),
  ],
} as const satisfies Partial<SourceSpec>;

const sandbox = {
  format: 'jsonc',
  servers: [],
  switches: [
    sandboxOff(['type'], is('insecure_none'), {
      message: 'Cursor runs shell commands outside its sandbox',
      remedy: 'Set type to "workspace_readwrite" or "workspace_readonly".',
    }),
  ],
} as const satisfies Partial<SourceSpec>;

export const cursor: Client = {
  id: clientId('cursor'),
  name: 'Cursor',
  evidence: together(
    macApp('Cursor'),
    {
      win32: ['{localAppData}/Programs/cursor', '{programFiles}/cursor'],
      linux: ['{system}/usr/share/cursor', '{system}/opt/Cursor', '{system}/opt/cursor'],
    },
    traces(editors.cursor),
    ['{home}/.local/share/cursor-agent'],
  ),
  commands: ['cursor', 'cursor-agent'],
  sources: [
    { scope: 'user', paths: ['{home}/.cursor/mcp.json'], format: 'jsonc', servers: [['mcpServers']] },
    { scope: 'project', paths: ['{project}/.cursor/mcp.json'], format: 'jsonc', servers: [['mcpServers']] },
    pluginServers(['{home}/.cursor/plugins/**/mcp.json']),
    pluginManifest(['{home}/.cursor/plugins/**/.cursor-plugin/plugin.json']),
    {
      scope: 'user',
      paths: together(['{home}/.cursor/cli-config.json'], { linux: ['{env:XDG_CONFIG_HOME}/cursor/cli-config.json'] }),
      format: 'json',
      servers: [],
      switches: [
        skipsPermissions(['approvalMode'], is('unrestricted'), {
          message: 'the Cursor agent in the terminal runs every tool without asking',
          remedy: 'Set approvalMode to "allowlist".',
        }),
      ],
    },
    { scope: 'user', paths: ['{home}/.cursor/permissions.json'], ...permissions },
    { scope: 'project', paths: ['{project}/.cursor/permissions.json'], ...permissions },
    { scope: 'user', paths: ['{home}/.cursor/sandbox.json'], ...sandbox },
    { scope: 'project', paths: ['{project}/.cursor/sandbox.json'], ...sandbox },
  ],
  recentProjects: recentFolders(editors.cursor),
};
