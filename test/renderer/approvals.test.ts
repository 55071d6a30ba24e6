import { approvals as words } from '../../renderer/text/en/approvals.ts';
import { describe, expect, it } from 'vitest';
import type { AskGroup } from '../../main/contract/approvals.ts';
import { afterEvent, atStart, chosenGroup, mayCover, stillWaiting } from '../../renderer/approvals/state.ts';

const group = (id: string, covered: AskGroup['mayCover'] = ['once']): AskGroup => ({
  id,
  asks: [],
  agent: { client: 'cursor', verifiedPath: null, delegation: [] },
  person: 'kim',
  server: { id: null, name: 'notes', identity: 'binary', standing: null },
  tool: { name: 'delete_note', effect: 'destructive', external: false },
  question: 'Let it?',
  because: [],
  mayCover: covered,
});
const withAsks = (id: string, asks: readonly string[]): AskGroup => ({
  ...group(id),
  asks: asks.map((ask) => ({
    id: ask,
    session: 's',
    at: '2026-11-20T09:00:00Z',
    until: '2026-11-20T10:00:00Z',
    isHeld: true,
    arguments: '{}',
    isCut: false,
    findings: [],
  })),
});
const groups = [group('a'), group('b'), group('c')];

describe('the question that is looked at', () => {
  it('is the first, until another is chosen', () => {
    expect(chosenGroup({ groups }, atStart)?.id).toBe('a');
    expect(chosenGroup({ groups }, afterEvent(atStart, { kind: 'chosen', id: 'b', place: 1 }))?.id).toBe('b');
  });

  it('is the neighbour of one that was answered, and none when none is left', () => {
    const chosen = afterEvent(atStart, { kind: 'chosen', id: 'b', place: 1 });

    expect(chosenGroup({ groups: [group('a'), group('c')] }, chosen)?.id).toBe('c');
    expect(chosenGroup({ groups: [group('a')] }, chosen)?.id).toBe('a');
    expect(chosenGroup({ groups: [] }, chosen)).toBeNull();
  });

  it('is not answered by a dialog that was begun for another', () => {
    const denying = afterEvent(atStart, { kind: 'began', doing: 'deny', group: group('a') });

    expect(afterEvent(denying, { kind: 'chosen', id: 'c', place: 2 }).doing.kind).toBe('looking');
  });

  it('offers only answers as far as the policy lets them reach', () => {
    expect(mayCover(group('a', ['once', 'session']), 'session')).toBe(true);
    expect(mayCover(group('a', ['once']), 'session')).toBe(false);
  });
});

describe('a dialog about calls that wait', () => {
  const opened = withAsks('a', ['1', '2']);

  it('is about those that still wait, and about none that came later', () => {
    expect(stillWaiting({ groups: [withAsks('a', ['2', '3'])] }, opened)).toEqual(['2']);
  });

  it('is about nothing when all are gone, whatever waits in their place', () => {
    expect(stillWaiting({ groups: [withAsks('b', ['4'])] }, opened)).toEqual([]);
    expect(stillWaiting({ groups: [withAsks('a', ['5'])] }, opened)).toEqual([]);
  });
});

describe('what answers did', () => {
  const none = { delivered: 0, 'kept-for-retry': 0, 'nobody-waits': 0, unconfirmed: 0, 'taken-back': 0 };

  it('is told as it was: a call that nobody waited for was not allowed', () => {
    expect(words.approved({ ...none, delivered: 2 })).toBe('2 calls allowed.');
    expect(words.approved({ ...none, 'nobody-waits': 1 })).toBe(
      '1 call that nobody waited for any more: nothing runs.',
    );
    expect(words.denied({ ...none, delivered: 1, 'kept-for-retry': 1 })).toBe(
      '1 call denied. 1 call given up before: who makes the same call again is told so.',
    );
  });
});
