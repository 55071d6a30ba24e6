import { describe, expect, it } from 'vitest';
import { defaultDetectors } from '../../../../scanner/detect/content/detectors.ts';
import { makeInspector } from '../../../../scanner/detect/content/inspector.ts';
import { makeOwnPatterns, type OwnRule } from '../../../../scanner/detect/content/own-patterns.ts';

const staff: OwnRule = {
  id: 'staff-number',
  kind: 'personal-data',
  pattern: 'EMP-\\d{6}',
  severity: 'medium',
  surfaces: ['argument'],
};
const project: OwnRule = {
  id: 'project',
  kind: 'injection',
  pattern: '(?i)bluebird',
  severity: 'high',
  surfaces: ['result'],
};

const inspector = makeInspector({ ...defaultDetectors, ownPatterns: makeOwnPatterns([staff, project]) });

describe('a pattern of the organisation', () => {
  it('is found in every place, with its own id, kind and severity', () => {
    const { verdict, findings } = inspector.value('argument', 'ask EMP-204415 or 😀 EMP-300000');

    expect(verdict).toBe('suspect');
    expect(
      findings.map(({ detail, kind, severity, where, evidence }) => [detail, kind, severity, where.span, evidence]),
    ).toEqual([
      ['staff-number', 'personal-data', 'medium', { start: 4, end: 14 }, '‹redacted:staff-number›'],
      ['staff-number', 'personal-data', 'medium', { start: 21, end: 31 }, '‹redacted:staff-number›'],
    ]);
  });

  it('shows what it found when that is no secret', () => {
    expect(inspector.value('result', 'the Bluebird plan').findings.map(({ evidence }) => evidence)).toEqual([
      'Bluebird',
    ]);
  });

  it('is not looked for on other surfaces, nor found in part', () => {
    expect(inspector.value('result', 'EMP-204415').findings).toEqual([]);
    expect(inspector.value('argument', 'EMP-2044').findings).toEqual([]);
  });
});

describe('a pattern that can not be used', () => {
  it.each([
    ['look-around', '(?<=a)b'],
    ['back-references', '(a)\\1'],
    ['an open bracket', '(a'],
    ['a match of nothing', 'a*'],
  ])('is refused for %s, by its id', (_, pattern) => {
    expect(() => makeOwnPatterns([{ ...staff, pattern }])).toThrow(
      expect.objectContaining({ code: 'PATTERN_INVALID', message: expect.stringContaining('staff-number') }),
    );
  });
});

describe('a pattern that would take others for ever', () => {
  it('is done in one pass', { timeout: 60_000 }, () => {
    const patterns = makeOwnPatterns([{ ...staff, pattern: '(a+)+b' }]);

    expect(patterns.evidenceIn('argument', 'a'.repeat(100_000))).toEqual([]);
  });
});
