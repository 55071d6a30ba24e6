import { describe, expect, it } from 'vitest';
import { isLookedFor, newlyLookedFor } from '../../../../main/daemon/policy/content-again.ts';
import { type ContentPolicy, recordOnly } from '../../../../policy/content/content-policy.ts';
import { usualClassifierSettings } from '../../../../scanner/detect/content/classifier/classify.ts';

const withModel = (threshold: number): ContentPolicy => ({
  ...recordOnly,
  classifier: { ...usualClassifierSettings, file: 'a.onnx', sha256: '0', threshold, surfaces: ['tool'] },
});
const finding = { rule: 'content/classifier', severity: 'medium', detail: '0.95' } as const;

describe('what a classifier found', () => {
  it('is found again by the same classifier alone', () => {
    expect(isLookedFor(finding, withModel(0.9), withModel(0.9))).toBe(true);
    expect(isLookedFor(finding, withModel(0.8), withModel(0.9))).toBe(false);
    expect(isLookedFor(finding, recordOnly, withModel(0.9))).toBe(false);
  });

  it('may be more under another one, where that one is asked', () => {
    expect(newlyLookedFor(withModel(0.9), recordOnly, 'tool')).toMatchObject([{ rule: 'content/classifier' }]);
    expect(newlyLookedFor(withModel(0.9), recordOnly, 'result')).toEqual([]);
    expect(newlyLookedFor(withModel(0.9), withModel(0.9), 'tool')).toEqual([]);
  });
});
