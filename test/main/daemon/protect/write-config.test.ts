import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readNotes } from '../../../../main/daemon/protect/backups.ts';
import { type Journal, openJournal } from '../../../../main/daemon/protect/journal.ts';
import type { OnStep } from '../../../../main/daemon/protect/replacement.ts';
import { writeConfig } from '../../../../main/daemon/protect/write-config.ts';

let state: string;
let path: string;
let journal: Journal;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-write-'));
  path = join(state, 'client', 'mcp.json');
  mkdirSync(join(state, 'client'));
  writeFileSync(path, 'before');
  journal = openJournal(state);
});
afterEach(() => {
  journal.close();
  rmSync(state, { recursive: true, force: true });
});

function write(part: Partial<Journal>, onStep: OnStep = () => undefined): Promise<number | null> {
  return writeConfig(
    {
      path,
      realPath: path,
      clients: [],
      before: Buffer.from('before'),
      after: Buffer.from('after'),
      entries: [],
      givenBack: [],
      hasLock: false,
    },
    { journal: { ...journal, ...part }, stateFolder: state, now: () => new Date(), onStep },
  );
}

const full = (): never => {
  throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
};

it('leaves no note of a change that could not even be begun', async () => {
  await expect(write({ begin: full })).rejects.toMatchObject({
    code: 'CONFIG_UNWRITABLE',
    message: expect.stringContaining('the disk is full') as unknown,
  });

  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(readNotes(state)).toEqual([]);
});

it('leaves neither note nor temporary file of a change that failed later', async () => {
  await expect(write({}, (step) => (step === 'temporary-written' ? full() : undefined))).rejects.toThrow(
    'is as it was',
  );

  expect(readNotes(state)).toEqual([]);
  expect(readdirSync(join(state, 'client'))).toEqual(['mcp.json']);
  expect(journal.unfinished()).toEqual([]);
});

it('does not call a file unchanged that was changed, when only the journal can not be finished', async () => {
  await write({ finish: full });

  expect(readFileSync(path, 'utf8')).toBe('after');
  expect(readNotes(state)).toHaveLength(1);
  expect(journal.unfinished()).toHaveLength(1);
});
