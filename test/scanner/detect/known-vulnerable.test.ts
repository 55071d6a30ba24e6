import { describe, expect, it } from 'vitest';
import { observeAdvisories } from '../../../scanner/detect/known-vulnerable.ts';
import type { NamedAdvisory } from '../../../scanner/detect/known-vulnerable.ts';

const named = (match: NamedAdvisory['match'], more: Partial<NamedAdvisory['advisory']> = {}): NamedAdvisory => ({
  match,
  advisory: {
    id: 'CVE-2025-0001',
    package: 'pkg:npm/%40acme/mcp',
    fixed: '1.2.4',
    severity: 'high',
    kind: 'vulnerable',
    summary: 'A crafted path reads any file.',
    ...more,
  },
});

describe('an advisory that names what a server runs', () => {
  it('is critical when the package is malicious', () => {
    expect(
      observeAdvisories([named('version', { kind: 'malicious', severity: 'critical', fixed: null })], '/a'),
    ).toMatchObject([{ rule: 'advisory/malicious', severity: 'critical', confidence: 'certain', where: '/a' }]);
  });

  it('has its own severity when this version is vulnerable', () => {
    expect(observeAdvisories([named('version')], '/a')).toEqual([
      {
        rule: 'advisory/known-vulnerable',
        severity: 'high',
        confidence: 'certain',
        where: '/a',
        message: 'this version of @acme/mcp is vulnerable (CVE-2025-0001): A crafted path reads any file',
        remedy: 'Use version 1.2.4 or later.',
      },
    ]);
  });

  it('is low information when it does not say which versions', () => {
    expect(observeAdvisories([named('unknown-range', { severity: 'critical' })], '')).toMatchObject([
      { rule: 'advisory/unknown-range', severity: 'low', confidence: 'possible' },
    ]);
  });

  it('is told once when it arrives twice', () => {
    expect(observeAdvisories([named('version'), named('version')], '')).toHaveLength(1);
  });
});

describe('a start without an exact version', () => {
  it.each([
    ['high', '1.2.4', 'medium'],
    ['critical', '1.2.4', 'medium'],
    ['critical', null, 'high'],
    ['medium', null, 'low'],
    ['low', null, 'low'],
  ] as const)('makes a %s advisory (fixed in %s) a possible %s', (severity, fixed, expected) => {
    expect(observeAdvisories([named('unknown-version', { severity, fixed })], '')).toMatchObject([
      { rule: 'advisory/unknown-version', severity: expected, confidence: 'possible' },
    ]);
  });

  it('stays high for a malicious package', () => {
    const malicious = named('unknown-version', { kind: 'malicious', severity: 'critical', fixed: '9.9.9' });

    expect(observeAdvisories([malicious], '')).toMatchObject([{ severity: 'high' }]);
  });

  it('gives one finding for all advisories of a package, the worst first in weight', () => {
    const found = observeAdvisories(
      ['1', '2', '3', '4'].map((id) =>
        named('unknown-version', { id: `CVE-${id}`, fixed: null, severity: id === '3' ? 'critical' : 'low' }),
      ),
      '',
    );

    expect(found).toMatchObject([{ severity: 'high' }]);
    expect(found[0]?.message).toContain('(CVE-1, CVE-2, CVE-3 and 1 more)');
  });

  it('keeps packages apart', () => {
    expect(
      observeAdvisories([named('unknown-version'), named('unknown-version', { package: 'pkg:npm/mcp-remote' })], ''),
    ).toHaveLength(2);
  });
});
