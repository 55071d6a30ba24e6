import { describe, expect, it } from 'vitest';
import type { PerimeterMap, StatePart } from '../../main/contract/overview.ts';
import { layOut, nextInMap, ROW } from '../../renderer/overview/map-layout.ts';
import { tiedTo, worstPart } from '../../renderer/overview/map-part.ts';
import { placeOfStep, sentenceOf } from '../../renderer/overview/state.ts';

const server = (id: string) => ({
  id,
  name: id,
  standing: 'shadow' as const,
  risk: 'low' as const,
  change: 'seen' as const,
  isDrifted: false,
});
const map: PerimeterMap = {
  clients: [
    { id: 'cursor', name: 'Cursor', installed: true },
    { id: 'zed', name: 'Zed', installed: true },
  ],
  servers: [server('mail'), server('notes'), server('maps')],
  routes: [
    { client: 'cursor', server: 'maps', route: 'direct', enabled: true },
    { client: 'zed', server: 'mail', route: 'guarded', enabled: true },
    { client: 'zed', server: 'notes', route: 'direct', enabled: true },
  ],
  reaches: [
    { id: 'account', kind: 'account' },
    { id: 'network:x', kind: 'network', host: 'x' },
  ],
  reaching: [
    { server: 'mail', reach: 'account' },
    { server: 'notes', reach: 'account' },
    { server: 'maps', reach: 'network:x' },
  ],
};

describe('the sentence about the laptop', () => {
  it('says first what there is, then what is urgent, four things at most', () => {
    const parts: readonly StatePart[] = [
      { kind: 'malicious', count: 1 },
      { kind: 'asks', count: 2 },
      { kind: 'servers', count: 9 },
      { kind: 'shadow', count: 5 },
      { kind: 'clients', count: 3 },
      { kind: 'direct', count: 7 },
      { kind: 'gaps', count: 4 },
    ];

    expect(sentenceOf(parts, ({ kind }) => kind)).toBe('servers clients · malicious · asks · shadow · direct');
  });
});

describe('the next step', () => {
  it('is taken where its servers are, and a scan where one stands', () => {
    expect(placeOfStep({ kind: 'look-at-server', server: 'srv_1', name: 'x', risk: 'high' })).toBe('#servers/srv_1');
    expect(placeOfStep({ kind: 'answer-asks', count: 1 })).toBe('#approvals');
    expect(placeOfStep({ kind: 'mend-policy' })).toBe('#policy');
    expect(placeOfStep({ kind: 'mend-catalogue' })).toBe('#doctor');
    expect(placeOfStep({ kind: 'scan' })).toBeNull();
  });
});

describe('the map', () => {
  it('puts clients and reaches at the height of the servers they are tied to', () => {
    const { clients, servers, reaches, height } = layOut(map, 1000, 0);

    expect(height).toBe(3 * ROW);
    expect([...servers.keys()]).toEqual(['mail', 'notes', 'maps']);
    expect([...clients.keys()]).toEqual(['zed', 'cursor']);
    expect([...reaches.keys()]).toEqual(['account', 'network:x']);
  });

  it('is gone through by arrows: along a column, across to what stands nearest, and not over its ends', () => {
    const layout = layOut(map, 1000, 0);

    expect(nextInMap(layout, 'mail', 'ArrowDown')).toBe('notes');
    expect(nextInMap(layout, 'mail', 'ArrowUp')).toBe('mail');
    expect(nextInMap(layout, 'mail', 'End')).toBe('maps');
    expect(nextInMap(layout, 'mail', 'ArrowLeft')).toBe('zed');
    expect(nextInMap(layout, 'zed', 'ArrowLeft')).toBe('zed');
    expect(nextInMap(layout, 'cursor', 'ArrowRight')).toBe('maps');
    expect(nextInMap(layout, 'mail', 'x')).toBeNull();
  });

  it('grows with the room there is, but not until its boxes stand far apart', () => {
    expect(layOut(map, 1000, 4 * ROW).height).toBe(4 * ROW);
    expect(layOut(map, 1000, 100 * ROW).height).toBeLessThan(6 * ROW);
  });

  it('never gets narrower than can be read', () => {
    expect(layOut(map, 100, 0).nodeWidth).toBe(layOut(map, 400, 0).nodeWidth);
  });

  it('keeps the worst servers of thousands, with what they are tied to and nothing else', () => {
    const part = worstPart(map, 2);

    expect(part.servers.map(({ id }) => id)).toEqual(['mail', 'notes']);
    expect(part.clients.map(({ id }) => id)).toEqual(['zed']);
    expect(part.reaches.map(({ id }) => id)).toEqual(['account']);
  });

  it('lights the ways that lead through what is pointed at', () => {
    expect([...tiedTo(map, 'notes')].toSorted((a, b) => a.localeCompare(b))).toEqual(['account', 'notes', 'zed']);
    expect([...tiedTo(map, 'network:x')].toSorted((a, b) => a.localeCompare(b))).toEqual([
      'cursor',
      'maps',
      'network:x',
    ]);
  });
});
