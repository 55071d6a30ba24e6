import { describe, expect, it } from 'vitest';
import type { ActivityRow } from '../../main/contract/activity.ts';
import { answerText } from '../../renderer/activity/answer-text.ts';
import { choiceOfQuery, choiceToQuery, filterOf, noChoice } from '../../renderer/activity/filter.ts';
import { linesOf } from '../../renderer/activity/record-lines.ts';
import { toolsOfCalls } from '../../renderer/activity/tools-of-calls.ts';
import { de } from '../../renderer/text/de.ts';
import { en } from '../../renderer/text/en.ts';
import { type ActivityState, afterEvent, atStart } from '../../renderer/activity/state.ts';

const row = (at: number): ActivityRow => ({
  at,
  segment: 's',
  seq: at,
  time: '2026-11-01T00:00:00.000Z',
  kind: 'decision',
  session: null,
  user: null,
  client: null,
  server: null,
  serverId: null,
  standing: null,
  call: null,
  method: null,
  tool: null,
  effect: null,
  reasons: [],
  ok: null,
  durationMs: null,
  findings: 0,
  answer: null,
});
const here = (...ats: readonly number[]): ActivityState =>
  afterEvent(atStart, { kind: 'newest', page: { rows: ats.map(row), next: ats.at(-1) ?? null } });
const atsOf = ({ list }: ActivityState): readonly number[] | string =>
  list.kind === 'here' ? list.rows.map(({ at }) => at) : list.kind;

describe('what was answered', () => {
  const until = '2031-05-06T12:00:00.000Z';

  it.each([
    ['approved', null, 'allowed', 'erlaubt'],
    ['approved', until, 'allowed until 6 May 2031', 'erlaubt bis 6. Mai 2031'],
    ['denied', until, 'denied', 'abgelehnt'],
    ['withdrawn', null, 'given up', 'aufgegeben'],
    ['revoked', null, 'taken back', 'zurückgenommen'],
  ] as const)('is told in words, with the end of a yes that has one: %s %s', (state, end, english, german) => {
    const answer = { state, by: 'kim', until: end, server: 'notes' };

    expect(answerText(answer, en.activity, 'en-GB')).toBe(english);
    expect(answerText(answer, de.activity, 'de-DE')).toBe(german);
  });
});

describe('the records on the screen', () => {
  it('get new ones in front, each once', () => {
    const after = afterEvent(here(3, 2, 1), { kind: 'newest', page: { rows: [5, 4, 3, 2].map(row), next: 2 } });

    expect(atsOf(after)).toEqual([5, 4, 3, 2, 1]);
    expect(after.list).toMatchObject({ next: 1 });
  });

  it('begin anew when there are more between than one page tells', () => {
    const after = afterEvent(here(3, 2, 1), { kind: 'newest', page: { rows: [9, 8].map(row), next: 8 } });

    expect(atsOf(after)).toEqual([9, 8]);
    expect(after.list).toMatchObject({ next: 8 });
  });

  it('get older ones at the end', () => {
    const after = afterEvent(afterEvent(here(5, 4), { kind: 'fetching' }), {
      kind: 'older',
      page: { rows: [3, 2].map(row), next: null },
    });

    expect(atsOf(after)).toEqual([5, 4, 3, 2]);
    expect(after.list).toMatchObject({ next: null, isFetching: false });
  });

  it('stay when older ones can not be had, and say why', () => {
    const error = { code: 'INTERNAL', message: 'wrong', remedy: '' } as const;
    const after = afterEvent(afterEvent(here(5, 4), { kind: 'fetching' }), { kind: 'failed', error });

    expect(atsOf(after)).toEqual([5, 4]);
    expect(after.list).toMatchObject({ next: 4, isFetching: false, stale: error });
    const again = afterEvent(after, { kind: 'newest', page: { rows: [5, 4].map(row), next: 4 } });
    expect(again.list).toMatchObject({ stale: null });
  });

  it('are none when the first ones can not be had', () => {
    const error = { code: 'INTERNAL', message: 'wrong', remedy: '' } as const;

    expect(afterEvent(atStart, { kind: 'failed', error }).list).toEqual({ kind: 'failed', error });
  });

  it('do not get a page that was asked for before the list began anew', () => {
    expect(atsOf(afterEvent(here(3, 2), { kind: 'older', page: { rows: [9, 8].map(row), next: 8 } }))).toEqual([3, 2]);
  });

  it('are asked for anew when the filter changes', () => {
    expect(atsOf(afterEvent(here(3, 2), { kind: 'chosen', part: { kind: 'gap' } }))).toBe('loading');
  });
});

describe('the filter of the activity', () => {
  const now = new Date('2026-11-02T12:00:00.000Z');

  it('asks for what was chosen and nothing else', () => {
    expect(filterOf(noChoice, now)).toEqual({});
    expect(filterOf({ ...noChoice, kind: 'decision', effect: 'deny', failed: true, hours: '24' }, now)).toEqual({
      kind: 'decision',
      effect: 'deny',
      failed: true,
      since: '2026-11-01T12:00:00.000Z',
    });
  });

  it('asks for who it was, how the server stood and what decided', () => {
    expect(filterOf({ ...noChoice, rule: 'person/default', standing: 'shadow', user: 'kim' }, now)).toEqual({
      rule: 'person/default',
      standing: 'shadow',
      user: 'kim',
    });
  });

  it('does not ask for a text that is too short', () => {
    expect(filterOf({ ...noChoice, text: ' ab ' }, now)).toEqual({});
    expect(filterOf({ ...noChoice, text: ' abc ' }, now)).toEqual({ text: 'abc' });
  });
});

describe('the tool of a record', () => {
  it.each([
    ['is what it says itself', { tool: 'read', call: 1 }, 'read'],
    ['is that of the decision about the same call', { call: 1 }, 'drop'],
    ['is not that of another call', { call: 2 }, null],
    ['is not that of a call with this number in another segment', { call: 1, segment: 'other' }, null],
    ['is none for what is no call', { call: null }, null],
  ])('%s', (_, part, expected) => {
    const decision = { ...row(1), tool: 'drop', call: 1 };
    const connection = { ...row(2), tool: 'none of these', call: null };

    expect(toolsOfCalls([decision, connection])({ ...row(3), ...part })).toBe(expected);
  });
});

describe('a record as lines', () => {
  it('tells each field by its path, without what is empty or stands in the heading', () => {
    expect(
      linesOf({
        kind: 'decision',
        seq: 3,
        decision: { effect: 'deny', reasons: ['a', 'b'], none: null },
        findings: [{ rule: 'r', where: '' }],
        empty: [],
      }),
    ).toEqual([
      { path: 'decision.effect', value: 'deny' },
      { path: 'decision.reasons', value: 'a, b' },
      { path: 'findings 1.rule', value: 'r' },
    ]);
  });
});

describe('what was chosen, in an address', () => {
  it('is the same when it is read again', () => {
    const choice = { ...noChoice, text: 'R&D 100%', kind: 'decision', hours: '24', failed: true };

    expect(choiceOfQuery(choiceToQuery(choice))).toEqual(choice);
  });

  it('is nothing where nothing was', () => {
    expect(choiceToQuery(noChoice)).toBe('');
    expect(choiceOfQuery('unknown=1')).toEqual(noChoice);
  });
});
