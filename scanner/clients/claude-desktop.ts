import { clientId } from '../model/ids.ts';
import type { Client } from './client.ts';
import { applicationData, macApp, together } from './paths.ts';

// The Windows package sees a virtual Roaming folder; the plain one is the older installer's. Both may exist, each with its own app.
const packaged = '{localAppData}/Packages/Claude_*/LocalCache/Roaming/Claude';

export const claudeDesktop: Client = {
  id: clientId('claude-desktop'),
  name: 'Claude Desktop',
  evidence: together(
    macApp('Claude'),
    {
      // Windows makes these with a package and takes them away with it; a config alone does not.
      win32: [
        '{localAppData}/Packages/Claude_*/Settings',
        '{localAppData}/Packages/Claude_*/SystemAppData',
        '{localAppData}/AnthropicClaude',
      ],
      linux: ['{system}/usr/lib/claude-desktop', '{system}/usr/share/claude-desktop'],
    },
    applicationData('Claude/Local Storage'),
  ),
  commands: ['claude-desktop'],
  sources: [
    {
      scope: 'user',
      paths: together(
        { win32: [`${packaged}/claude_desktop_config.json`] },
        applicationData('Claude/claude_desktop_config.json'),
      ),
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
  recentProjects: [],
};
