import { clientId } from '../model/ids.ts';
import type { Client, SourceSpec } from './client.ts';
import { editors, recentFolders, traces } from './editors.ts';
import { macApp, together } from './paths.ts';

const config = { format: 'json', servers: [['mcpServers']] } as const satisfies Partial<SourceSpec>;

export const antigravity: Client = {
  id: clientId('antigravity'),
  name: 'Google Antigravity',
  evidence: together(
    macApp('Antigravity'),
    {
      win32: ['{localAppData}/Programs/Antigravity'],
      linux: ['{system}/usr/share/antigravity', '{system}/opt/Antigravity'],
    },
    traces(editors.antigravity),
  ),
  commands: ['antigravity', 'agy'],
  sources: [
    { scope: 'user', paths: ['{home}/.gemini/config/mcp_config.json'], ...config },
    { scope: 'project', paths: ['{project}/.agents/mcp_config.json'], ...config },
    {
      scope: 'legacy',
      paths: ['{home}/.gemini/antigravity/mcp_config.json', '{home}/.gemini/antigravity-cli/mcp_config.json'],
      ...config,
    },
    { scope: 'plugin', paths: ['{home}/.gemini/config/plugins/**/mcp_config.json'], ...config },
  ],
  recentProjects: recentFolders(editors.antigravity),
};
