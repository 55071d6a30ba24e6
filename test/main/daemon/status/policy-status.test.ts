import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../policy/bundle/bundle.ts';
import { writeFolder } from '../../../../policy/bundle/folder.ts';
import { takeLocalFolder } from '../../../../policy/bundle/local.ts';
import { presetFiles } from '../../../../policy/presets/presets.ts';
import { isManagedLockdown, policyStatus } from '../../../../main/daemon/status/policy-status.ts';
import { signed } from '../../../policy/bundle/signed.ts';

const now = new Date('2026-11-21T09:00:00Z');
let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-policy-status-'));
  mkdirSync(join(state, 'policy'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

async function takeStrict(): Promise<void> {
  const source = join(state, 'policy', 'source');
  await writeFolder(source, presetFiles('strict'));
  await takeLocalFolder(source, join(state, 'policy'), now);
}

describe('the policy as status shows it', () => {
  it('is none on a laptop without one', () => {
    expect(policyStatus(state, now)).toMatchObject({ state: 'none', source: 'none', version: null, ageSeconds: null });
  });

  it('has a version, a mode and an age', async () => {
    await takeStrict();

    expect(policyStatus(state, new Date('2026-11-21T10:00:00Z'))).toEqual({
      state: 'in-force',
      source: 'local',
      version: 1,
      mode: expect.stringMatching(/^(?:monitor|lockdown)$/),
      issuedAt: now.toISOString(),
      ageSeconds: 3600,
      note: null,
    });
  });

  it('is unusable when it is damaged, and not taken for none', async () => {
    await takeStrict();
    truncateSync(join(state, 'policy', 'active'), 20);

    expect(policyStatus(state, now)).toMatchObject({ state: 'unusable', note: expect.any(String) });
  });
});

describe('a policy of an administrator', () => {
  it.each([
    ['lockdown', true],
    ['monitor', false],
  ] as const)('in %s is known even where its signature can not be checked: %s', (mode, expected) => {
    writeFileSync(join(state, 'policy', 'active'), signed({ version: 4, settings: { ...defaultSettings, mode } }));

    const status = policyStatus(state, now);

    expect(status).toMatchObject({ state: 'unusable', source: 'managed', version: 4, mode });
    expect(isManagedLockdown(status)).toBe(expected);
  });

  it('is not the one that a person chose for this laptop', async () => {
    await takeStrict();

    expect(isManagedLockdown(policyStatus(state, now))).toBe(false);
  });
});
