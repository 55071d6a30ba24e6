import type { EventName } from '../../main/contract/events.ts';
import { useAnswer } from '../api/use-answer.ts';

const onState: readonly EventName[] = [
  'inventory.changed',
  'approvals.changed',
  'policy.changed',
  'level.changed',
  'settings.changed',
];
const onInventory: readonly EventName[] = ['inventory.changed'];
const onActivity: readonly EventName[] = ['activity.added'];
const onDrift: readonly EventName[] = ['inventory.changed', 'drift.seen'];

/** All that the overview shows, kept fresh. */
export function useOverview() {
  return {
    overview: useAnswer('overview.show', {}, onState),
    map: useAnswer('overview.map', {}, onInventory),
    traffic: useAnswer('overview.traffic', { hours: 24 }, onActivity),
    changes: useAnswer('overview.changes', { since: null }, onDrift),
  };
}
