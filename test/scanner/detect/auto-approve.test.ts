import { describe, expect, it } from 'vitest';
import { detectAutoApprove } from '../../../scanner/detect/auto-approve.ts';
import { subjectOf } from './subject.ts';

const approving = (autoApprove: 'all' | readonly string[]) =>
  subjectOf({
    entry: {
      switches: {
        autoApprove,
        autoApproveAt: '/mcpServers/github/alwaysAllow',
        sandboxOffAt: null,
        certificatesOffAt: null,
      },
    },
  });

describe('tools that run without asking', () => {
  it('are medium when there is no end to them', () => {
    expect(detectAutoApprove(approving('all'))).toMatchObject([
      { rule: 'config/auto-approve', severity: 'medium', where: '/mcpServers/github/alwaysAllow' },
    ]);
  });

  it.each([['execute_sql'], ['runCode'], ['delete-entities'], ['fs.write']])('are medium when they act: %s', (tool) => {
    expect(detectAutoApprove(approving(['read_file', tool]))).toMatchObject([
      { severity: 'medium', confidence: 'likely' },
    ]);
  });

  it.each([['resolve-library-id'], ['search_papers'], ['get_runner_status'], ['transcript']])(
    'are low when they read: %s',
    (tool) => {
      expect(detectAutoApprove(approving([tool]))).toMatchObject([
        { severity: 'low', message: '1 tool runs without asking' },
      ]);
    },
  );

  it('are nothing to speak of when there are none', () => {
    expect(detectAutoApprove(approving([]))).toEqual([]);
  });

  it('are named without the characters that would spoil a screen', () => {
    const [found] = detectAutoApprove(approving(['run\u001B[2J']));

    expect(found?.message).toContain('runU+001B[2J');
  });
});
