import type { ClientId } from '../model/ids.ts';

/** Servers that a client may have and that stand in no file which could be routed, and rules for them that are not read. */
export interface BeyondFiles {
  readonly kind: 'cloud' | 'extension' | 'database' | 'invocation' | 'rules';
  readonly reason: string;
  readonly remedy: string;
}

const cloud = (what: string, where: string): BeyondFiles => ({
  kind: 'cloud',
  reason: `${what} live in the account, not on this laptop`,
  remedy: `Look at them in ${where}.`,
});
const extension = (remedy: string): BeyondFiles => ({
  kind: 'extension',
  reason: 'servers that extensions bring along are started from the extension itself',
  remedy,
});
const invocation = (flags: string): BeyondFiles => ({
  kind: 'invocation',
  reason: `servers named on the command line (${flags}) stand in no config`,
  remedy: 'Put them into the config instead.',
});

const editor = [
  extension('Look at the MCP servers view of the editor, and prefer servers in mcp.json.'),
  {
    kind: 'database',
    reason: 'which servers are switched on stands in a database of the editor',
    remedy: 'Nothing to do: the entries themselves are routed.',
  },
] as const;

// Facts: `scanner/clients/README.md`.
const known: ReadonlyMap<string, readonly BeyondFiles[]> = new Map<string, readonly BeyondFiles[]>([
  [
    'claude-desktop',
    [
      cloud('connectors', 'Settings > Connectors'),
      extension('Look at Settings > Extensions; an extension is replaced whole with its next update.'),
    ],
  ],
  ['claude-code', [cloud('claude.ai connectors', '/mcp'), invocation('--mcp-config, --plugin-dir')]],
  ['cursor', [cloud('team and dashboard servers', 'the Cursor dashboard'), ...editor]],
  ['vscode', editor],
  ['vscode-insiders', editor],
  ['vscodium', editor],
  ['vscodium-insiders', editor],
  ['windsurf', [cloud('servers of the team registry', 'the team settings')]],
  ['codex', [invocation('-c')]],
  ['copilot-cli', [invocation('--additional-mcp-config')]],
  ['continue', [cloud('servers of hub agents', 'the Continue hub')]],
  ['zed', [extension("Look at Zed's agent settings, and prefer servers in settings.json.")]],
  ['kiro', [cloud('servers of a registry', "your organisation's Kiro settings")]],
  ['amazon-q', [cloud('servers of a registry', "your organisation's Amazon Q settings")]],
]);

const rulesInAccount: ReadonlyMap<string, string> = new Map([
  ['claude-code', 'the server-managed settings'],
  ['codex', 'the requirements of the workspace'],
  ['copilot-cli', "the organisation's Copilot policies"],
  ['cursor', "the team's settings"],
  ['vscode', "the organisation's Copilot policies"],
  ['vscode-insiders', "the organisation's Copilot policies"],
  ['windsurf', "the team's whitelist"],
]);

export function beyondFiles(client: ClientId): readonly BeyondFiles[] {
  const account = rulesInAccount.get(client);
  return [
    ...(known.get(client) ?? []),
    ...(account === undefined
      ? []
      : [
          {
            kind: 'rules' as const,
            reason:
              'rules that an organisation keeps in its account are not read, and may drop a server once it is wrapped',
            remedy: `If yours has any, look at ${account}.`,
          },
        ]),
  ];
}
