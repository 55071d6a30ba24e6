import { clientId } from '../model/ids.ts';
import type { Client, PathTemplate, SourceSpec } from './client.ts';
import { extension, inEveryUserFolder } from './editors.ts';
import { is, skipsPermissions } from './switches.ts';

const inDataFolder = (path: string): readonly PathTemplate[] => [
  `{home}/.cline/data/${path}`,
  `{env:CLINE_DATA_DIR}/${path}`,
  `{env:CLINE_DIR}/data/${path}`,
];

const settings = {
  format: 'json',
  servers: [['mcpServers']],
  dialect: { urlTransport: 'sse' },
} as const satisfies Partial<SourceSpec>;

export const cline: Client = {
  id: clientId('cline'),
  name: 'Cline',
  evidence: [...inDataFolder('globalState.json'), ...extension('saoudrizwan.claude-dev')],
  commands: ['cline'],
  sources: [
    {
      scope: 'user',
      paths: [...inDataFolder('settings/cline_mcp_settings.json'), '{env:CLINE_MCP_SETTINGS_PATH}'],
      ...settings,
    },
    {
      scope: 'legacy',
      paths: inEveryUserFolder('globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json'),
      ...settings,
    },
    {
      scope: 'user',
      paths: inDataFolder('globalState.json'),
      format: 'json',
      servers: [],
      switches: ['yoloModeToggled', 'autoApproveAllToggled'].map((key) =>
        skipsPermissions([key], is(true), {
          confidence: 'likely',
          message: 'Cline runs every tool and command without asking',
          remedy: 'Turn off YOLO mode and "auto-approve all" in the settings of Cline.',
        }),
      ),
    },
  ],
  recentProjects: [],
};
