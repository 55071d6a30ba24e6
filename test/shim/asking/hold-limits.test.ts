import { describe, expect, it } from 'vitest';
import { holdLimitMs } from '../../../shim/asking/hold-limits.ts';
import type { AgentFacts } from '../../../shim/record/fields.ts';

function agent(client: string, verified: string | null = client): AgentFacts {
  return {
    client,
    verified: { client: verified, path: null, pid: 1 },
    confidence: 'known-client',
    mode: 'principal',
    delegation: [],
  };
}

describe('how long a call may be held', () => {
  // Each stays below what the client was measured to wait, or says it waits.
  it.each([
    ['claude-code', 1740],
    ['codex', 280],
    ['copilot-cli', 300],
    ['opencode', 300],
    ['kilo-code', 300],
    ['qwen-code', 300],
    ['gemini-cli', 540],
    ['cursor', 240],
    ['vscode', 900],
    ['claude-desktop', 50],
    ['cline', 50],
    ['continue', 50],
    ['something-new', 50],
  ])('is for %s with a progress token %i seconds', (client, seconds) => {
    expect(holdLimitMs(agent(client), true)).toBe(seconds * 1000);
  });

  it.each(['claude-code', 'codex', 'vscode', 'something-new'])('is fifty seconds for %s without a token', (client) => {
    expect(holdLimitMs(agent(client), false)).toBe(50_000);
  });

  it('is the shorter time where entry and process tree name two clients', () => {
    expect(holdLimitMs(agent('claude-code', 'codex'), true)).toBe(280_000);
    expect(holdLimitMs(agent('cline', 'claude-code'), true)).toBe(50_000);
  });

  it('is what the entry says where the process tree says nothing', () => {
    expect(holdLimitMs(agent('codex', null), true)).toBe(280_000);
    expect(holdLimitMs({ ...agent('codex'), verified: null }, true)).toBe(280_000);
  });
});
