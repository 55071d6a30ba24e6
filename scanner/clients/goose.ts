import { text, words } from '../formats/fields.ts';
import { clientId } from '../model/ids.ts';
import type { NoLaunch } from '../model/launch.ts';
import type { Client } from './client.ts';
import { inConfigFolder, macApp, together } from './paths.ts';
import { pluginServers } from './plugin-files.ts';
import { is, skipsPermissions } from './switches.ts';

/** Kinds of extension that run inside goose: nobody configured a server. */
const inside: ReadonlySet<unknown> = new Set(['builtin', 'platform', 'frontend']);

/** `inline_python`: goose writes the entry's code into a file and starts it as a server, with a package of its own beside it. */
function inlinePython(entry: Readonly<Record<string, unknown>>): NoLaunch | null {
  if (entry['type'] !== 'inline_python') {
    return null;
  }
  const packages = words(entry['dependencies']).flatMap((name) => ['--with', name]);
  const args = [...packages, 'python', '-c', text(entry['code']) ?? ''];
  return {
    transport: 'stdio',
    kind: 'made-by-client',
    problem: 'goose starts the Python code that stands in the entry',
    starts: { transport: 'stdio', command: 'uvx', args, env: new Map(), envFile: null, cwd: null },
  };
}

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
      dialect: { skip: (entry) => inside.has(entry['type']), noLaunch: inlinePython },
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
