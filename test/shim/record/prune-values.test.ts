import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pruneValues } from '../../../shim/record/prune-values.ts';
import { valueFile } from '../../../shim/record/value-file.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-values-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const now = new Date('2026-11-20T12:00:00Z');
const text = 'v'.repeat(10_000);

/** Values of one connection, kept on a day so many minutes before now. */
function kept(chain: string, day: string, minutesAgo: number, hasEnded = true): number {
  valueFile(state, chain).put(1, 'args', text, new Date(`${day}T10:00:00Z`));
  const path = join(state, 'values', day, `${chain}.jsonl`);
  const then = new Date(now.getTime() - minutesAgo * 60_000);
  utimesSync(path, then, then);
  const heads = join(state, 'trace', 'heads');
  mkdirSync(heads, { recursive: true });
  const head = { segment: `${day}/${chain}.jsonl`, seq: 1, hash: '', ended: hasEnded };
  writeFileSync(join(heads, `${chain}.json`), JSON.stringify(head));
  return statSync(path).size;
}

const left = (): readonly string[] =>
  readdirSync(join(state, 'values'))
    .toSorted()
    .flatMap((day) => readdirSync(join(state, 'values', day)).map((file) => `${day} ${file.replace('.jsonl', '')}`));

describe('values beside the record', () => {
  it('go when they are too old, with the folder of their day', () => {
    kept('s1-a', '2026-10-01', 60);
    kept('s1-b', '2026-11-19', 60);

    pruneValues(state, { totalBytes: 1e9, days: 30 }, now);

    expect(left()).toEqual(['2026-11-19 s1-b']);
  });

  it('go when they are too many, the oldest first, those of today too', () => {
    kept('s1-a', '2026-11-19', 60);
    kept('s1-b', '2026-11-20', 5);
    const size = kept('s1-c', '2026-11-20', 1);

    pruneValues(state, { totalBytes: size, days: 30 }, now);

    expect(left()).toEqual(['2026-11-20 s1-c']);
  });

  it('stay while their connection runs', () => {
    kept('s1-a', '2026-11-20', 5, false);

    pruneValues(state, { totalBytes: 0, days: 30 }, now);

    expect(left()).toEqual(['2026-11-20 s1-a']);
  });

  it('of one connection stop at a bound, and the record says that they are not there', () => {
    const values = valueFile(state, 's1-a');
    const large = 'v'.repeat(30 * 1024 * 1024);

    const hashes = [1, 2, 3].map((call) => values.put(call, 'result', large, now));

    expect(hashes).toEqual([expect.any(String), expect.any(String), null]);
    expect(values.put(4, 'args', text, now)).toEqual(expect.any(String));
  });
});
