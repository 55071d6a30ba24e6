import { clientId } from '../model/ids.ts';
import { withAllowedTools } from './allowed-tools.ts';
import type { Client, SourceSpec } from './client.ts';
import { extension } from './editors.ts';
import { macApp, together } from './paths.ts';

const config = { format: 'json', servers: [['mcpServers']] } as const satisfies Partial<SourceSpec>;
const agent = { ...config, adjust: withAllowedTools };

/** The IDE's own page and its source disagree on the folder of `default.json`: both are looked at. */
const ide = (folder: string): readonly string[] => [`${folder}/agents/default.json`, `${folder}/default.json`];

export const amazonQ: Client = {
  id: clientId('amazon-q'),
  name: 'Amazon Q Developer',
  evidence: together(
    macApp('Amazon Q'),
    {
      darwin: ['{home}/Library/Application Support/amazon-q/data.sqlite3'],
      linux: ['{data}/amazon-q/data.sqlite3'],
    },
    extension('amazonwebservices.amazon-q-vscode'),
  ),
  // Not `q`: too many programs are called that.
  commands: ['qchat'],
  sources: [
    { scope: 'user', paths: ['{home}/.aws/amazonq/cli-agents/*.json'], ...agent },
    { scope: 'project', paths: ['{project}/.amazonq/cli-agents/*.json'], ...agent },
    { scope: 'user', paths: ide('{home}/.aws/amazonq'), ...agent },
    { scope: 'project', paths: ide('{project}/.amazonq'), ...agent },
    { scope: 'legacy', paths: ['{home}/.aws/amazonq/mcp.json', '{project}/.amazonq/mcp.json'], ...config },
  ],
  recentProjects: [],
};
