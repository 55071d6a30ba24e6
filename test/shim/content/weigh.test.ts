import { describe, expect, it } from 'vitest';
import type { ContentFinding } from '../../../scanner/detect/content/content-finding.ts';
import { weigh } from '../../../shim/content/weigh.ts';

const finding = (more: Partial<ContentFinding> & { readonly pointer?: string }): ContentFinding => ({
  rule: 'content/pressure',
  kind: 'poisoning',
  detail: null,
  tier: 'soft',
  severity: 'medium',
  confidence: 'possible',
  evidence: '',
  message: '',
  remedy: '',
  ...more,
  where: { pointer: more.pointer ?? '/result/tools/0/description', of: 'value', span: { start: 0, end: 1 } },
});
const parts = [
  { pointer: '/result/tools/0', surface: 'tool', verdict: 'suspect' },
  { pointer: '/result', surface: 'result', verdict: 'bad' },
] as const;
const weights = (...findings: readonly ContentFinding[]): readonly string[] =>
  weigh({ findings, parts }, 'result').map(({ surface, weight }) => `${surface} ${weight}`);

describe('what a finding is worth', () => {
  it('is nothing for a soft hint alone', () => {
    expect(weights(finding({}))).toEqual(['tool clean']);
  });

  it('is suspect where another rule agrees in the same part', () => {
    expect(weights(finding({}), finding({ rule: 'content/tool-steering' }))).toEqual(['tool suspect', 'tool suspect']);
  });

  it.each([
    ['in another part', finding({ rule: 'content/tool-steering', pointer: '/result/_meta/x' })],
    ['about something else', finding({ rule: 'content/secret', kind: 'secret' })],
    ['that says the same again', finding({})],
    ['that is only a mention', finding({ rule: 'content/tool-steering', tier: 'mention' })],
  ])('is nothing still beside one %s', (_, other) => {
    expect(weights(finding({}), other)[0]).toBe('tool clean');
  });

  it.each([
    [{ tier: 'hard', severity: 'high' }, 'tool bad'],
    [{ tier: 'hard', severity: 'medium' }, 'tool suspect'],
    [{ tier: 'hard', severity: 'low', kind: 'personal-data' }, 'tool bad'],
    [{ tier: 'hard', severity: 'low', rule: 'content/own-pattern' }, 'tool bad'],
    [{ tier: 'mention', severity: 'high' }, 'tool clean'],
  ] as const)('by itself, for %o, is %s', (more, weight) => {
    expect(weights(finding(more))).toEqual([weight]);
  });
});
