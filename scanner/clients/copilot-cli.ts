import { clientId } from '../model/ids.ts';
import type { Client } from './client.ts';
import { copilotFiles, inCopilotFolder } from './copilot-files.ts';
import { listsUnder } from './folder-lists.ts';

export const copilotCli: Client = {
  id: clientId('copilot-cli'),
  name: 'GitHub Copilot CLI',
  evidence: ['session-state', 'history-session-state', 'logs', 'pkg'].flatMap(inCopilotFolder),
  commands: ['copilot'],
  sources: [
    ...copilotFiles,
    {
      scope: 'legacy',
      paths: ['{env:XDG_CONFIG_HOME}/.copilot/mcp-config.json'],
      format: 'json',
      servers: [['mcpServers']],
    },
    {
      scope: 'project',
      paths: ['{project}/.mcp.json', '{project}/.github/mcp.json'],
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
  recentProjects: [
    {
      paths: inCopilotFolder('config.json'),
      format: 'jsonc',
      folders: listsUnder('trusted_folders', 'trustedFolders'),
    },
  ],
};
