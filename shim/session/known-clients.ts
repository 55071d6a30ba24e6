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

/** Its program file is called by its version. */
const claudeFile = /\/claude\/versions\/[^/]+$/;
/** It brings its interpreter along, and calls it by another name where it can. */
const cursorFile = /\/cursor-agent\/versions\/[^/]+\/(?:node(?:\.exe)?|index\.js)$/;

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

/**
 * Which client a process is, by its program file, by the script its interpreter runs, or by the title that has taken the place
 * of its command line; null for every other program.
 */
export function knownClient(facts: ProcessFacts): string | null {
  const [first = '', ...more] = facts.args;
  const path = facts.path ?? first;
  const program = nameOf(path);
  if (desktopFolder.test(path)) {
    return 'claude-desktop';
  }
  const script = withSlashes(more.find((arg) => !arg.startsWith('-')) ?? '');
  if (claudeFile.test(withSlashes(path))) {
    return 'claude-code';
  }
  if (cursorFile.test(withSlashes(path)) || cursorFile.test(script)) {
    return 'cursor';
  }
  if (!interpreters.has(program)) {
    return programs.get(program) ?? programs.get(program.replace(/ helper.*$/, '')) ?? null;
  }
  if (more.every((arg) => arg === '')) {
    // Node leaves nothing else of a command line when a script gives its process a title.
    return programs.get(nameOf(first)) ?? null;
  }
  for (const [folder, client] of packages) {
    if (script.includes(`/node_modules/${folder}/`)) {
      return client;
    }
  }
  return programs.get(nameOf(script)) ?? null;
}

function withSlashes(path: string): string {
  // A replaced program file, as after an update, still runs under this name.
  return path.replace(/ \(deleted\)$/, '').replaceAll('\\', '/');
}

function nameOf(path: string): string {
  const whole = withSlashes(path);
  return whole
    .slice(whole.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/\.(?:exe|js|mjs|cjs)$/, '');
}
