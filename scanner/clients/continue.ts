import { at } from '../formats/document.ts';
import { clientId } from '../model/ids.ts';
import type { Client, Paths, PathTemplate, SourceSpec } from './client.ts';
import { blockDialect, filesOfBlocks } from './continue-blocks.ts';
import { extension } from './editors.ts';

const inContinueFolder = (path: string): readonly PathTemplate[] => [
  `{home}/.continue/${path}`,
  `{env:CONTINUE_GLOBAL_DIR}/${path}`,
];

/** Servers one by one, and whole agents, which older versions call assistants. */
const blocks = ['mcpServers/*.y*ml', 'agents/*.y*ml', 'assistants/*.y*ml'];

const blockFile = (scope: 'user' | 'project', paths: Paths): SourceSpec => ({
  scope,
  paths,
  format: 'yaml',
  formatVersion: { at: ['schema'], known: ['v1'] },
  servers: [['mcpServers']],
  dialect: blockDialect,
});

const yamlBlocks = (scope: 'user' | 'project', paths: Paths): SourceSpec => ({
  ...blockFile(scope, paths),
  names: { files: filesOfBlocks, spec: blockFile(scope, []) },
});

/** Copies of other clients' files: their map, Claude Code's projects, or one server that is the whole document. */
const jsonBlocks = (scope: 'user' | 'project', paths: Paths): SourceSpec => ({
  scope,
  paths,
  format: 'json',
  servers: [['mcpServers'], ['projects', '*', 'mcpServers'], []],
});

export const continueDev: Client = {
  id: clientId('continue'),
  name: 'Continue',
  evidence: [...inContinueFolder('sessions'), ...inContinueFolder('index'), ...extension('continue.continue')],
  // Its terminal program is called `cn`, which is too short a name to prove anything.
  commands: [],
  sources: [
    yamlBlocks('user', inContinueFolder('config.yaml')),
    yamlBlocks('user', blocks.flatMap(inContinueFolder)),
    jsonBlocks('user', inContinueFolder('mcpServers/*.json')),
    yamlBlocks(
      'project',
      blocks.map((block) => `{project}/.continue/${block}`),
    ),
    jsonBlocks('project', ['{project}/.continue/mcpServers/*.json']),
    {
      scope: 'legacy',
      // The project's is merged into the person's own.
      paths: [...inContinueFolder('config.json'), '{project}/.continuerc.json'],
      format: 'json',
      servers: [['experimental', 'modelContextProtocolServers']],
    },
  ],
  recentProjects: [{ paths: inContinueFolder('sessions/sessions.json'), format: 'json', folders: foldersOfSessions }],
};

function foldersOfSessions(sessions: unknown): readonly string[] {
  const all = Array.isArray(sessions) ? sessions.map((session) => at(session, ['workspaceDirectory'])) : [];
  return [...new Set(all.filter((folder): folder is string => typeof folder === 'string' && folder !== ''))];
}
