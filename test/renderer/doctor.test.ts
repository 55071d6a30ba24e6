import { describe, expect, it } from 'vitest';
import type { HealthLine } from '../../main/contract/health.ts';
import { placeFor } from '../../renderer/doctor/place-for.ts';

const line = (part: Partial<HealthLine>): HealthLine => ({
  id: 'a',
  kind: 'entries-fine',
  parts: [],
  state: 'broken',
  message: '',
  remedy: null,
  ...part,
});

describe('what the doctor says leads', () => {
  it.each([
    [
      { kind: 'entry-drifted', parts: ['github', 'cursor', '~/.cursor/mcp.json'] },
      { screen: 'clients', rest: 'cursor' },
    ],
    [{ kind: 'config-unread' }, { screen: 'clients', rest: '' }],
    [
      { kind: 'catalogue-failed', parts: ['CONFIG_MALFORMED'] },
      { screen: 'policy', rest: 'catalogue' },
    ],
    [
      { kind: 'policy-stale', parts: ['3'], state: 'attention' },
      { screen: 'policy', rest: '' },
    ],
    [
      { kind: 'settings-failed', parts: ['CONFIG_MALFORMED'] },
      { screen: 'settings', rest: '' },
    ],
  ] as const)('to where something can be done: %j', (part, place) => {
    expect(placeFor(line(part))).toEqual(place);
  });

  it.each([
    { kind: 'state-open', parts: ['~/.sallyport'] },
    { kind: 'policy-stale', parts: ['3'], state: 'ok' },
  ] as const)('nowhere when it is for a terminal, or all is well: %j', (part) => {
    expect(placeFor(line(part))).toBeNull();
  });
});
