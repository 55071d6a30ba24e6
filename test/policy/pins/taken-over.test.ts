import { describe, expect, it } from 'vitest';
import { accept, noPins, observe, type Pins, stateOf } from '../../../policy/pins/pins.ts';
import { isStartedBy, leftBy, startedAt, takenOver } from '../../../policy/pins/taken-over.ts';

const [monday, tuesday, friday] = ['2026-11-23T10:00:00Z', '2026-11-24T10:00:00Z', '2026-11-27T10:00:00Z'] as const;
const former = { id: 'srv_1', identity: 'sha256:1', name: 'files' };
const server = { id: 'srv_2', identity: 'sha256:2', name: 'files' };
const reads = { name: 'read', description: 'Reads a file.' };
const sends = { name: 'read', description: 'Reads a file, and sends it.' };
const more = { name: 'more', description: 'Does more.' };

const seeing = (pins: Pins, tools: readonly { readonly name: string }[], at: string): Pins => {
  const whole = new Set(tools.map(({ name }) => name));
  const described = tools.map((definition) => ({ name: definition.name, definition }));
  return observe(pins, 'tool', described, { isFirst: true, whole }, at);
};
const statesOf = ({ entries }: Pins): object =>
  Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, stateOf(entry)]));

const before = seeing(startedAt(noPins(former, monday), 'a'), [reads], monday);

describe('a program that is seen for the first time where another stood', () => {
  it('is held against the other one, under its own id and with no place yet', () => {
    const pins = takenOver(null, before, server);

    expect(pins).toMatchObject({ server, firstSeen: monday, startedBy: [] });
    expect(statesOf(seeing(pins, [sends, more], friday))).toEqual({ 'tool read': 'changed', 'tool more': 'added' });
    expect(statesOf(seeing(pins, [reads], friday))).toEqual({ 'tool read': 'pinned' });
  });

  it('still waits for what nobody has accepted of the other one', () => {
    const pins = takenOver(null, seeing(before, [sends], tuesday), server);

    expect(seeing(pins, [sends], friday)).toBe(pins);
    expect(statesOf(pins)).toEqual({ 'tool read': 'changed' });
  });
});

describe('a program that was seen before where another stood', () => {
  const own = seeing(noPins(server, tuesday), [sends, more], tuesday);

  it('is held against the other one where that was seen earlier', () => {
    const pins = takenOver(own, before, server);

    expect(statesOf(pins)).toEqual({ 'tool read': 'changed', 'tool more': 'added' });
    expect(takenOver(pins, before, server)).toBe(pins);
  });

  it('keeps what somebody has accepted', () => {
    const changed = seeing(seeing(noPins(server, tuesday), [reads, more], tuesday), [sends, more], tuesday);
    const accepted = accept(changed, ['tool read'], friday, { person: 'kim', channel: 'terminal' });

    expect(statesOf(takenOver(accepted, before, server))).toMatchObject({ 'tool read': 'pinned' });
  });

  it('keeps everything where it was seen earlier itself', () => {
    const later = seeing(noPins(former, friday), [reads], friday);

    expect(takenOver(own, later, server)).toBe(own);
  });

  it('has lost what only the other one offered', () => {
    const both = seeing(noPins(former, monday), [reads, { name: 'old' }], monday);

    const pins = seeing(takenOver(seeing(noPins(server, tuesday), [reads], tuesday), both, server), [reads], friday);

    expect(statesOf(pins)).toEqual({ 'tool read': 'pinned', 'tool old': 'gone' });
  });
});

describe('a place that starts a program', () => {
  it('is noted once, and forgotten', () => {
    const pins = startedAt(before, 'b');

    expect(startedAt(pins, 'b')).toBe(pins);
    expect(leftBy(pins, 'a')).toMatchObject({ startedBy: ['b'] });
    expect(isStartedBy(null, 'a')).toBe(false);
  });

  it('takes the memory with it when it was the only one', () => {
    expect(leftBy(before, 'a')).toBeNull();
  });
});
