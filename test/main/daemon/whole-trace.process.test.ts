import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../main/daemon/sqlite.ts';
import { openWholeTrace, type WholeTrace } from '../../../main/daemon/whole-trace.ts';
import { folderWith } from '../scan-home.ts';
import { damageBehindItsHead, recordedTrace } from './a-trace.ts';

let stateFolder: string;
let file: string;
const notes: string[] = [];
beforeEach(() => {
  stateFolder = join(folderWith({}), '.sallyport');
  file = join(stateFolder, 'trace.db');
  notes.length = 0;
  recordedTrace(stateFolder, 3000);
});

const open = (isInUse = false): WholeTrace =>
  openWholeTrace({ stateFolder, isInUse: () => isInUse, onSetAside: (note) => notes.push(note) });
const setAside = (): number => readdirSync(stateFolder).filter((name) => /^trace\.db\.damaged-\d+$/.test(name)).length;
const change = (sql: string): void => {
  const database = openSqlite(file);
  database.exec(sql);
  database.close();
};

describe('a store of the trace that is damaged', () => {
  it.each<readonly [string, () => void]>([
    ['behind its head', () => damageBehindItsHead(file)],
    ['in its tables', () => change('DROP TABLE record')],
    ['in the text of a record', () => change(`UPDATE record SET record = '{oops' WHERE seq = 2000`)],
  ])('%s is made anew from what the shims wrote, and told once', (_, damage) => {
    damage();

    const trace = open();
    const seqs = [...trace.rows()].map(({ seq }) => seq);

    trace.close();
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 3001 }, (__, index) => index + 1));
    expect(notes).toEqual([expect.stringContaining('made anew from what the shims wrote')]);
    expect(setAside()).toBe(1);
  });

  it('is left to a daemon that has it open', () => {
    damageBehindItsHead(file);

    expect(() => open(true)).toThrow(
      expect.objectContaining({
        code: 'STORE_UNREADABLE',
        remedy: expect.stringMatching(/^Stop the daemon/) as unknown,
      }),
    );
    expect(setAside()).toBe(0);
  });

  it('while somebody follows it is set aside, and they are told to begin again', () => {
    const trace = open();
    const { mark } = trace.newest(1);
    change('DROP TABLE record');

    expect(() => trace.onwards(mark)).toThrow(
      expect.objectContaining({ code: 'STORE_UNREADABLE', remedy: 'Run this again.' }),
    );
    expect([...trace.rows()]).toHaveLength(3001);
    trace.close();
  });
});

describe('a store of the trace that can not be opened', () => {
  it('is named with what to do, and stays where it is', () => {
    const lock = openSqlite(file);
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');

    expect(() => open()).toThrow(
      expect.objectContaining({
        code: 'STORE_UNREADABLE',
        remedy: expect.stringMatching(/keeps it locked/) as unknown,
      }),
    );
    lock.close();
    expect(setAside()).toBe(0);
  });

  it('because a folder is in its place is named, too', () => {
    stateFolder = join(folderWith({}), '.sallyport');
    mkdirSync(join(stateFolder, 'trace.db'), { recursive: true });

    expect(() => open()).toThrow(expect.objectContaining({ code: 'STORE_UNREADABLE' }));
  });
});

describe('a store of the trace that is whole', () => {
  it('is read as it is', () => {
    const trace = open();

    expect([...trace.rows()]).toHaveLength(3001);
    expect(trace.onwards(trace.newest(1).mark).rows).toEqual([]);
    trace.close();
    expect(notes).toEqual([]);
    expect(setAside()).toBe(0);
  });
});
