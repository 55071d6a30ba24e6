import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupFolder, newBackupId, saveBackup } from '../../../../main/daemon/protect/backups.ts';
import { contentHash } from '../../../../main/daemon/protect/content-hash.ts';
import { wrappedHere } from '../../../../main/daemon/protect/wrapped-since.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-wrapped-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const bytes = Buffer.from('what stood there');
const file = '/h/.cursor/mcp.json';
const original = { command: 'npx', commandRaw: null, args: [], argsRaw: null, hadArgs: true };

function wrapped(pointer: string, restoredAt: string | null = null): void {
  const note = {
    id: newBackupId(),
    path: file,
    realPath: file,
    madeAt: '2026-11-20T12:00:00.000Z',
    before: contentHash(bytes),
    after: contentHash(Buffer.from('after')),
    clients: ['cursor'],
    entries: [{ pointer, original }],
    givenBack: [],
    restoredAt,
  };
  saveBackup(state, note, bytes);
}

describe('what was put behind the shim, asked for entry by entry', () => {
  it('is read from our notes once, however often it is asked for', () => {
    wrapped('/mcpServers/a');
    const since = wrappedHere(state);

    expect(since(file).has('/mcpServers/a')).toBe(true);
    rmSync(backupFolder(state), { recursive: true });
    expect(since(file).has('/mcpServers/a')).toBe(true);
    expect(since('/h/.kiro/mcp.json').size).toBe(0);
  });

  it('leaves out what was given back', () => {
    wrapped('/mcpServers/a', '2026-11-21T12:00:00.000Z');

    expect(wrappedHere(state)(file).size).toBe(0);
  });
});
