import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readNotes, saveBackup, saveNext } from '../../../../main/daemon/protect/backups.ts';
import { contentHash } from '../../../../main/daemon/protect/content-hash.ts';
import { type Journal, openJournal } from '../../../../main/daemon/protect/journal.ts';
import { recover } from '../../../../main/daemon/protect/recover.ts';

let state: string;
let journal: Journal;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-recover-'));
  journal = openJournal(state);
});
afterEach(() => {
  journal.close();
  rmSync(state, { recursive: true, force: true });
});

const id = '0123456789abcdef';
const before = 'the old text of the file';
const after = 'THE NEW TEXT, a little longer';

/** A change that was begun and never finished, with the file as it was found. @returns the file */
function begun(found: string): string {
  const realPath = join(state, 'mcp.json');
  const temporary = join(state, '.sallyport-x.tmp');
  const hashes = { before: contentHash(Buffer.from(before)), after: contentHash(Buffer.from(after)) };
  const note = {
    id,
    path: realPath,
    realPath,
    madeAt: '2026-11-20T00:00:00.000Z',
    clients: [],
    entries: [],
    givenBack: [],
    restoredAt: null,
  };
  saveBackup(state, { ...note, ...hashes }, Buffer.from(before));
  saveNext(state, id, Buffer.from(after));
  journal.begin({ id, realPath, temporary, ...hashes }, new Date());
  writeFileSync(temporary, 'left over');
  writeFileSync(realPath, found);
  return realPath;
}

describe('a change that was begun and never finished', () => {
  it.each<[string, string, string, string]>([
    ['is done when the new bytes are there', after, 'done', after],
    ['is undone when the old bytes are there', before, 'undone', before],
    ['is undone when it was half written over', after.slice(0, 9) + before.slice(9), 'undone', before],
    ['is left when somebody else has written since', 'theirs', 'overtaken', 'theirs'],
    [
      'is left when what was written ends like the old text',
      `theirs ${before.slice(7)}`,
      'overtaken',
      `theirs ${before.slice(7)}`,
    ],
  ])('%s', (_what, found, outcome, expected) => {
    const path = begun(found);

    expect(recover(journal, state)).toEqual([{ realPath: path, outcome }]);
    expect(readFileSync(path, 'utf8')).toBe(expected);
    expect(existsSync(join(state, '.sallyport-x.tmp'))).toBe(false);
    expect(journal.unfinished()).toEqual([]);
  });

  it.each([
    [after, 1],
    [before, 0],
  ])('keeps its backup only when it was made', (found, backups) => {
    begun(found);

    recover(journal, state);

    expect(readNotes(state)).toHaveLength(backups);
  });
});

describe('a change of a file that can not be looked at', () => {
  it('stays unfinished, and the others are settled', () => {
    const path = begun(after);
    const other = { id: 'f'.repeat(16), realPath: join(state, 'folder'), temporary: join(state, 'folder', 'x.tmp') };
    mkdirSync(other.realPath);
    journal.begin({ ...other, before: 'a', after: 'b' }, new Date(0));

    expect(recover(journal, state)).toEqual([{ realPath: path, outcome: 'done' }]);
    expect(journal.unfinished()).toMatchObject([{ id: other.id }]);
  });

  it('is overtaken where its folder is no folder any more', () => {
    const path = begun(after);
    rmSync(path);
    const change = { id: 'f'.repeat(16), realPath: join(path, 'mcp.json'), temporary: join(path, 'x.tmp') };
    writeFileSync(path, 'a file');
    journal.begin({ ...change, before: 'a', after: 'b' }, new Date(0));

    expect(recover(journal, state)).toContainEqual({ realPath: change.realPath, outcome: 'overtaken' });
    expect(journal.unfinished()).toEqual([]);
  });
});

describe('a journal that is damaged', () => {
  it('is refused with what to do', () => {
    const damaged = mkdtempSync(join(tmpdir(), 'sallyport-recover-'));
    writeFileSync(join(damaged, 'journal.db'), 'no database '.repeat(200));

    expect(() => openJournal(damaged)).toThrow(
      expect.objectContaining({
        code: 'STATE_UNWRITABLE',
        message: expect.stringContaining('journal.db is damaged'),
        remedy: expect.stringContaining('Move the file away'),
      }),
    );
    rmSync(damaged, { recursive: true });
  });
});
