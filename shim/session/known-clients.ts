import type { ProcessFacts } from './process-table.ts';

/** Program names, lower case and without `.exe`, of clients that start servers, by client id. */
const programs: ReadonlyMap<string, string> = new Map([
  ['claude', 'claude-code'],
  ['claude desktop', 'claude-desktop'],
  ['claude-desktop', 'claude-desktop'],
  ['codex', 'codex'],
  ['cursor', 'cursor'],
  ['cursor-agent', 'cursor'],
  ['code', 'vscode'],
  ['code-insiders', 'vscode'],
  ['codium', 'vscode'],
  ['vscodium', 'vscode'],
  ['copilot', 'copilot-cli'],
  ['windsurf', 'windsurf'],
  ['gemini', 'gemini-cli'],
  ['qwen', 'qwen-code'],
  ['opencode', 'opencode'],
  ['kilo', 'kilo-code'],
  ['cline', 'cline'],
  ['cn', 'continue'],
  ['zed', 'zed'],
  ['zed-editor', 'zed'],
  ['goose', 'goose'],
  ['goosed', 'goose'],
  ['crush', 'crush'],
  ['amp', 'amp'],
  ['droid', 'factory'],
  ['q', 'amazon-q'],
  ['qchat', 'amazon-q'],
  ['kiro', 'kiro'],
  ['kiro-cli', 'kiro'],
  ['warp', 'warp'],
  ['warp-terminal', 'warp'],
  ['lm studio', 'lm-studio'],
  ['lm-studio', 'lm-studio'],
  ['jan', 'jan'],
  ['cherry studio', 'cherry-studio'],
  ['antigravity', 'antigravity'],
  ['trae', 'trae'],
  ['devenv', 'visual-studio'],
  ['xcode', 'xcode'],
  ['raycast', 'raycast'],
  ['mcporter', 'mcporter'],
  ['mcp-inspector', 'mcp-inspector'],
]);

/** The desktop app and the command line have one name; only their folders differ. */
const desktopFolder =
  /\/Claude\.app\/Contents\/|[\\/](?:AnthropicClaude|WindowsApps[\\/]Claude_[^\\/]+)[\\/]|^\/(?:usr\/(?:lib|share)|opt)\/claude-desktop\//i;

const interpreters = new Set(['node', 'nodejs', 'bun', 'deno', 'python', 'python3', 'electron']);

/** Folders of packages whose script has a name that says nothing. */
const packages: ReadonlyMap<string, string> = new Map([
  ['@anthropic-ai/claude-code', 'claude-code'],
  ['@openai/codex', 'codex'],
  ['@google/gemini-cli', 'gemini-cli'],
  ['@qwen-code/qwen-code', 'qwen-code'],
  ['@github/copilot', 'copilot-cli'],
  ['@continuedev/cli', 'continue'],
  ['@modelcontextprotocol/inspector', 'mcp-inspector'],
  ['mcporter', 'mcporter'],
]);

/** Which client a process is, by its program file, or by the script its interpreter runs; null for every other program. */
export function knownClient(facts: ProcessFacts): string | null {
  const path = facts.path ?? facts.args[0] ?? '';
  const program = nameOf(path);
  if (desktopFolder.test(path)) {
    return 'claude-desktop';
  }
  if (!interpreters.has(program)) {
    return programs.get(program) ?? programs.get(program.replace(/ helper.*$/, '')) ?? null;
  }
  const script = facts.args.slice(1).find((arg) => !arg.startsWith('-'));
  if (script === undefined) {
    return null;
  }
  const folded = script.replaceAll('\\', '/');
  for (const [folder, client] of packages) {
    if (folded.includes(`/node_modules/${folder}/`)) {
      return client;
    }
  }
  return programs.get(nameOf(script)) ?? null;
}

function nameOf(path: string): string {
  // A replaced program file, as after an update, still runs under this name.
  const whole = path.replace(/ \(deleted\)$/, '').replaceAll('\\', '/');
  return whole
    .slice(whole.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/\.(?:exe|js|mjs|cjs)$/, '');
}
