import { expandPaths, glob } from '../clients/expand.ts';
import type { Paths } from '../clients/client.ts';
import type { Files } from '../files.ts';
import { at, isRecord, type ParseResult } from '../formats/document.ts';
import { parseConfig } from '../formats/parse.ts';
import type { Machine } from '../machine.ts';
import { type CodexIdentity, codexIdentity } from './codex-identity.ts';
import type { Registry } from '../registry.ts';
import { managedPreferences, openPreferences, readCodexPreferences, readPreferences } from './managed-preferences.ts';

/** One organisation's lists of servers, as Claude Code and the Copilot programs write them. */
export interface ServerLists {
  /** Null: nothing is said, so all are allowed. */
  readonly allowed: readonly ServerMatch[] | null;
  readonly denied: readonly ServerMatch[];
}

export interface ServerMatch {
  readonly name: string | null;
  readonly command: readonly string[] | null;
}

/** What administrators, and for Claude Code its person too, have laid down for the clients themselves, as far as it stands on this laptop. */
export interface NativePolicies {
  readonly claudeCode: { readonly isExclusive: boolean; readonly lists: readonly ServerLists[] };
  readonly copilot: { readonly lists: readonly ServerLists[]; readonly sandboxesServers: boolean };
  /** What Codex accepts, by server name; null when nothing is laid down. */
  readonly codex: ReadonlyMap<string, CodexIdentity> | null;
  readonly vscodeAccess: 'all' | 'limited';
  /** Whether Claude Desktop starts what stands in its file at all. */
  readonly claudeDesktop: { readonly startsLocal: boolean };
  /** Files and keys of the registry that could not be read, by the family of clients they rule. */
  readonly unreadable: readonly { readonly rules: PolicyFamily; readonly path: string }[];
}

export type PolicyFamily = 'claude-code' | 'claude-desktop' | 'copilot' | 'codex' | 'vscode';

const LARGEST_POLICY_BYTES = 4 * 1024 * 1024;

const claudeFolder = (path: string): Paths => ({
  darwin: [`{system}/Library/Application Support/ClaudeCode/${path}`],
  win32: [`{programFiles}/ClaudeCode/${path}`],
  linux: [`{system}/etc/claude-code/${path}`],
});
const claudePersonal: Paths = ['{home}/.claude/settings.json', '{env:CLAUDE_CONFIG_DIR}/settings.json'];
const copilotSettings: Paths = {
  darwin: ['{system}/Library/Application Support/GitHubCopilot/managed-settings.json'],
  win32: ['{programFiles}/GitHubCopilot/managed-settings.json'],
  linux: ['{system}/etc/github-copilot/managed-settings.json'],
};
const codexRequirements: Paths = {
  darwin: ['{system}/etc/codex/requirements.toml'],
  win32: ['{programData}/OpenAI/Codex/requirements.toml'],
  linux: ['{system}/etc/codex/requirements.toml'],
};

/**
 * Reads what administrators have written for the clients: files, on macOS what MDM puts below Managed Preferences, and on Windows
 * the policies of the registry. What organisations keep in their accounts is not read; `beyond-files.ts` says so.
 */
export async function readNativePolicies(machine: Machine, files: Files, registry: Registry): Promise<NativePolicies> {
  const unreadable: { rules: PolicyFamily; path: string }[] = [];
  const documents = async (rules: PolicyFamily, paths: Paths, read: Read): Promise<readonly unknown[]> => {
    const found: unknown[] = [];
    for (const pattern of expandPaths(paths, machine)) {
      const { paths: matching, unlisted } = await glob(pattern, files, () => true);
      unreadable.push(...unlisted.map(({ folder }) => ({ rules, path: folder })));
      for (const path of matching) {
        const result = await files.read(path, LARGEST_POLICY_BYTES);
        const parsed = result.kind === 'bytes' ? await read(result.bytes) : null;
        if (parsed?.ok === true) {
          found.push(parsed.document.value);
        } else if (result.kind !== 'absent') {
          unreadable.push({ rules, path });
        }
      }
    }
    return found;
  };
  const inRegistry = async (rules: PolicyFamily, product: string): Promise<readonly unknown[]> => {
    const found: unknown[] = [];
    for (const hive of machine.os === 'win32' ? ['HKLM', 'HKCU'] : []) {
      const key = [hive, 'SOFTWARE', 'Policies', product].join('\\');
      const read = await registry.read(key);
      const opened = read.kind === 'values' ? await openPreferences(read.values) : null;
      if (opened?.ok === true) {
        found.push(opened.document.value);
      } else if (read.kind !== 'absent') {
        unreadable.push({ rules, path: key });
      }
    }
    return found;
  };
  const preferences = async (rules: PolicyFamily, domain: string, product: string): Promise<readonly unknown[]> => [
    ...(await documents(rules, managedPreferences(domain, machine), readPreferences)),
    ...(await inRegistry(rules, product)),
  ];

  const exclusive = await documents('claude-code', claudeFolder('managed-mcp.json'), readJson);
  const claudeManaged = [
    ...(await documents('claude-code', claudeFolder('managed-settings.json'), readJson)),
    ...(await documents('claude-code', claudeFolder('managed-settings.d/*.json'), readJson)),
    ...(await preferences('claude-code', 'com.anthropic.claudecode', 'ClaudeCode')),
  ];
  // People can lay down the same lists for themselves.
  const claudePerson = await documents('claude-code', claudePersonal, readJson);
  const desktop = await preferences('claude-desktop', 'com.anthropic.claudefordesktop', 'Claude');
  const copilot = await documents('copilot', copilotSettings, readJson);
  const codex = [
    ...(await documents('codex', codexRequirements, readToml)),
    ...(await documents('codex', managedPreferences('com.openai.codex', machine), readCodexPreferences)),
  ];
  const vscode = [
    ...(await documents('vscode', { linux: ['{system}/etc/vscode/policy.json'] }, readJson)),
    ...(await preferences('vscode', 'com.microsoft.VSCode', String.raw`Microsoft\VSCode`)),
    ...(await preferences('vscode', 'com.microsoft.VSCodeInsiders', String.raw`Microsoft\VSCodeInsiders`)),
  ];
  const managedOnly = claudeManaged.some((document) => at(document, ['allowManagedMcpServersOnly']) === true);
  const claudeLists = [
    ...claudeManaged.map(listsOf),
    ...claudePerson.map(listsOf).map((lists) => (managedOnly ? { ...lists, allowed: null } : lists)),
  ];
  return {
    claudeCode: { isExclusive: exclusive.length > 0, lists: claudeLists.filter(saysSomething) },
    claudeDesktop: { startsLocal: !desktop.some((document) => isOff(at(document, ['isLocalDevMcpEnabled']))) },
    copilot: {
      lists: copilot.map(listsOf).filter(saysSomething),
      sandboxesServers: copilot.some((document) => at(document, ['sandbox', 'sandboxMcpServers']) === true),
    },
    codex: codexIdentities(codex),
    vscodeAccess: vscode.some((document) => ['registry', 'none'].includes(String(at(document, ['ChatMCP']))))
      ? 'limited'
      : 'all',
    unreadable,
  };
}

type Read = (bytes: Uint8Array) => Promise<ParseResult>;

const readJson: Read = (bytes) => parseConfig(bytes, 'json');
const readToml: Read = (bytes) => parseConfig(bytes, 'toml');

/** Claude Desktop wants every value as text, and administrators write both. */
function isOff(value: unknown): boolean {
  return value === false || value === 0 || value === 'false' || value === '0';
}

function listsOf(document: unknown): ServerLists {
  const allowed = at(document, ['allowedMcpServers']);
  const denied = at(document, ['deniedMcpServers']);
  return {
    allowed: Array.isArray(allowed) ? allowed.map(matchOf) : null,
    denied: Array.isArray(denied) ? denied.map(matchOf) : [],
  };
}

function saysSomething({ allowed, denied }: ServerLists): boolean {
  return allowed !== null || denied.length > 0;
}

function matchOf(rule: unknown): ServerMatch {
  const name = at(rule, ['serverName']);
  const command = at(rule, ['serverCommand']);
  return {
    name: typeof name === 'string' ? name : null,
    command: Array.isArray(command) ? command.map(String) : null,
  };
}

function codexIdentities(documents: readonly unknown[]): ReadonlyMap<string, CodexIdentity> | null {
  const tables = documents.map((document) => at(document, ['mcp_servers'])).filter(isRecord);
  if (tables.length === 0) {
    return null;
  }
  return new Map(
    tables.flatMap((table) => Object.entries(table).map(([name, rule]) => [name, codexIdentity(rule)] as const)),
  );
}
