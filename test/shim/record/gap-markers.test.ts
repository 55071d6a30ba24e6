import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type GapMarker,
  gapMarkersIn,
  giveBackLeftMarkers,
  keepRoomForMarkers,
  leaveGapMarker,
  takeGapMarkers,
} from '../../../shim/record/gap-markers.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-gaps-'));
  writeFileSync(
    join(state, 'gaps.jsonl'),
    '{"v":1,"reason":"runtime-broken","at":1795180277,"client":"63","server":"c3a9"}\n{"v":1,"at":0}\n{"v":1,"at":',
  );
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const both = [
  { reason: 'runtime-broken', at: '2026-11-20T13:11:17.000Z', client: 'c', server: 'é', records: null },
  { reason: 'runtime-broken', at: '1970-01-01T00:00:00.000Z', client: null, server: null, records: null },
];

describe('gap markers of the launcher', () => {
  it('are taken once, with what they say', () => {
    const taken: GapMarker[] = [];
    const take = (): void => takeGapMarkers(state, (markers) => taken.push(...markers) > 0);
    take();
    take();

    expect(taken).toEqual(both);
    expect(readdirSync(state)).toEqual([]);
  });

  it.each([
    ['at once', false],
    ['after a while', Promise.resolve(false)],
  ])('are there again when they could not be written, as it turns out %s', async (_, written) => {
    takeGapMarkers(state, () => written);
    await written;

    expect(gapMarkersIn(state)).toEqual(both);
    expect(readdirSync(state)).toEqual(['gaps.jsonl']);
  });

  it('follow those that have come meanwhile when they could not be written', () => {
    takeGapMarkers(state, () => {
      writeFileSync(join(state, 'gaps.jsonl'), '{"v":1,"at":1}\n');
      return false;
    });

    expect(gapMarkersIn(state)).toHaveLength(3);
    expect(readdirSync(state)).toEqual(['gaps.jsonl']);
  });

  it('that can not be read cost nobody anything', () => {
    rmSync(join(state, 'gaps.jsonl'));
    mkdirSync(join(state, 'gaps.jsonl'));

    takeGapMarkers(state, () => true);
    giveBackLeftMarkers(state, new Date(Date.now() + 61_000));

    expect(gapMarkersIn(state)).toEqual([]);
  });

  describe('that a shim took and was killed with', () => {
    const soon = (afterMs: number): Date => new Date(Date.now() + afterMs);
    const killedWhileTaking = (): void => {
      expect(() =>
        takeGapMarkers(state, () => {
          throw new Error('killed');
        }),
      ).toThrow('killed');
    };

    it('are still shown, and there for the next one after a minute', () => {
      killedWhileTaking();
      expect(gapMarkersIn(state)).toEqual(both);

      giveBackLeftMarkers(state, soon(61_000));

      const taken: GapMarker[] = [];
      takeGapMarkers(state, (markers) => taken.push(...markers) > 0);
      expect(taken).toEqual(both);
      expect(readdirSync(state)).toEqual([]);
    });

    it('follow those that have come since', () => {
      killedWhileTaking();
      writeFileSync(join(state, 'gaps.jsonl'), '{"v":1,"at":1}\n');

      giveBackLeftMarkers(state, soon(61_000));

      expect(gapMarkersIn(state)).toHaveLength(3);
    });

    it('are left alone while whoever took them may still write them down', () => {
      killedWhileTaking();

      giveBackLeftMarkers(state, soon(30_000));

      expect(readdirSync(state)).toEqual([`gaps.${process.pid}.jsonl`]);
    });
  });
});

describe('a marker of records that a full disk did not take', () => {
  const lost = { at: new Date('2026-11-20T13:11:17Z'), client: 'c', server: 's', records: 3 };
  const room = (): string => join(state, 'trace', '.room');
  /** A disk with room for a part of a line, and for more once something is removed. */
  const fullDisk = (path: string, text: string): void => {
    const hasRoom = !existsSync(room());
    appendFileSync(path, hasRoom ? text : text.slice(0, 9));
    if (!hasRoom) {
      throw new Error('ENOSPC');
    }
  };
  beforeEach(() => {
    rmSync(join(state, 'gaps.jsonl'));
    mkdirSync(join(state, 'trace'));
  });

  it('takes the room that was kept for it', () => {
    keepRoomForMarkers(state);

    leaveGapMarker(state, lost, fullDisk);

    expect(gapMarkersIn(state)).toMatchObject([{ reason: 'record-unwritable', records: 3, client: 'c' }]);
    expect(existsSync(room())).toBe(false);
    keepRoomForMarkers(state);
    expect(existsSync(room())).toBe(true);
  });

  it('leaves the room alone where the disk takes it', () => {
    keepRoomForMarkers(state);

    leaveGapMarker(state, lost);

    expect(gapMarkersIn(state)).toHaveLength(1);
    expect(existsSync(room())).toBe(true);
  });

  it('is nowhere, and costs nobody anything, where there is no room', () => {
    leaveGapMarker(state, lost, () => {
      throw new Error('ENOSPC');
    });

    expect(gapMarkersIn(state)).toEqual([]);
  });
});
