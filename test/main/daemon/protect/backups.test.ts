import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  backupBytes,
  backupFolder,
  type BackupNote,
  expireBackups,
  newBackupId,
  readNotes,
  saveBackup,
} from '../../../../main/daemon/protect/backups.ts';
import { contentHash } from '../../../../main/daemon/protect/content-hash.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-backups-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const bytes = Buffer.from('what stood there');
const now = new Date('2026-11-20T12:00:00Z');

function saved(given: Partial<BackupNote> = {}): BackupNote {
  const note: BackupNote = {
    id: newBackupId(),
    path: '/h/.cursor/mcp.json',
    realPath: '/h/.cursor/mcp.json',
    madeAt: '2026-09-01T00:00:00.000Z',
    before: contentHash(bytes),
    after: contentHash(Buffer.from('after')),
    clients: ['cursor'],
    entries: [],
    givenBack: [],
    restoredAt: null,
    ...given,
  };
  saveBackup(state, note, bytes);
  return note;
}

describe('a backup', () => {
  it('gives back its note and its bytes', () => {
    const note = saved();

    expect(readNotes(state)).toEqual([note]);
    expect(Buffer.from(backupBytes(state, note) ?? []).toString()).toBe('what stood there');
  });

  it('gives no bytes that are not those which were put there', () => {
    const note = saved();
    writeFileSync(join(backupFolder(state), `${note.id}.bytes`), 'something else');

    expect(backupBytes(state, note)).toBe(null);
  });

  it('is not a backup when its note can not be read', () => {
    const note = saved();
    writeFileSync(join(backupFolder(state), `${note.id}.json`), '{"id":"../../etc"}');

    expect(readNotes(state)).toEqual([]);
  });

  it.each<[string, Partial<BackupNote>, number]>([
    ['is kept while its file is guarded, however old', {}, 2],
    ['is kept for a month after its file was given back', { restoredAt: '2026-11-01T00:00:00.000Z' }, 2],
    ['goes after that month', { restoredAt: '2026-10-01T00:00:00.000Z' }, 0],
  ])('%s', (_what, given, files) => {
    saved(given);

    expireBackups(state, now);

    expect(readdirSync(backupFolder(state))).toHaveLength(files);
  });

  it('goes after a month when nothing speaks of it', () => {
    saved();
    for (const name of ['0123456789abcdef.bytes', 'fedcba9876543210.bytes']) {
      writeFileSync(join(backupFolder(state), name), 'x');
    }
    const old = new Date('2026-10-01T00:00:00Z');
    utimesSync(join(backupFolder(state), '0123456789abcdef.bytes'), old, old);
    utimesSync(join(backupFolder(state), 'fedcba9876543210.bytes'), now, now);

    expireBackups(state, now);

    expect(readdirSync(backupFolder(state))).toHaveLength(3);
    expect(readdirSync(backupFolder(state))).toContain('fedcba9876543210.bytes');
  });

  it('keeps the first bytes of a file and its newest, and every note', () => {
    const notes = Array.from({ length: 30 }, (_, day) =>
      saved({ madeAt: `2026-11-${String(day + 1).padStart(2, '0')}T00:00:00.000Z` }),
    );

    expireBackups(state, now);

    const kept = notes.map((note) => backupBytes(state, note) !== null);
    expect(kept).toEqual(notes.map((_, day) => day === 0 || day >= 10));
    expect(readNotes(state)).toHaveLength(30);
  });
});
