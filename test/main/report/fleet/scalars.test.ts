import { describe, expect, it } from 'vitest';
import { fleetGet, fleetScalarNames, fleetScalars } from '../../../../main/report/fleet/scalars.ts';
import type { Inventory } from '../../../../scanner/model/inventory.ts';
import { clean, crowded, muchLater, problems, soonAfter } from '../samples.ts';

describe('the scalars of a scan', () => {
  it('are bare values', () => {
    expect(fleetScalars(problems, soonAfter)).toEqual({
      status: 'incomplete',
      verdict: 'problem',
      complete: 'false',
      'worst-risk': 'critical',
      servers: '7',
      'malicious-servers': '1',
      'banned-servers': '1',
      'shadow-servers': '4',
      'approved-servers': '1',
      'unidentified-servers': '1',
      'guarded-servers': '1',
      'direct-servers': '4',
      'new-servers': '2',
      'changed-servers': '1',
      'open-findings': '12',
      'critical-findings': '2',
      'high-findings': '6',
      'medium-findings': '3',
      'low-findings': '1',
      clients: '5',
      'unread-sources': '2',
      'last-scan': '2026-11-20T09:00:00Z',
      'last-scan-jamf': '2026-11-20 09:00:00',
      'scan-age-days': '0',
      version: '0.1.0',
      advisories: '2026-11-20',
      'policy-source': 'none',
      'policy-mode': 'monitor',
      'policy-state': 'missing',
      'policy-version': '0',
    });
  });

  it('of a laptop that was never scanned never look clean', () => {
    const scalars = fleetScalars(null, soonAfter);

    expect(scalars.status).toBe('never-scanned');
    expect(scalars['worst-risk']).toBe('unknown');
    expect(Object.values(scalars)).not.toContain('0');
    expect(Object.values(scalars)).not.toContain('ok');
    expect(Object.values(scalars)).not.toContain('true');
  });

  it.each(['clean', 'problems', 'crowded', 'hostile', 'never'] as const)(
    'of %s are under 200 characters of ASCII',
    (name) => {
      const hostile: Inventory = {
        ...clean,
        tool: { ...clean.tool, version: 'ö\u001b\n'.repeat(100) },
        collectedAt: 'ü'.repeat(300),
      };
      const inventory = { clean, problems, crowded, hostile, never: null }[name];

      for (const value of Object.values(fleetScalars(inventory, soonAfter))) {
        expect(value).toMatch(/^[\x20-\x7e]{0,199}$/);
      }
    },
  );
});

describe('how far a scan can be trusted', () => {
  it.each([
    ['a complete scan of today', clean, '2026-11-20T15:00:00Z', 'ok', 'ok'],
    ['a complete scan, 7 days old', clean, '2026-11-27T09:00:00Z', 'ok', 'ok'],
    ['a complete scan, 8 days old', clean, '2026-11-28T09:00:00Z', 'stale', 'unknown'],
    ['a scan from the far future', clean, '2026-11-10T09:00:00Z', 'stale', 'unknown'],
    ['a scan minutes ahead of the clock', clean, '2026-11-20T08:55:00Z', 'ok', 'ok'],
    ['a scan without a readable time', { ...clean, collectedAt: 'soon' }, '2026-11-20T15:00:00Z', 'stale', 'unknown'],
    [
      'an incomplete scan',
      { ...clean, completeness: { complete: false, reasons: [] } },
      '2026-11-20T15:00:00Z',
      'incomplete',
      'unknown',
    ],
    ['an incomplete scan with problems', problems, '2026-11-20T15:00:00Z', 'incomplete', 'problem'],
    ['an old scan with problems', problems, '2026-12-20T15:00:00Z', 'stale', 'problem'],
    ['no scan', null, '2026-11-20T15:00:00Z', 'never-scanned', 'unknown'],
  ] as const)('%s', (_, inventory, now, status, verdict) => {
    const scalars = fleetScalars(inventory, new Date(now));

    expect([scalars.status, scalars.verdict]).toEqual([status, verdict]);
  });

  it.each([
    ['a high risk', { risk: 'high', standing: 'shadow', change: 'seen' }, 'problem'],
    ['a high risk although approved', { risk: 'high', standing: 'approved', change: 'seen' }, 'problem'],
    ['a ban', { risk: 'low', standing: 'banned', change: 'seen' }, 'problem'],
    ['a medium risk', { risk: 'medium', standing: 'shadow', change: 'seen' }, 'ok'],
    ['a high risk that is gone', { risk: 'high', standing: 'shadow', change: 'gone' }, 'ok'],
  ] as const)('a server with %s', (_, parts, verdict) => {
    const servers = clean.servers.map((server) => ({ ...server, ...parts }));

    expect(fleetGet('verdict', [{ ...clean, servers }], soonAfter)).toBe(verdict);
  });

  it('calls the risk of an empty but incomplete scan unknown, not none', () => {
    const empty: Inventory = { ...clean, servers: [] };

    expect(fleetGet('worst-risk', [empty], soonAfter)).toBe('none');
    expect(fleetGet('worst-risk', [{ ...empty, completeness: { complete: false, reasons: [] } }], soonAfter)).toBe(
      'unknown',
    );
  });

  it('counts the days since the scan', () => {
    expect(fleetGet('scan-age-days', [clean], muchLater)).toBe('9');
  });
});

describe('asking for one scalar', () => {
  it('knows each of the names', () => {
    expect(fleetScalarNames.map((name) => fleetGet(name, [clean], soonAfter))).not.toContain(null);
  });

  it.each(['nonsense', '', 'toString', '__proto__'])('has nothing for %j', (name) => {
    expect(fleetGet(name, [clean], soonAfter)).toBeNull();
  });
});
