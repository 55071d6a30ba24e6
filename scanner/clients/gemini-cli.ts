import { at } from '../formats/document.ts';
import { clientId } from '../model/ids.ts';
import type { Entry } from '../model/launch.ts';
import type { Client, Paths, PathTemplate, RiskySwitch, SourceSpec, SwitchesOff } from './client.ts';
import { extension } from './editors.ts';
import { keysUnder } from './folder-lists.ts';
import { is, skipsPermissions } from './switches.ts';

/** The variable stands for the home, not for the folder in it. */
const inGeminiFolder = (path: string): readonly PathTemplate[] => [
  `{home}/.gemini/${path}`,
  `{env:GEMINI_CLI_HOME}/.gemini/${path}`,
];

const dialect = { urlTransport: 'sse', addressFirst: true } as const;

// Older files have the key at the top.
const switches: readonly RiskySwitch[] = [['tools', 'autoAccept'], ['autoAccept']].map((where) =>
  skipsPermissions(where, is(true), {
    severity: 'medium',
    message: 'Gemini CLI runs the tools it takes to be safe without asking',
    remedy: 'Set tools.autoAccept to false.',
  }),
);

const settings = {
  format: 'jsonc',
  servers: [['mcpServers']],
  dialect,
  switches,
  adjust: asGeminiSees,
  switchesOff: excludedBy,
} as const satisfies Partial<SourceSpec>;

const machineWide = (file: string, variable: string): Paths => ({
  darwin: [`{system}/Library/Application Support/GeminiCli/${file}`, `{env:${variable}}`],
  win32: [`{programData}/gemini-cli/${file}`, `{env:${variable}}`],
  linux: [`{system}/etc/gemini-cli/${file}`, `{env:${variable}}`],
});

export const geminiCli: Client = {
  id: clientId('gemini-cli'),
  name: 'Gemini CLI',
  // Gemini Code Assist, an editor extension, reads the same settings.
  evidence: [
    ...['oauth_creds.json', 'google_accounts.json', 'tmp', 'history', 'projects.json'].flatMap(inGeminiFolder),
    ...extension('google.geminicodeassist'),
  ],
  commands: ['gemini'],
  sources: [
    { scope: 'user', paths: inGeminiFolder('settings.json'), ...settings },
    { scope: 'project', paths: ['{project}/.gemini/settings.json'], ...settings },
    {
      scope: 'managed',
      paths: machineWide('settings.json', 'GEMINI_CLI_SYSTEM_SETTINGS_PATH'),
      ...settings,
      switchesOff: excludedOrNotAllowedBy,
    },
    {
      scope: 'user',
      paths: inGeminiFolder('mcp-server-enablement.json'),
      format: 'json',
      servers: [],
      switchesOff: switchedOffByHand,
    },
    { scope: 'system', paths: machineWide('system-defaults.json', 'GEMINI_CLI_SYSTEM_DEFAULTS_PATH'), ...settings },
    {
      scope: 'extension',
      paths: inGeminiFolder('extensions/*/gemini-extension.json'),
      format: 'json',
      servers: [['mcpServers']],
      dialect,
    },
  ],
  recentProjects: [
    { paths: inGeminiFolder('projects.json'), format: 'json', folders: keysUnder('projects') },
    { paths: inGeminiFolder('trustedFolders.json'), format: 'json', folders: keysUnder() },
  ],
};

/** Lists beside the entries switch servers off by name. */
function asGeminiSees(entry: Entry, document: unknown): Entry {
  return isExcluded(entry.name, document) || isNotAllowed(entry.name, document) ? { ...entry, enabled: false } : entry;
}

/** The lists of excluded names of all layers count together. */
function excludedBy(document: unknown): SwitchesOff {
  return ({ name }) => isExcluded(name, document);
}

/** The highest layer's list of allowed names stands in place of all others. */
function excludedOrNotAllowedBy(document: unknown): SwitchesOff {
  return ({ name }) => isExcluded(name, document) || isNotAllowed(name, document);
}

/** `gemini mcp disable` writes names, in small letters, into a file of their own. */
function switchedOffByHand(document: unknown): SwitchesOff {
  return ({ name }) => at(document, [name.trim().toLowerCase(), 'enabled']) === false;
}

// Older files have both lists at the top.
function isExcluded(name: string, document: unknown): boolean {
  const lists = [at(document, ['mcp', 'excluded']), at(document, ['excludeMCPServers'])];
  return lists.some((names) => Array.isArray(names) && names.includes(name));
}

/** An empty list of allowed ones limits nothing. */
function isNotAllowed(name: string, document: unknown): boolean {
  const lists = [at(document, ['mcp', 'allowed']), at(document, ['allowMCPServers'])];
  return lists.some((names) => Array.isArray(names) && names.length > 0 && !names.includes(name));
}
