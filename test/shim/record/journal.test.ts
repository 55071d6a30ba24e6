import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal, type JournalOptions } from '../../../shim/record/journal.ts';
import { segmentFolder, type SegmentFolder } from '../../../shim/record/segment.ts';
import { headOf, segmentsIn } from '../../../shim/record/trace-files.ts';
import { verifyTrace } from '../../../shim/record/verify-trace.ts';

let trace: string;
beforeEach(() => {
  trace = mkdtempSync(join(tmpdir(), 'sallyport-trace-'));
});
const opened: Journal[] = [];
afterEach(() => {
  // One that is left open writes its head a moment later, into a folder that is gone.
  opened.splice(0).forEach((one) => one.close());
  rmSync(trace, { recursive: true, force: true });
});

function at(...times: readonly string[]): JournalOptions['clock'] {
  let next = 0;
  return {
    now: () => {
      next += 1;
      return new Date(times[Math.min(next, times.length) - 1] ?? 0);
    },
    elapsedMs: () => 0,
  };
}

function journal(options: Partial<JournalOptions> = {}): Journal {
  const made = new Journal({
    folder: segmentFolder(trace),
    clock: at('2026-11-20T10:00:00.000Z'),
    session: 's0123456789ab',
    connection: 'c0ffee',
    durability: 'os',
    opening: (continues) => `"kind":"connection","continues":${JSON.stringify(continues)}`,
    ...options,
  });
  opened.push(made);
  return made;
}

const records = (path: string) =>
  readFileSync(join(trace, path), 'utf8')
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));

describe('a journal', () => {
  it('has each record in its file when commit returns', () => {
    const one = journal();
    one.append('"kind":"decision","call":1');

    expect(one.commit()).toBe(true);

    expect(records('2026-11-20/s0123456789ab-c0ffee.jsonl')).toMatchObject([
      { v: 1, seq: 1, kind: 'connection', continues: null },
      {
        v: 1,
        seq: 2,
        kind: 'decision',
        call: 1,
        time: '2026-11-20T10:00:00.000Z',
        session: 's0123456789ab',
        connection: 'c0ffee',
      },
    ]);
  });

  it('keeps files that only their owner reads', () => {
    const one = journal();
    one.append('"kind":"decision"');
    void one.commit();

    expect(statSync(join(trace, '2026-11-20', 's0123456789ab-c0ffee.jsonl')).mode & 0o777).toBe(0o600);
    expect(statSync(join(trace, '2026-11-20')).mode & 0o777).toBe(0o700);
  });

  it('makes no file while nothing is committed', () => {
    const one = journal();
    one.appendIfMore('"kind":"connection"');

    expect(one.isStarted).toBe(false);
    one.forget();
    one.close();

    expect(segmentsIn(trace)).toEqual([]);
  });

  it('leaves a head that confirms the last record when it is closed', () => {
    const one = journal();
    one.append('"kind":"decision"');
    one.appendLater('"kind":"outcome"');
    one.close();

    expect(headOf(trace, 's0123456789ab-c0ffee')).toMatchObject({ seq: 3, ended: true });
    expect(verifyTrace(trace)).toEqual({ segments: 1, records: 3, faults: [], unconfirmed: [], dropped: 0 });
  });

  it('waits for the disk once for all that came meanwhile', async () => {
    const syncs: ((error: Error | null) => void)[] = [];
    const real = segmentFolder(trace);
    const folder: SegmentFolder = {
      ...real,
      create: (path, durable) => ({ ...real.create(path, durable), sync: (done) => void syncs.push(done) }),
    };
    const one = journal({ folder, durability: 'disk' });
    const commits = [1, 2, 3].map((call) => {
      one.append(`"kind":"decision","call":${call}`);
      return one.commit();
    });

    expect(syncs).toHaveLength(1);
    syncs[0]?.(null);
    expect(syncs).toHaveLength(2);
    syncs[1]?.(new Error('the disk is gone'));

    await expect(Promise.all(commits.map((commit) => Promise.resolve(commit)))).resolves.toEqual([true, false, false]);
  });
});

describe('segments that wait for the disk', () => {
  it('are all there when the commit says so, however many pages were turned meanwhile', async () => {
    const one = journal({ durability: 'disk', segmentBytes: 400 });
    const commits = Array.from({ length: 20 }, (_, index) => {
      one.append(`"kind":"decision","call":${index + 1}`);
      return Promise.resolve(one.commit());
    });

    expect(new Set(await Promise.all(commits))).toEqual(new Set([true]));
    one.close();
    expect(segmentsIn(trace).length).toBeGreaterThan(5);
    expect(verifyTrace(trace)).toMatchObject({ faults: [], unconfirmed: [] });
  });

  it('are on the disk before the next one begins, and stay open while it is asked', () => {
    const steps: string[] = [];
    const real = segmentFolder(trace);
    const folder: SegmentFolder = {
      ...real,
      create: (path, durable) => {
        const file = real.create(path, durable);
        const name = path.replace(/.*c0ffee/, '');
        steps.push(`create ${name}`);
        return {
          ...file,
          sync: () => void steps.push(`sync ${name}`),
          settle: () => void steps.push(`settle ${name}`),
        };
      },
    };
    const one = journal({ folder, durability: 'disk', segmentBytes: 100 });
    for (const call of [1, 2]) {
      one.append(`"kind":"decision","call":${call}`);
      void one.commit();
    }

    expect(steps).toEqual(['create .jsonl', 'sync .jsonl', 'settle .jsonl', 'create .2.jsonl']);
  });

  it.each([
    ['are written where folders can not be brought to the disk', 'EINVAL', true],
    ['are not where the disk fails', 'EIO', false],
  ])('%s', async (_, code, written) => {
    const failing = (): never => {
      throw Object.assign(new Error(code), { code });
    };
    const one = journal({ folder: segmentFolder(trace, failing), durability: 'disk' });
    one.append('"kind":"decision","call":1');

    expect(await one.commit()).toBe(written);
    expect(segmentsIn(trace)).toHaveLength(written ? 1 : 0);
  });

  it('keep a call back when the full one does not get there', async () => {
    const real = segmentFolder(trace);
    const folder: SegmentFolder = {
      ...real,
      create: (path, durable) => ({
        ...real.create(path, durable),
        settle: () => {
          throw new Error('the disk is gone');
        },
      }),
    };
    const one = journal({ folder, durability: 'disk', segmentBytes: 100 });
    one.append('"kind":"decision","call":1');
    await one.commit();
    one.append('"kind":"decision","call":2');

    expect(one.commit()).toBe(false);
    one.close();
    expect(verifyTrace(trace).faults).toEqual([]);
  });
});

describe('segments', () => {
  it('name a changed or removed last line themselves, because the next one says what it was', () => {
    const one = journal({ segmentBytes: 700 });
    for (let call = 1; call <= 6; call += 1) {
      one.append(`"kind":"decision","call":${call}`);
      void one.commit();
    }
    one.close();
    const first = segmentsIn(trace)[0]?.path ?? '';
    const whole = readFileSync(join(trace, first), 'utf8');
    const lines = whole.trimEnd().split('\n');

    writeFileSync(join(trace, first), whole.replace(/decision(?![^]*decision)/, 'decisiom'));
    expect(verifyTrace(trace).faults).toEqual([
      { segment: first, fault: { kind: 'changed', line: lines.length, seq: lines.length } },
    ]);
    writeFileSync(join(trace, first), `${lines.slice(0, -1).join('\n')}\n`);
    expect(verifyTrace(trace).faults).toEqual([
      { segment: first, fault: { kind: 'cut', from: lines.length, to: lines.length } },
    ]);
  });

  it('end at their size, and the next one says where it goes on', () => {
    const one = journal({ segmentBytes: 400 });
    for (let call = 1; call <= 4; call += 1) {
      one.append(`"kind":"decision","call":${call}`);
      void one.commit();
    }
    one.close();

    const names = segmentsIn(trace).map(({ path }) => path);
    expect(names.slice(0, 2)).toEqual([
      '2026-11-20/s0123456789ab-c0ffee.jsonl',
      '2026-11-20/s0123456789ab-c0ffee.2.jsonl',
    ]);
    expect(records(names[1] ?? '')[0]).toMatchObject({ kind: 'connection', continues: { segment: names[0] } });
    expect(verifyTrace(trace).faults).toEqual([]);
  });

  it('end at midnight', () => {
    const one = journal({
      clock: at('2026-11-20T23:59:59.999Z', '2026-11-20T23:59:59.999Z', '2026-11-21T00:00:00.001Z'),
    });
    one.append('"kind":"decision","call":1');
    void one.commit();
    one.append('"kind":"decision","call":2');
    void one.commit();
    one.close();

    expect(segmentsIn(trace).map(({ path }) => path)).toEqual([
      '2026-11-20/s0123456789ab-c0ffee.jsonl',
      '2026-11-21/s0123456789ab-c0ffee.2.jsonl',
    ]);
    expect(verifyTrace(trace).faults).toEqual([]);
  });

  it('that are taken away are followed by another one, which says that they are missing', () => {
    const times = ['2026-11-20T10:00:00.000Z', '2026-11-20T10:00:00.100Z', '2026-11-20T10:00:01.000Z'];
    let time = '';
    const one = journal({ clock: { now: () => new Date(time), elapsedMs: () => 0 } });
    const write = (call: number): void => {
      time = times[call - 1] ?? '';
      one.append(`"kind":"decision","call":${call}`);
      expect(one.commit()).toBe(true);
    };
    write(1);
    rmSync(trace, { recursive: true });

    write(2);
    expect(segmentsIn(trace)).toEqual([]);
    write(3);
    one.close();

    const path = '2026-11-20/s0123456789ab-c0ffee.2.jsonl';
    expect(records(path)).toMatchObject([{ kind: 'connection', seq: 4 }, { call: 3 }]);
    expect(verifyTrace(trace).faults).toEqual([
      { segment: '2026-11-20/s0123456789ab-c0ffee.jsonl', fault: { kind: 'missing' } },
    ]);
  });

  it('that are missing are named', () => {
    const one = journal({ segmentBytes: 300 });
    for (let call = 1; call <= 6; call += 1) {
      one.append(`"kind":"decision","call":${call}`);
      void one.commit();
    }
    one.close();
    const second = segmentsIn(trace)[1]?.path ?? '';
    rmSync(join(trace, second));

    expect(verifyTrace(trace).faults).toEqual([{ segment: second, fault: { kind: 'missing' } }]);
  });

  it('that are missing at the end are named by the head', () => {
    const one = journal({ segmentBytes: 300 });
    for (let call = 1; call <= 6; call += 1) {
      one.append(`"kind":"decision","call":${call}`);
      void one.commit();
    }
    one.close();
    const last = segmentsIn(trace).at(-1)?.path ?? '';
    rmSync(join(trace, last));

    expect(verifyTrace(trace).faults).toEqual([{ segment: last, fault: { kind: 'missing' } }]);
  });

  it('whose head is gone and that have no end are named: their tail may be gone too', () => {
    const one = journal();
    one.append('"kind":"decision","call":1');
    one.append('"kind":"decision","call":2');
    one.close();
    const path = '2026-11-20/s0123456789ab-c0ffee.jsonl';
    const lines = readFileSync(join(trace, path), 'utf8').split('\n');
    writeFileSync(join(trace, path), `${lines.slice(0, 2).join('\n')}\n`);
    rmSync(join(trace, 'heads'), { recursive: true });

    expect(verifyTrace(trace).faults).toEqual([{ segment: path, fault: { kind: 'no-head' } }]);
  });

  it('have a head from their first record on, so that one that was killed is only unconfirmed', () => {
    const one = journal();
    one.append('"kind":"decision","call":1');
    void one.commit();

    expect(verifyTrace(trace)).toMatchObject({ faults: [], unconfirmed: ['s0123456789ab-c0ffee'] });
  });

  it.each([
    { at: 'before it could make a segment', segment: null },
    { at: 'before it could write the first record', segment: '' },
  ])('of a writer that was killed $at have no fault', ({ segment }) => {
    const day = join(trace, '2026-11-20');
    let seen: readonly string[] = [];
    const real = segmentFolder(trace);
    const one = journal({
      folder: {
        createHead: (path) => real.createHead(path),
        create: (path, durable) => {
          // What lies on the disk at this moment is what a kill leaves.
          seen = readdirSync(join(trace, 'heads')).map((head) => readFileSync(join(trace, 'heads', head), 'utf8'));
          return real.create(path, durable);
        },
      },
    });
    one.append('"kind":"decision"');
    void one.commit();
    one.close();
    writeFileSync(join(trace, 'heads', 's0123456789ab-c0ffee.json'), seen[0] ?? '');
    rmSync(day, { recursive: true });
    if (segment !== null) {
      mkdirSync(day);
      writeFileSync(join(day, 's0123456789ab-c0ffee.jsonl'), segment);
    }

    expect(seen).toHaveLength(1);
    expect(verifyTrace(trace).faults).toEqual([]);
  });

  it('of a writer that was killed while it made the head have no fault either', () => {
    mkdirSync(join(trace, 'heads'));
    writeFileSync(join(trace, 'heads', 's0123456789ab-c0ffee.json'), '');

    expect(verifyTrace(trace).faults).toEqual([]);
  });

  it('that are all missing are named by the head that is left', () => {
    const one = journal();
    one.append('"kind":"decision"');
    one.close();
    rmSync(join(trace, '2026-11-20'), { recursive: true });

    expect(verifyTrace(trace).faults).toEqual([
      { segment: '2026-11-20/s0123456789ab-c0ffee.jsonl', fault: { kind: 'missing' } },
    ]);
  });
});

/** How many files this process holds open; always the same where the system does not tell. */
function openFiles(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
}

function fullAfter(writes: number): SegmentFolder & { full: boolean } {
  const real = segmentFolder(trace);
  let left = writes;
  const folder = {
    full: true,
    createHead: (path: string) => real.createHead(path),
    create: (path: string, durable: boolean) => {
      const file = real.create(path, durable);
      return {
        ...file,
        append: (text: string) => {
          left -= 1;
          if (folder.full && left < 0) {
            throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
          }
          return file.append(text);
        },
      };
    },
  };
  return folder;
}

describe('a disk that takes no more', () => {
  it('makes commit say so, and leaves an unbroken chain with the gap in it once there is room', () => {
    const folder = fullAfter(2);
    const one = journal({ folder });
    one.append('"kind":"decision","call":1');
    expect(one.commit()).toBe(true);

    one.append('"kind":"decision","call":2');
    expect(one.commit()).toBe(false);
    one.append('"kind":"decision","call":3');
    expect(one.commit()).toBe(false);
    folder.full = false;
    one.append('"kind":"decision","call":4');
    expect(one.commit()).toBe(true);
    one.close();

    expect(records('2026-11-20/s0123456789ab-c0ffee.jsonl')).toMatchObject([
      { kind: 'connection' },
      { kind: 'decision', call: 1 },
      { kind: 'gap', reason: 'record-unwritable', records: 2 },
      { kind: 'decision', call: 4 },
    ]);
    expect(verifyTrace(trace).faults).toEqual([]);
  });

  it('from the start leaves no files behind and holds none open, and all is well once there is room', () => {
    const folder = fullAfter(0);
    const one = journal({ folder });
    const openBefore = openFiles();

    for (let call = 1; call <= 50; call += 1) {
      one.append(`"kind":"decision","call":${call}`);
      expect(one.commit()).toBe(false);
    }
    expect(readdirSync(join(trace, '2026-11-20'))).toEqual([]);
    expect(readdirSync(join(trace, 'heads'))).toEqual([]);
    expect(openFiles()).toBe(openBefore);
    folder.full = false;
    one.append('"kind":"decision","call":51');
    expect(one.commit()).toBe(true);
    one.close();

    expect(records('2026-11-20/s0123456789ab-c0ffee.jsonl')).toMatchObject([
      { kind: 'connection', continues: null },
      { kind: 'gap', reason: 'record-unwritable', records: 50 },
      { kind: 'decision', call: 51 },
    ]);
    expect(verifyTrace(trace)).toMatchObject({ faults: [], unconfirmed: [] });
  });

  it('is the same when the folder can not be made at all', () => {
    const file = join(trace, 'a-file');
    writeFileSync(file, '');
    const one = journal({ folder: segmentFolder(file) });
    one.append('"kind":"decision"');

    expect(one.commit()).toBe(false);
    expect(() => one.close()).not.toThrow();
  });
});
