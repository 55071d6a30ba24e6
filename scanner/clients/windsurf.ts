import { clientId } from '../model/ids.ts';
import type { Client } from './client.ts';
import { editors, recentFolders, traces } from './editors.ts';
import { inConfigFolder, macApp, together } from './paths.ts';

/** Devin Desktop since 2026-06; the old names and folders stay on many machines. */
export const windsurf: Client = {
  id: clientId('windsurf'),
  name: 'Windsurf (Devin Desktop)',
  evidence: together(
    macApp('Windsurf'),
    macApp('Windsurf - Next'),
    macApp('Devin'),
    {
      win32: ['Windsurf', 'Windsurf - Next', 'Devin'].map((name) => `{localAppData}/Programs/${name}`),
      linux: ['{system}/usr/share/windsurf', '{system}/usr/share/windsurf-next', '{system}/usr/share/devin'],
    },
    traces(editors.windsurf),
    traces(editors.windsurfNext),
    traces(editors.devin),
  ),
  commands: ['windsurf', 'windsurf-next', 'devin'],
  sources: [
    {
      scope: 'user',
      paths: [
        '{home}/.codeium/windsurf/mcp_config.json',
        '{home}/.codeium/windsurf-next/mcp_config.json',
        '{home}/.codeium/mcp_config.json',
      ],
      format: 'json',
      servers: [['mcpServers']],
    },
    {
      scope: 'user',
      paths: {
        darwin: inConfigFolder('devin/mcp_config.json'),
        win32: ['{appData}/devin/mcp_config.json'],
        linux: inConfigFolder('devin/mcp_config.json'),
      },
      format: 'json',
      servers: [['mcpServers']],
    },
    { scope: 'project', paths: ['{project}/.devin/mcp_config.json'], format: 'json', servers: [['mcpServers']] },
    { scope: 'local', paths: ['{project}/.devin/mcp_config.local.json'], format: 'json', servers: [['mcpServers']] },
  ],
  recentProjects: [editors.windsurf, editors.windsurfNext, editors.devin].flatMap(recentFolders),
};
