import { describe, expect, it } from 'vitest';
import { listedRules } from '../../../scanner/routing/listed-rules.ts';

const says = (document: unknown): unknown => listedRules(document)?.map((rule) => rule.says);
const command = (...words: readonly string[]): unknown => ({ kind: 'command', words });
const unclear = expect.objectContaining({ kind: 'unclear' }) as unknown;

describe('the list of a client', () => {
  it('of Claude Code and Copilot goes by command, address or name', () => {
    const document = {
      allowedMcpServers: [
        { serverCommand: ['npx', '-y', 'a@1.0.0'] },
        { serverUrl: 'https://mcp.example/*' },
        { serverName: 'github' },
      ],
      deniedMcpServers: [{ serverCommand: ['npx', 'b'] }],
    };

    expect(listedRules(document)).toEqual([
      { status: 'approved', says: command('npx', '-y', 'a@1.0.0') },
      { status: 'approved', says: { kind: 'address', url: 'https://mcp.example/*' } },
      { status: 'approved', says: { kind: 'name', name: 'github' } },
      { status: 'banned', says: command('npx', 'b') },
    ]);
  });

  it.each<[string, unknown, unknown]>([
    ['an address', { url: 'https://mcp.example' }, { kind: 'address', url: 'https://mcp.example' }],
    [
      'a program and exact arguments',
      { command: { executable: 'npx', args: [{ match: 'exact', value: 'a@1.0.0' }] } },
      command('npx', 'a@1.0.0'),
    ],
    ['a program with any arguments', { command: 'npx' }, unclear],
    ['a pattern of arguments', { command: { executable: 'npx', args: [{ match: 'prefix', value: 'a@' }] } }, unclear],
    ['nothing we know', { sha256: 'x' }, unclear],
  ])('of Codex: %s', (_, identity, expected) => {
    expect(says({ mcp_servers: { it: { identity } } })).toEqual([expected]);
  });

  it.each<[string, unknown, unknown]>([
    [
      'words without signs of a pattern',
      { command: 'npx', args: ['-y', String.raw`a@1\.0\.0`] },
      command('npx', '-y', 'a@1.0.0'),
    ],
    ['anchored words', { command: '^npx$', args: [] }, command('npx')],
    ['a dot that stands for anything', { command: 'npx', args: ['a@1.0.0'] }, unclear],
    ['alternatives', { command: 'npx|uvx', args: [] }, unclear],
    ['no command', { args: ['x'] }, unclear],
  ])('of Windsurf: %s', (_, rule, expected) => {
    expect(says([{ serverId: 'it', ...(rule as object) }])).toEqual([expected]);
  });

  it.each([null, [], {}, 'x', { mcpServers: {} }, { allowedMcpServers: 'all' }, [{ name: 'x' }]])(
    'is not %j',
    (document) => {
      expect(listedRules(document)).toBeNull();
    },
  );

  it.each([null, 'x', {}, { serverCommand: [] }, { serverCommand: ['npx', 1] }, { serverName: 7 }])(
    'with the rule %j is unclear there, and nowhere else',
    (rule) => {
      expect(says({ allowedMcpServers: [rule, { serverName: 'x' }] })).toEqual([unclear, { kind: 'name', name: 'x' }]);
    },
  );
});
