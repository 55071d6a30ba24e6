import { clientId } from '../model/ids.ts';
import type { Client } from './client.ts';
import { inConfigFolder, macApp, together } from './paths.ts';
import { pluginServers } from './plugin-files.ts';
import { is, skipsPermissions } from './switches.ts';

/** Kinds of extension that run inside goose: nobody configured a server. */
const inside: ReadonlySet<unknown> = new Set(['builtin', 'platform', 'frontend', 'inline_python']);

export const goose: Client = {
  id: clientId('goose'),
  name: 'goose',
  evidence: together(
    macApp('Goose'),
    {
      darwin: [
        '{data}/goose/sessions',
        '{system}/opt/homebrew/Cellar/block-goose-cli',
        '{system}/usr/local/Cellar/block-goose-cli',
      ],
      win32: ['{appData}/Block/goose/data'],
      linux: ['{data}/goose/sessions', '{system}/usr/lib/goose', '{system}/opt/Goose'],
    },
    ['{env:GOOSE_PATH_ROOT}/data', '{home}/.local/bin/goose'],
  ),
  // Not `goose`: a tool for database migrations has the same name.
  commands: ['goosed'],
  sources: [
    {
      scope: 'user',
      paths: together(
        {
          darwin: inConfigFolder('goose/config.yaml'),
          win32: ['{appData}/Block/goose/config/config.yaml'],
          linux: inConfigFolder('goose/config.yaml'),
        },
        ['{env:GOOSE_PATH_ROOT}/config/config.yaml'],
      ),
      format: 'yaml',
      servers: [['extensions']],
      dialect: { skip: (entry) => inside.has(entry['type']) },
      switches: [
        skipsPermissions(['GOOSE_MODE'], is('auto'), {
          message: 'goose runs every tool without asking',
          remedy: 'Set GOOSE_MODE to "smart_approve" or "approve".',
        }),
      ],
    },
    pluginServers(['{home}/.agents/plugins/*/.mcp.json']),
  ],
  recentProjects: [],
};
