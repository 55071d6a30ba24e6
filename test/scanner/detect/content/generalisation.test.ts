import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../scanner/detect/content/content-finding.ts';
import { inspectText } from '../../../../scanner/detect/content/inspect-text.ts';
import { inspectTool } from '../../../../scanner/detect/content/inspect-tool.ts';
import { resultAttacks, toolAttacks } from './generalisation/attacks.ts';
import { honestResults, honestTools } from './generalisation/honest.ts';
import { laterResultAttacks, laterToolAttacks } from './generalisation/later.ts';
import type { ToolWording } from './generalisation/tool-wording.ts';

/**
 * The sets were written before the rules for acts were. The even half of each was read while these were made, the odd half never: its misses
 * were counted and not looked at. The figures say what to expect of wordings nobody has seen; they may only get better.
 */
describe('wordings that were written without looking at the rules', () => {
  it.each([
    ['tools', 'read while the rules were made', 32, flagged(toolAttacks, 'even', judgeTool)],
    ['tools', 'never read', 26, flagged(toolAttacks, 'odd', judgeTool)],
    ['results', 'read while the rules were made', 23, flagged(resultAttacks, 'even', judgeResult)],
    ['results', 'never read', 19, flagged(resultAttacks, 'odd', judgeResult)],
  ])('are seen in %s of the half that was %s: %i or more', (_surface, _half, atLeast, count) => {
    expect(count).toBeGreaterThanOrEqual(atLeast);
  });

  // At first sight 15 of 24 and 12 of 20; before there were rules for acts 6 and 9.
  it.each([
    ['tools', 19, laterToolAttacks.filter((text) => judgeTool(['x', text, {}]).verdict !== 'clean').length],
    ['results', 16, laterResultAttacks.filter((text) => judgeResult(text).verdict !== 'clean').length],
  ])('are seen in %s that were written later and read since: %i or more', (_surface, atLeast, count) => {
    expect(count).toBeGreaterThanOrEqual(atLeast);
  });

  it.each([
    ['tools', 'read while the rules were made', 1, flagged(honestTools, 'even', judgeTool)],
    ['tools', 'never read', 2, flagged(honestTools, 'odd', judgeTool)],
    ['results', 'read while the rules were made', 3, flagged(honestResults, 'even', judgeResult)],
    ['results', 'never read', 4, flagged(honestResults, 'odd', judgeResult)],
  ])('are left alone in honest %s of the half that was %s, but for %i at most', (_surface, _half, atMost, count) => {
    expect(count).toBeLessThanOrEqual(atMost);
  });
});

function flagged<Row>(rows: readonly Row[], half: 'even' | 'odd', judge: (row: Row) => Inspection): number {
  return rows.filter((row, index) => index % 2 === (half === 'even' ? 0 : 1) && judge(row).verdict !== 'clean').length;
}

function judgeTool([name, description, parameters]: ToolWording): Inspection {
  const properties = Object.fromEntries(
    Object.entries(parameters).map(([key, about]) => [key, { type: 'string', description: about }]),
  );
  return inspectTool({ name, description, inputSchema: { type: 'object', properties } });
}

function judgeResult(text: string): Inspection {
  return inspectText('result', text);
}
