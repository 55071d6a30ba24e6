import type { ClientId } from '../model/ids.ts';
import { fitsCodex } from './codex-identity.ts';
import type { NativePolicies, PolicyFamily, ServerLists, ServerMatch } from './native-policies.ts';
import { type Obstacle, obstacle } from './obstacle.ts';

/** An entry as the client's own rules see it. */
export interface Ruled {
  readonly client: ClientId;
  readonly name: string;
  /** Command and arguments before and after. */
  readonly original: readonly string[];
  readonly wrapped: readonly string[];
}

const families: ReadonlyMap<string, readonly PolicyFamily[]> = new Map<string, readonly PolicyFamily[]>([
  ['claude-code', ['claude-code']],
  ['claude-desktop', ['claude-desktop']],
  ['codex', ['codex']],
  ['copilot-cli', ['copilot']],
  ['vscode', ['copilot', 'vscode']],
  ['vscode-insiders', ['copilot', 'vscode']],
]);

/**
 * What an organisation's own rules for the client make of an entry, judged on the original first: what they deny must not
 * slip through behind the shim, and what they would drop once it is wrapped is better left as it is.
 */
export function nativeObstacle(entry: Ruled, policies: NativePolicies): Obstacle | null {
  const ruling = families.get(entry.client) ?? [];
  const hidden = policies.unreadable.find(({ rules }) => ruling.includes(rules));
  if (hidden !== undefined) {
    return obstacle(
      'policy-unreadable',
      `the rules for its client in ${hidden.path} could not be read`,
      'Mend it, or ask your administrator to make it readable.',
    );
  }
  for (const family of ruling) {
    const found = byFamily(family, entry, policies);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

function byFamily(family: PolicyFamily, entry: Ruled, policies: NativePolicies): Obstacle | null {
  switch (family) {
    case 'claude-code':
      return policies.claudeCode.isExclusive
        ? obstacle(
            'managed',
            'an administrator ships the only list of servers that Claude Code reads',
            'Ask your administrator to put the shim into managed-mcp.json.',
          )
        : byLists(entry, policies.claudeCode.lists);
    case 'claude-desktop':
      return policies.claudeDesktop.startsLocal
        ? null
        : obstacle(
            'not-allowed',
            'an administrator has switched off the servers of this file in Claude Desktop',
            'Ask your administrator about isLocalDevMcpEnabled.',
          );
    case 'copilot':
      return policies.copilot.sandboxesServers
        ? obstacle(
            'client-sandbox',
            'the organisation makes Copilot confine every server, and the shim with it',
            'Ask your administrator about sandboxMcpServers.',
          )
        : byLists(entry, policies.copilot.lists);
    case 'codex':
      return byIdentity(entry, policies.codex);
    case 'vscode':
      return policies.vscodeAccess === 'all'
        ? null
        : obstacle(
            'not-allowed',
            'the organisation allows only servers of its registry in VS Code',
            'Ask your administrator to let the shim stand in the registry.',
          );
    default:
      return family satisfies never;
  }
}

function byLists(entry: Ruled, lists: readonly ServerLists[]): Obstacle | null {
  if (lists.some(({ denied }) => denied.some((rule) => matches(rule, entry.name, entry.original)))) {
    return obstacle(
      'denied-by-policy',
      'the rules for its client deny this server, which they would no longer see behind the shim',
      'Remove the server, or ask whoever made the rule.',
    );
  }
  if (!lists.every(({ allowed }) => allows(allowed, entry.name, entry.original))) {
    return obstacle(
      'not-allowed',
      'the server is not on the list of those its client may start',
      'Ask whoever made the list to allow it.',
    );
  }
  return lists.every(({ allowed }) => allows(allowed, entry.name, entry.wrapped))
    ? null
    : obstacle(
        'allow-list',
        'the list of servers that its client may start names the exact command: once it is wrapped, the client would drop it',
        `Ask whoever made the list to add what \`sallyport protect --print-allowlist ${entry.client}\` prints for ${JSON.stringify(entry.name)}.`,
      );
}

/** Once one rule of a list names a command, a server that is started counts only by its command. */
function allows(allowed: readonly ServerMatch[] | null, name: string, words: readonly string[]): boolean {
  if (allowed === null) {
    return true;
  }
  const byCommand = allowed.filter(({ command }) => command !== null);
  return (byCommand.length > 0 ? byCommand : allowed).some((rule) => matches(rule, name, words));
}

function matches({ name, command }: ServerMatch, server: string, words: readonly string[]): boolean {
  return command === null
    ? name === server
    : command.length === words.length && command.every((word, index) => word === words[index]);
}

function byIdentity({ client, name, original, wrapped }: Ruled, identities: NativePolicies['codex']): Obstacle | null {
  const identity = identities?.get(name);
  if (identities === null || (identity !== undefined && fitsCodex(identity, wrapped))) {
    return null;
  }
  return identity !== undefined && fitsCodex(identity, original)
    ? obstacle(
        'allow-list',
        'requirements.toml names the exact command: once it is wrapped, Codex would switch it off',
        `Ask your administrator to add what \`sallyport protect --print-allowlist ${client}\` prints for ${JSON.stringify(name)}.`,
      )
    : obstacle(
        'not-allowed',
        'requirements.toml does not name this server and command, so Codex does not start it',
        'Ask your administrator to allow it.',
      );
}
