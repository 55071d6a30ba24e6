import { describe, expect, it } from 'vitest';
import { inspectText } from '../../../../scanner/detect/content/inspect-text.ts';
import { inspectTool } from '../../../../scanner/detect/content/inspect-tool.ts';
import { attacksInResults, attacksInTools } from './wordings/attacks.ts';
import { honestResults, honestTools } from './wordings/honest.ts';

const judgeTool = (description: string): string => inspectTool({ name: 'tool', description }).verdict;
const judgeResult = (text: string): string => inspectText('result', text).verdict;

describe('an attack in words that no corpus has', () => {
  it.each(attacksInTools)('is seen in a tool: %s', (text) => {
    expect(judgeTool(text)).not.toBe('clean');
  });

  it.each(attacksInResults)('is seen in a result: %s', (text) => {
    expect(judgeResult(text)).not.toBe('clean');
  });
});

describe('honest text that sounds alike', () => {
  it.each(honestTools)('is left alone in a tool: %s', (text) => {
    expect(judgeTool(text)).toBe('clean');
  });

  it.each(honestResults)('is left alone in a result: %s', (text) => {
    expect(judgeResult(text)).toBe('clean');
  });
});
