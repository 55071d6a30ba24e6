import { at, isRecord } from '../formats/document.ts';

/** One line of an organisation's own list of servers, whichever client it was written for. */
export interface ListedRule {
  readonly status: 'approved' | 'banned';
  /** The rule as the list names it, for people. */
  readonly says: ListedServer;
}

export type ListedServer =
  /** A start, word for word. */
  | { readonly kind: 'command'; readonly words: readonly string[] }
  /** An address; `*` stands for anything. */
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'name'; readonly name: string }
  /** A pattern, or a rule of a form that we do not know. */
  | { readonly kind: 'unclear'; readonly about: string; readonly why: string };

/**
 * Reads the lists of Claude Code and the Copilot programs (`allowedMcpServers`, `deniedMcpServers`), the identities of
 * Codex's `requirements.toml`, and the team whitelist of Windsurf.
 *
 * @returns null when the document is none of them
 */
export function listedRules(document: unknown): readonly ListedRule[] | null {
  const lists = (['allowedMcpServers', 'deniedMcpServers'] as const).flatMap((key) => {
    const list = at(document, [key]);
    const status = key === 'allowedMcpServers' ? 'approved' : 'banned';
    return Array.isArray(list) ? [list.map((rule: unknown): ListedRule => ({ status, says: clientRule(rule) }))] : [];
  });
  const codex = at(document, ['mcp_servers']);
  if (isRecord(codex)) {
    lists.push(Object.entries(codex).map(([name, rule]) => ({ status: 'approved', says: codexRule(name, rule) })));
  }
  if (Array.isArray(document) && document.some((rule) => at(rule, ['serverId']) !== undefined)) {
    lists.push(document.map((rule: unknown) => ({ status: 'approved', says: windsurfRule(rule) })));
  }
  return lists.length === 0 ? null : lists.flat();
}

function clientRule(rule: unknown): ListedServer {
  const [name, command, url] = ['serverName', 'serverCommand', 'serverUrl'].map((key) => at(rule, [key]));
  if (isWords(command)) {
    return { kind: 'command', words: command };
  }
  if (typeof url === 'string') {
    return { kind: 'address', url };
  }
  return typeof name === 'string'
    ? { kind: 'name', name }
    : { kind: 'unclear', about: 'a rule', why: 'it names no server in a form that we know' };
}

function codexRule(name: string, rule: unknown): ListedServer {
  const command = at(rule, ['identity', 'command']);
  const url = at(rule, ['identity', 'url']);
  if (typeof url === 'string') {
    return { kind: 'address', url };
  }
  if (typeof command === 'string') {
    return {
      kind: 'unclear',
      about: name,
      why: 'it allows a program whatever its arguments are, so anything that it starts',
    };
  }
  const executable = at(command, ['executable']);
  const args = at(command, ['args']) ?? [];
  const exact = Array.isArray(args)
    ? args.map((arg) => (at(arg, ['match']) === 'exact' ? at(arg, ['value']) : null))
    : [null];
  const words = [executable, ...exact];
  return isWords(words)
    ? { kind: 'command', words }
    : { kind: 'unclear', about: name, why: 'it allows a pattern of commands' };
}

function windsurfRule(rule: unknown): ListedServer {
  const name = at(rule, ['serverId']);
  const args = at(rule, ['args']) ?? [];
  const words = [at(rule, ['command']), ...(Array.isArray(args) ? args : [null])].map(literally);
  return isWords(words)
    ? { kind: 'command', words }
    : { kind: 'unclear', about: typeof name === 'string' ? name : 'a rule', why: 'it allows a pattern of commands' };
}

/** The one word that a pattern stands for; null when it stands for several. */
function literally(pattern: unknown): string | null {
  if (typeof pattern !== 'string') {
    return null;
  }
  const inner = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  return /^(?:[^.*+?^${}()|[\]\\]|\\[.*+?^${}()|[\]\\/@:=-])*$/.test(inner) ? inner.replaceAll(/\\(.)/g, '$1') : null;
}

function isWords(value: unknown): value is readonly [string, ...string[]] {
  return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string');
}
