import { at, isRecord } from '../formats/document.ts';
import { clientId } from '../model/ids.ts';
import type { Client, RiskySwitch, SourceSpec, SwitchesOff } from './client.ts';
import { column } from './folder-lists.ts';
import { hasNoLaunch } from './no-launch.ts';
import { inConfigFolder, macApp, together } from './paths.ts';
import { skipsPermissions, someValue } from './switches.ts';

const said = {
  message: 'opencode runs tools without asking',
  remedy: 'Set permission to "ask", or name the tools that may run without asking.',
};

const switches: readonly RiskySwitch[] = [
  skipsPermissions(['permission'], allowsAll, said),
  skipsPermissions(
    ['agent'],
    someValue((agent) => allowsAll(at(agent, ['permission']))),
    said,
  ),
];

const config = {
  format: 'jsonc',
  servers: [['mcp']],
  // An entry of `enabled` alone switches off a server that stands in another file.
  dialect: { skip: hasNoLaunch },
  switches,
} as const satisfies Partial<SourceSpec>;

const names = ['opencode.jsonc', 'opencode.json'] as const;

export const opencode: Client = {
  id: clientId('opencode'),
  name: 'opencode',
  evidence: together(macApp('OpenCode'), [
    '{home}/.opencode/bin',
    '{data}/opencode/auth.json',
    '{data}/opencode/log',
    '{data}/opencode/storage',
  ]),
  commands: ['opencode'],
  sources: [
    {
      scope: 'user',
      // By the XDG rules on Windows too; one other program looks into the local application data.
      paths: together(
        [...names, 'config.json'].flatMap((name) => inConfigFolder(`opencode/${name}`)),
        { win32: ['{localAppData}/opencode/opencode.json'] },
        ['{env:OPENCODE_CONFIG}'],
        names.map((name) => `{env:OPENCODE_CONFIG_DIR}/${name}`),
      ),
      ...config,
      switchesOff: offForHome,
    },
    {
      scope: 'project',
      paths: ['{project}', '{project}/.opencode'].flatMap((folder) => names.map((name) => `${folder}/${name}`)),
      ...config,
      switchesOff: offByOverlay,
    },
    {
      scope: 'managed',
      paths: {
        darwin: ['{system}/Library/Application Support/opencode/opencode.json'],
        win32: ['{programData}/opencode/opencode.json'],
        linux: ['{system}/etc/opencode/opencode.json'],
      },
      ...config,
      switchesOff: offByOverlay,
    },
  ],
  recentProjects: [
    { paths: ['{data}/opencode/storage/project/*.json'], format: 'json', folders: worktree },
    {
      paths: ['{data}/opencode/opencode*.db'],
      format: 'sqlite',
      queries: [
        "SELECT worktree FROM project WHERE worktree <> '/' UNION SELECT directory FROM project_directory UNION SELECT directory FROM session",
        "SELECT worktree FROM project WHERE worktree <> '/'",
      ],
      folders: column('worktree'),
    },
  ],
};

/** Layers are merged key by key: an entry that holds only `enabled: false` switches off what another file starts. */
function offByOverlay(document: unknown): SwitchesOff {
  return ({ name }) => {
    const entry = at(document, ['mcp', name]);
    return isRecord(entry) && hasNoLaunch(entry) && entry['enabled'] === false;
  };
}

/** A project's own file may switch it on again, which is not looked into: there the server counts as on. */
function offForHome(document: unknown): SwitchesOff {
  const isOff = offByOverlay(document);
  return (entry) => entry.project === null && isOff(entry);
}

/** `/` stands for work outside any repository. */
function worktree(project: unknown): readonly string[] {
  const folder = at(project, ['worktree']);
  return typeof folder === 'string' && folder !== '/' ? [folder] : [];
}

/** One word for all tools, or a map in which `*` stands for those it does not name. */
function allowsAll(permission: unknown): boolean {
  return permission === 'allow' || at(permission, ['*']) === 'allow';
}
