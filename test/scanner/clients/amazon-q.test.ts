import { describe, expect, it } from 'vitest';
import { amazonQ } from '../../../scanner/clients/amazon-q.ts';
import { entriesAt, placesOf, systems } from './looking.ts';

describe('where Amazon Q is configured', () => {
  it.each(systems)('is the same on %s', (os) => {
    expect(placesOf(amazonQ, os)).toEqual([
      'user /h/.aws/amazonq/cli-agents/*.json',
      'project /p/.amazonq/cli-agents/*.json',
      'user /h/.aws/amazonq/agents/default.json',
      'user /h/.aws/amazonq/default.json',
      'project /p/.amazonq/agents/default.json',
      'project /p/.amazonq/default.json',
      'legacy /h/.aws/amazonq/mcp.json',
      'legacy /p/.amazonq/mcp.json',
    ]);
  });
});

const agentWith = (allowedTools: unknown): unknown => ({
  mcpServers: { git: { command: 'git-mcp' }, fetch: { command: 'fetch-mcp', autoApprove: ['get'] } },
  allowedTools,
});

const approvals = (allowedTools: unknown): readonly unknown[] =>
  entriesAt(amazonQ, '/h/.aws/amazonq/cli-agents/*.json', agentWith(allowedTools)).map(
    ({ switches }) => switches.autoApprove,
  );

describe('an agent of Amazon Q', () => {
  it.each([
    ['all tools of a server', ['@git'], ['all', ['get']]],
    ['all tools, spelled out', ['@git/*'], ['all', ['get']]],
    ['tools of a server', ['@git/status', '@git/log_*'], [['status', 'log_*'], ['get']]],
    ['servers by pattern', ['@g?t', '@*ch/read'], ['all', ['get', 'read']]],
    ['every server', ['@*'], ['all', 'all']],
    ['one tool of every server', ['@*/status'], [['status'], ['get', 'status']]],
    ['built-in tools', ['fs_read', '*'], [[], ['get']]],
    ['another server', ['@github', '@gi'], [[], ['get']]],
    ['nothing', undefined, [[], ['get']]],
    ['something that is no list', '@git', [[], ['get']]],
  ])('may allow %s without asking', (_what, allowedTools, expected) => {
    expect(approvals(allowedTools)).toEqual(expected);
  });

  it('says where it allows them', () => {
    const [git, fetch] = entriesAt(amazonQ, '/h/.aws/amazonq/cli-agents/*.json', agentWith(['@*']));

    expect(git?.switches.autoApproveAt).toBe('/allowedTools');
    expect(fetch?.switches.autoApproveAt).toBe('/mcpServers/fetch/autoApprove');
  });

  it('is not slowed down by a pattern of many stars', () => {
    const hostile = `@${'*a'.repeat(2000)}b`;
    const document = { mcpServers: { ['a'.repeat(4000)]: { command: 'x' } }, allowedTools: [hostile] };

    expect(entriesAt(amazonQ, '/h/.aws/amazonq/cli-agents/*.json', document)[0]?.switches.autoApprove).toEqual([]);
  });
});

describe('the legacy file of Amazon Q', () => {
  it('has no allowedTools', () => {
    const document = { mcpServers: { git: { command: 'x' } }, allowedTools: ['@git'] };

    expect(entriesAt(amazonQ, '/h/.aws/amazonq/mcp.json', document)[0]?.switches.autoApprove).toEqual([]);
  });
});
