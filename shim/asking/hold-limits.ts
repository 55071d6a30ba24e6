import type { AgentFacts } from '../record/fields.ts';

/** Longest hold of a call for which the client gave no progress token, and of clients we do not know. */
export const unfollowedMs = 50_000;

const second = 1000;
const minute = 60 * second;

/** How long each client waits for a tool that reports progress, less a margin; measured or from its source. */
const followedMs: ReadonlyMap<string, number> = new Map([
  // Ends a call that was silent for thirty minutes; progress counts as a sign of life.
  ['claude-code', 29 * minute],
  // 300 s, whatever progress says.
  ['codex', 280 * second],
  // 180 s and 60 s of silence; held with progress for five minutes and a half.
  ['copilot-cli', 5 * minute],
  ['opencode', 5 * minute],
  ['kilo-code', 5 * minute],
  // 300 s of silence.
  ['qwen-code', 5 * minute],
  // 10 minutes by its source.
  ['gemini-cli', 9 * minute],
  // About 5 minutes; what progress does there is not known.
  ['cursor', 4 * minute],
  // No limit but the person's patience.
  ['vscode', 15 * minute],
]);

/** How long a call of this client may be held. Where the process tree and the entry disagree, the shorter counts. */
export function holdLimitMs({ client, verified }: AgentFacts, isFollowed: boolean): number {
  const names = [client, verified?.client ?? client];
  return isFollowed ? Math.min(...names.map((name) => followedMs.get(name) ?? unfollowedMs)) : unfollowedMs;
}
