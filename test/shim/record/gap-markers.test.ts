import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { takeGapMarkers } from '../../../shim/record/gap-markers.ts';

const state = mkdtempSync(join(tmpdir(), 'sallyport-gaps-'));
afterAll(() => rmSync(state, { recursive: true, force: true }));

describe('gap markers of the launcher', () => {
  it('are taken once, with what they say', () => {
    writeFileSync(
      join(state, 'gaps.jsonl'),
      '{"v":1,"reason":"runtime-broken","at":1795180277,"client":"63","server":"c3a9"}\n{"v":1,"at":0}\n{"v":1,"at":',
    );

    expect(takeGapMarkers(state)).toEqual([
      { reason: 'runtime-broken', at: '2026-11-20T13:11:17.000Z', client: 'c', server: 'é', records: null },
      { reason: 'runtime-broken', at: '1970-01-01T00:00:00.000Z', client: null, server: null, records: null },
    ]);
    expect(takeGapMarkers(state)).toEqual([]);
  });
});
