import { clientId } from '../model/ids.ts';
import { asClaudeCodeSees } from './claude-code-names.ts';
import { allButManaged, projectServersOff, projectServersOffIn } from './claude-code-layers.ts';
import { personalSwitches, projectSwitches } from './claude-code-switches.ts';
import type { Client, Paths, PathTemplate, SourceSpec } from './client.ts';
import { extension } from './editors.ts';
import { keysUnder } from './folder-lists.ts';
import { pluginManifest, pluginServers } from './plugin-files.ts';

/** People keep several profiles: the variable names one, `.claude-*` folders are a common custom. */
const inProfiles = (path: string): readonly PathTemplate[] =>
  ['{home}/.claude', '{home}/.claude-*', '{env:CLAUDE_CONFIG_DIR}'].map((folder) => `${folder}/${path}`);

/** `CLAUDE_CODE_PLUGIN_CACHE_DIR` replaces the whole plugins folder, in spite of its name. */
const inPlugins = (path: string): readonly PathTemplate[] => [
  ...inProfiles(`plugins/${path}`),
  `{env:CLAUDE_CODE_PLUGIN_CACHE_DIR}/${path}`,
];

const managed = (path: string): Paths => ({
  darwin: [`{system}/Library/Application Support/ClaudeCode/${path}`],
  win32: [`{programFiles}/ClaudeCode/${path}`],
  linux: [`{system}/etc/claude-code/${path}`],
});

const settings = {
  format: 'json',
  servers: [],
  switches: personalSwitches,
  switchesOff: projectServersOff,
} as const satisfies Partial<SourceSpec>;

const state: readonly PathTemplate[] = ['{home}/.claude.json', ...inProfiles('.claude.json')];

export const claudeCode: Client = {
  id: clientId('claude-code'),
  name: 'Claude Code',
  evidence: [
    ...inProfiles('projects'),
    ...inProfiles('history.jsonl'),
    '{home}/.claude/local',
    '{home}/.local/share/claude/versions',
    ...extension('anthropic.claude-code'),
  ],
  commands: ['claude'],
  sources: [
    { scope: 'user', paths: state, format: 'json', servers: [['mcpServers']], adjust: asClaudeCodeSees },
    {
      scope: 'local',
      paths: state,
      format: 'json',
      servers: [['projects', '*', 'mcpServers']],
      adjust: asClaudeCodeSees,
      switchesOff: projectServersOffIn,
    },
    {
      scope: 'project',
      paths: ['{project}/.mcp.json'],
      format: 'json',
      servers: [['mcpServers']],
      adjust: asClaudeCodeSees,
    },
    pluginServers([...inPlugins('cache/*/*/*/.mcp.json'), ...inPlugins('synced/**/.mcp.json')]),
    pluginManifest(inPlugins('cache/*/*/*/.claude-plugin/plugin.json')),
    {
      scope: 'managed',
      paths: managed('managed-mcp.json'),
      format: 'json',
      servers: [['mcpServers']],
      switchesOff: allButManaged,
    },
    { scope: 'user', paths: inProfiles('settings.json'), ...settings },
    {
      scope: 'project',
      paths: ['{project}/.claude/settings.json'],
      ...settings,
      switches: projectSwitches,
    },
    { scope: 'local', paths: ['{project}/.claude/settings.local.json'], ...settings },
    { scope: 'managed', paths: managed('managed-settings.json'), ...settings },
    { scope: 'managed', paths: managed('managed-settings.d/*.json'), ...settings },
  ],
  recentProjects: [{ paths: state, format: 'json', folders: keysUnder('projects') }],
};
