import { at } from '../formats/document.ts';
import { clientId } from '../model/ids.ts';
import type { Client, PathTemplate, RiskySwitch, SourceSpec } from './client.ts';
import { extension } from './editors.ts';
import { keysUnder } from './folder-lists.ts';
import { macApp, together } from './paths.ts';
import { pluginManifest, pluginServers } from './plugin-files.ts';
import { is, sandboxOff, skipsPermissions, someValue } from './switches.ts';

const inCodexFolder = (path: string): readonly PathTemplate[] => [`{home}/.codex/${path}`, `{env:CODEX_HOME}/${path}`];

const neverAsks = {
  message: 'Codex never asks before it runs a command or a tool',
  remedy: 'Set approval_policy to "on-request" or "untrusted".',
};

const unconfined = {
  message: 'Codex runs commands without its sandbox, with full access to disk and network',
  remedy: 'Set sandbox_mode to "workspace-write" or "read-only".',
};

// Older files keep their profiles in a table of their own.
const switches: readonly RiskySwitch[] = [
  skipsPermissions(['approval_policy'], is('never'), neverAsks),
  skipsPermissions(
    ['profiles'],
    someValue((profile) => at(profile, ['approval_policy']) === 'never'),
    neverAsks,
  ),
  sandboxOff(['sandbox_mode'], is('danger-full-access'), unconfined),
  sandboxOff(
    ['profiles'],
    someValue((profile) => at(profile, ['sandbox_mode']) === 'danger-full-access'),
    unconfined,
  ),
];

const config = { format: 'toml', servers: [['mcp_servers']], switches } as const satisfies Partial<SourceSpec>;

export const codex: Client = {
  id: clientId('codex'),
  name: 'Codex',
  evidence: together(
    ['auth.json', 'sessions', 'history.jsonl', 'version.json'].flatMap(inCodexFolder),
    macApp('Codex'),
    macApp('ChatGPT'),
    { win32: ['{localAppData}/Packages/OpenAI.Codex_*'] },
    extension('openai.chatgpt'),
  ),
  commands: ['codex'],
  sources: [
    { scope: 'user', paths: inCodexFolder('config.toml'), ...config },
    { scope: 'profile', paths: inCodexFolder('*.config.toml'), ...config },
    { scope: 'project', paths: ['{project}/.codex/config.toml'], ...config },
    {
      scope: 'system',
      paths: {
        darwin: ['{system}/etc/codex/config.toml'],
        win32: ['{programData}/OpenAI/Codex/config.toml'],
        linux: ['{system}/etc/codex/config.toml'],
      },
      ...config,
    },
    {
      scope: 'managed',
      paths: {
        darwin: ['{system}/etc/codex/managed_config.toml'],
        win32: inCodexFolder('managed_config.toml'),
        linux: ['{system}/etc/codex/managed_config.toml'],
      },
      ...config,
    },
    pluginServers([...inCodexFolder('plugins/**/.mcp.json'), '{home}/.agents/plugins/*/.mcp.json']),
    pluginManifest(inCodexFolder('plugins/**/.codex-plugin/plugin.json')),
  ],
  recentProjects: [{ paths: inCodexFolder('config.toml'), format: 'toml', folders: keysUnder('projects') }],
};
