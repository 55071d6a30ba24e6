import { describe, expect, it } from 'vitest';
import type { PolicyCheck, PolicyFiles } from '../../main/contract/policy.ts';
import { afterEvent, type DraftState, filesOf } from '../../renderer/policy/state.ts';

const files = (text: string, hash: string): PolicyFiles => ({
  folder: '/home/kim/.sallyport/policy/source',
  hash: hash.repeat(64),
  files: [
    { name: 'person.cedar', text },
    { name: 'settings.yaml', text: 'mode: monitor\n' },
  ],
});
const check: PolicyCheck = { ok: true, problems: [], policies: { person: 1, agent: null }, mode: 'monitor' };
const clean = afterEvent({ kind: 'none' }, { kind: 'loaded', files: files('one', 'a') });
const typed = (state: DraftState, text: string): DraftState =>
  afterEvent(state, { kind: 'typed', name: 'person.cedar', text });

describe('the draft of a local policy', () => {
  it('is no draft until something is typed, nor after it is typed back', () => {
    expect(typed(clean, 'two').kind).toBe('editing');
    expect(typed(typed(clean, 'two'), 'one').kind).toBe('clean');
  });

  it('forgets what was found as soon as more is typed', () => {
    const checked = afterEvent(typed(clean, 'two'), { kind: 'checked', files: filesOf(typed(clean, 'two')), check });

    expect(checked).toMatchObject({ check });
    expect(typed(checked, 'three')).toMatchObject({ check: null });
  });

  it('does not take an answer about an older text', () => {
    const later = typed(typed(clean, 'two'), 'three');

    expect(afterEvent(later, { kind: 'checked', files: filesOf(typed(clean, 'two')), check })).toMatchObject({
      check: null,
    });
  });

  it('is kept, and said to be outdated, when another program changes the files', () => {
    const outdated = afterEvent(typed(clean, 'two'), { kind: 'loaded', files: files('theirs', 'b') });

    expect(outdated).toMatchObject({ kind: 'editing', isOutdated: true });
    expect(filesOf(outdated)[0]?.text).toBe('two');
  });

  it('is over once the files are what was typed', () => {
    expect(afterEvent(typed(clean, 'two'), { kind: 'loaded', files: files('two', 'b') }).kind).toBe('clean');
  });

  it('is gone when the person discards it', () => {
    expect(afterEvent(typed(clean, 'two'), { kind: 'reverted', files: files('one', 'a') })).toEqual(clean);
  });
});

describe('a draft that was left with its screen', () => {
  const taken = (basedOn: string): DraftState =>
    afterEvent(
      { kind: 'none' },
      {
        kind: 'loaded',
        files: files('one', 'a'),
        kept: { basedOn: basedOn.repeat(64), texts: { 'person.cedar': 'two' } },
      },
    );

  it('goes on where it was', () => {
    expect(taken('a')).toMatchObject({ kind: 'editing', texts: { 'person.cedar': 'two' }, isOutdated: false });
  });

  it('says so when the files are other ones by now', () => {
    expect(taken('b')).toMatchObject({ kind: 'editing', isOutdated: true });
  });
});
