import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../../scanner/detect/content/content-finding.ts';
import { inspectText } from '../../../../scanner/detect/content/inspect-text.ts';
import { inspectTool } from '../../../../scanner/detect/content/inspect-tool.ts';
import { secondHonestResults, secondResultAttacks } from './generalisation/second-results.ts';
import { secondHonestTools, secondToolAttacks } from './generalisation/second-tools.ts';
import { thirdHonestTools, thirdResultAttacks, thirdToolAttacks } from './generalisation/third-set.ts';

/**
 * Written when the rules for acts had stood for a while, and measured before anything was changed: 9 and 3 of 32 tools were seen, 5 and 12 of
 * 32 results; 0 and 2 honest tools and 1 and 0 honest results were taken for attacks. Since then the even half of each was read, and the odd half of
 * the tools was seen; the odd half of the results never.
 */
describe('a second set of wordings that no rule was made from', () => {
  it.each([
    ['tools', 'read since', 17, seen(secondToolAttacks, 0, judgeTool)],
    ['tools', 'seen since', 5, seen(secondToolAttacks, 1, judgeTool)],
    ['results', 'read since', 14, seen(secondResultAttacks, 0, judgeResult)],
    ['results', 'never read', 12, seen(secondResultAttacks, 1, judgeResult)],
  ])('are seen in %s of the half that was %s: %i or more of 32', (_surface, _half, atLeast, count) => {
    expect(count).toBeGreaterThanOrEqual(atLeast);
  });

  it.each([
    ['tools', 'read since', 0, seen(secondHonestTools, 0, judgeTool)],
    ['tools', 'seen since', 2, seen(secondHonestTools, 1, judgeTool)],
    ['results', 'read since', 1, seen(secondHonestResults, 0, judgeResult)],
    ['results', 'never read', 0, seen(secondHonestResults, 1, judgeResult)],
  ])('are left alone in honest %s of the half that was %s, but for %i at most', (_surface, _half, atMost, count) => {
    expect(count).toBeLessThanOrEqual(atMost);
  });
});

/** At first sight 6 of the tools and 9 of the results; 4 honest tools were taken for attacks. */
describe('a third set, of which no miss was looked at', () => {
  it('is seen in 8 or more of 40 tools and 9 or more of 20 results', () => {
    expect(thirdToolAttacks.filter((row) => judgeTool(row) !== 'clean').length).toBeGreaterThanOrEqual(8);
    expect(thirdResultAttacks.filter((row) => judgeResult(row) !== 'clean').length).toBeGreaterThanOrEqual(9);
  });

  it('is left alone in honest tools but for one of 30', () => {
    expect(thirdHonestTools.filter((row) => judgeTool(row) !== 'clean').length).toBeLessThanOrEqual(1);
  });
});

function seen(rows: readonly string[], half: 0 | 1, judge: (row: string) => Verdict): number {
  return rows.filter((row, index) => index % 2 === half && judge(row) !== 'clean').length;
}

function judgeTool(description: string): Verdict {
  return inspectTool({ name: 'tool', description }).verdict;
}

function judgeResult(text: string): Verdict {
  return inspectText('result', text).verdict;
}
