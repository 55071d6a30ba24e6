import { knownClient } from '../../shim/session/known-clients.ts';
import type { ProcessFacts, ProcessTable } from '../../shim/session/process-table.ts';
import { processTable } from './process-table.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Clients whose process is an agent run from its start. An editor is none: a person's own terminal runs inside it. */
const agentRuns = new Set([
  'claude-code',
  'codex',
  'gemini-cli',
  'qwen-code',
  'opencode',
  'copilot-cli',
  'continue',
  'goose',
  'crush',
  'amp',
  'factory',
  'amazon-q',
]);

/** Variables that agents set for the commands they run. */
const marks: Readonly<Record<string, string>> = {
  CLAUDECODE: 'claude-code',
  GEMINI_CLI: 'gemini-cli',
  CURSOR_AGENT: 'cursor-agent',
  COPILOT_AGENT_SESSION_ID: 'copilot-cli',
};

/** The agent that started this process, however many shells lie between; null when a person did, as far as can be seen. */
export function agentAbove(env: Env, table: ProcessTable = processTable(env)): string | null {
  const above = table
    .lineage(process.ppid)
    .map(agentOf)
    .find((agent) => agent !== null);
  return above ?? Object.entries(marks).find(([name]) => env[name] !== undefined)?.[1] ?? null;
}

function agentOf(facts: ProcessFacts): string | null {
  if (/[/\\]cursor-agent(\.exe)?$/.test(facts.path ?? facts.args[0] ?? '')) {
    return 'cursor-agent';
  }
  const client = knownClient(facts);
  return client !== null && agentRuns.has(client) ? client : null;
}
