import { clientId } from '../model/ids.ts';
import type { Client, KeyPath, Paths, SourceSpec } from './client.ts';
import { copilotFiles } from './copilot-files.ts';
import { type Editor, inUserFolder, recentFolders, traces } from './editors.ts';
import { together } from './paths.ts';
import { userSwitches, workspaceSwitches } from './vscode-switches.ts';

interface FamilyMember {
  readonly id: string;
  readonly name: string;
  readonly editor: Editor;
  /** Where its installers put it. */
  readonly installed: Paths;
  readonly commands: readonly string[];
  /** Microsoft's builds bring Copilot and dev containers; the others can not install them. */
  readonly isMicrosofts: boolean;
  /** Places for `User` files beyond the usual ones. */
  readonly moreUserFolders?: readonly string[];
}

/** VS Code and the builds that differ from it only in where they keep things. */
export function vscodeFamily(member: FamilyMember): Client {
  const { editor } = member;
  return {
    id: clientId(member.id),
    name: member.name,
    evidence: together(member.installed, traces(editor)),
    commands: member.commands,
    sources: [
      ...userSources(member),
      ...projectSources,
      ...(member.isMicrosofts ? [devContainer, ...copilotFiles] : []),
    ],
    recentProjects: recentFolders(editor),
  };
}

/** VS Code reads `"mcp.servers"` and `"mcp": { "servers" }` as the same setting. */
const inSettings: readonly KeyPath[] = [['mcp', 'servers'], ['mcp.servers']];

function userSources({ editor, moreUserFolders = [] }: FamilyMember): readonly SourceSpec[] {
  const inUser = (path: string): Paths =>
    together(
      inUserFolder(editor, path),
      moreUserFolders.map((folder) => `${folder}/${path}`),
    );
  const remote = editor.server === null ? [] : [`{home}/${editor.server}/data/User/mcp.json`];
  return [
    { scope: 'user', paths: together(inUser('mcp.json'), remote), format: 'jsonc', servers: [['servers']] },
    { scope: 'profile', paths: inUser('profiles/*/mcp.json'), format: 'jsonc', servers: [['servers']] },
    {
      scope: 'legacy',
      paths: together(inUser('settings.json'), inUser('profiles/*/settings.json')),
      format: 'jsonc',
      servers: inSettings,
      switches: userSwitches,
    },
  ];
}

const projectSources: readonly SourceSpec[] = [
  { scope: 'workspace', paths: ['{project}/.vscode/mcp.json'], format: 'jsonc', servers: [['servers']] },
  {
    scope: 'workspace',
    paths: ['{project}/*.code-workspace', '{project}/.vscode/*.code-workspace'],
    format: 'jsonc',
    servers: inSettings.map((path) => ['settings', ...path]),
  },
  {
    scope: 'legacy',
    paths: ['{project}/.vscode/settings.json'],
    format: 'jsonc',
    servers: inSettings,
    switches: workspaceSwitches,
  },
  { scope: 'project', paths: ['{project}/.mcp.json'], format: 'json', servers: [['mcpServers']] },
];

const devContainer: SourceSpec = {
  scope: 'project',
  paths: [
    '{project}/.devcontainer/devcontainer.json',
    '{project}/.devcontainer/*/devcontainer.json',
    '{project}/.devcontainer.json',
  ],
  format: 'jsonc',
  servers: [['customizations', 'vscode', 'mcp', 'servers']],
};
