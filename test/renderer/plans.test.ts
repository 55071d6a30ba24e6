import { describe, expect, it } from 'vitest';
import type { Plan } from '../../main/contract/plans.ts';
import { afterEvent, type PlanState } from '../../renderer/plans/state.ts';

const plan: Plan = {
  id: 'p',
  hash: 'a'.repeat(64),
  kind: 'restore',
  withdrawn: [],
  madeAt: '2026-11-01T00:00:00.000Z',
  files: [],
  guarded: [],
  left: [],
  gaps: [],
};
const shown: PlanState = { kind: 'shown', plan };
const applied = { plan: 'p', files: [] };

describe('a plan in its dialog', () => {
  it('is shown before it can be applied', () => {
    expect(afterEvent({ kind: 'making' }, { kind: 'applying' })).toEqual({ kind: 'making' });
    expect(afterEvent({ kind: 'making' }, { kind: 'made', plan })).toEqual(shown);
    expect(afterEvent(shown, { kind: 'applying' })).toEqual({ kind: 'applying', plan });
  });

  it('is shown again when the person says no to the question', () => {
    expect(afterEvent({ kind: 'applying', plan }, { kind: 'declined' })).toEqual(shown);
  });

  it('tells what became of it only after it was applied', () => {
    expect(afterEvent({ kind: 'applying', plan }, { kind: 'applied', applied })).toEqual({
      kind: 'applied',
      plan,
      applied,
    });
    expect(afterEvent(shown, { kind: 'applied', applied })).toEqual(shown);
  });
});
