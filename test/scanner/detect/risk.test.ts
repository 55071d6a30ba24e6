import { describe, expect, it } from 'vitest';
import { risk } from '../../../scanner/detect/risk.ts';
import type { Severity } from '../../../scanner/model/finding.ts';
import type { Standing } from '../../../scanner/model/identity.ts';

const found = (severity: Severity, isSuppressed = false) => ({
  severity,
  suppressed: isSuppressed ? { reason: 'known', owner: 'ada', until: '2027-01-01' } : null,
});

describe('the risk of a server', () => {
  it.each<[string, Parameters<typeof risk>[0], Standing, Severity]>([
    ['is low without findings', [], 'shadow', 'low'],
    ['is its worst finding', [found('low'), found('high'), found('medium')], 'approved', 'high'],
    ['leaves suppressed findings out', [found('critical', true), found('medium')], 'shadow', 'medium'],
    ['is critical for a malicious server', [found('low')], 'malicious', 'critical'],
    ['is at least high for a banned one', [found('medium')], 'banned', 'high'],
    ['can be worse than banned', [found('critical')], 'banned', 'critical'],
  ])('%s', (_, findings, standing, expected) => {
    expect(risk(findings, standing)).toBe(expected);
  });
});
