import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraMemory } from '../../shim/eras.ts';

let state: string;
beforeEach(() => void (state = mkdtempSync(join(tmpdir(), 'sallyport-eras-'))));
afterEach(() => rmSync(state, { recursive: true, force: true }));

const clockAt = (time: string) => ({ now: () => new Date(time), elapsedMs: () => 0 });
const memory = (time: string, name: string | null = 'a1') => eraMemory(state, clockAt(time), () => name);

describe('the note that a server was silent', () => {
  it('holds for a week, with its date, for that command line alone', () => {
    memory('2026-11-20T10:00:00Z').noteSilent();

    expect(JSON.parse(readFileSync(join(state, 'eras', 'a1.json'), 'utf8'))).toEqual({
      v: 1,
      discovery: 'silent',
      at: '2026-11-20T10:00:00.000Z',
    });
    expect(memory('2026-11-27T09:59:59Z').isSilent()).toBe(true);
    expect(memory('2026-11-27T10:00:00Z').isSilent()).toBe(false);
    expect(memory('2026-11-20T10:00:00Z', 'b2').isSilent()).toBe(false);
  });

  it('does not hold when it comes from the future, or is no note at all', () => {
    memory('2026-11-20T10:00:00Z').noteSilent();
    expect(memory('2026-11-19T10:00:00Z').isSilent()).toBe(false);

    writeFileSync(join(state, 'eras', 'a1.json'), 'half a no');
    expect(memory('2026-11-20T10:00:00Z').isSilent()).toBe(false);
  });

  it('goes when the server has answered', () => {
    memory('2026-11-20T10:00:00Z').noteSilent();
    memory('2026-11-20T10:00:00Z').forget();

    expect(readdirSync(join(state, 'eras'))).toEqual([]);
  });

  it('is not kept where nothing can be written or hashed', () => {
    const file = join(state, 'no-folder');
    writeFileSync(file, '');
    const nowhere = eraMemory(file, clockAt('2026-11-20T10:00:00Z'), () => 'a1');
    nowhere.noteSilent();
    memory('2026-11-20T10:00:00Z', null).noteSilent();

    expect(nowhere.isSilent()).toBe(false);
    expect(readdirSync(state)).toEqual(['no-folder']);
  });
});
