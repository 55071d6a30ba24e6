import { isRecord } from '../formats/document.ts';
import { clientId } from '../model/ids.ts';
import { withAllowedTools } from './allowed-tools.ts';
import type { Client, PathTemplate, RiskySwitch, SourceSpec } from './client.ts';
import { editors, inUserFolder, recentFolders, traces } from './editors.ts';
import { macApp, together } from './paths.ts';
import { includes, skipsPermissions } from './switches.ts';

const inKiroFolder = (path: string): readonly PathTemplate[] => [`{home}/.kiro/${path}`, `{env:KIRO_HOME}/${path}`];

const config = { format: 'json', servers: [['mcpServers']] } as const satisfies Partial<SourceSpec>;
const agent = { ...config, adjust: withAllowedTools };

const trustsEveryCommand: RiskySwitch = skipsPermissions(['kiroAgent.trustedCommands'], includes('*'), {
  confidence: 'likely',
  message: 'Kiro runs every shell command without asking, in versions before 1.0',
  remedy: 'Remove "*" from kiroAgent.trustedCommands.',
});

const allowsEverything: RiskySwitch = skipsPermissions(['rules'], hasUnlimitedAllow, {
  message: 'Kiro runs every shell command or every server tool without asking',
  remedy: 'Limit the allow rule with match, or set its effect to "ask".',
});

export const kiro: Client = {
  id: clientId('kiro'),
  name: 'Kiro',
  evidence: together(
    macApp('Kiro'),
    macApp('Kiro CLI'),
    { win32: ['{localAppData}/Programs/Kiro'], linux: ['{system}/usr/share/kiro', '{system}/opt/Kiro'] },
    traces(editors.kiro),
    {
      darwin: ['{home}/Library/Application Support/kiro-cli/data.sqlite3'],
      linux: ['{data}/kiro-cli/data.sqlite3'],
    },
    inKiroFolder('sessions'),
  ),
  commands: ['kiro', 'kiro-cli'],
  sources: [
    {
      scope: 'user',
      paths: inKiroFolder('settings/mcp.json'),
      format: 'json',
      servers: [['mcpServers'], ['powers', 'mcpServers']],
    },
    { scope: 'project', paths: ['{project}/.kiro/settings/mcp.json'], ...config },
    { scope: 'user', paths: inKiroFolder('agents/*.json'), ...agent },
    { scope: 'project', paths: ['{project}/.kiro/agents/*.json'], ...agent },
    {
      scope: 'user',
      paths: [...inKiroFolder('settings/permissions.yaml'), ...inKiroFolder('workspace-roots/*/permissions.yaml')],
      format: 'yaml',
      servers: [],
      switches: [allowsEverything],
    },
    {
      scope: 'user',
      paths: inUserFolder(editors.kiro, 'settings.json'),
      format: 'jsonc',
      servers: [],
      switches: [trustsEveryCommand],
    },
    {
      scope: 'workspace',
      paths: ['{project}/.vscode/settings.json'],
      format: 'jsonc',
      servers: [],
      switches: [trustsEveryCommand],
    },
  ],
  recentProjects: recentFolders(editors.kiro),
};

/** An allow rule for commands or server tools that no pattern narrows: a rule without `match` means all. */
function hasUnlimitedAllow(rules: unknown): boolean {
  return (Array.isArray(rules) ? rules : []).some((rule) => {
    if (!isRecord(rule) || rule['effect'] !== 'allow' || !['shell', 'mcp'].includes(String(rule['capability']))) {
      return false;
    }
    const match = rule['match'];
    return match === undefined || (Array.isArray(match) && match.some((item) => ['*', '**', '*/*'].includes(item)));
  });
}
