import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeClientLock } from '../../../../main/daemon/protect/client-lock.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-lock-'));
  path = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock that a client keeps beside its file', () => {
  it('is there while we write, and gone after', async () => {
    const release = await takeClientLock(path);
    const during = existsSync(`${path}.lock`);
    release();

    expect(during).toBe(true);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('is waited for', async () => {
    mkdirSync(`${path}.lock`);
    const waiting = takeClientLock(path);
    rmSync(`${path}.lock`, { recursive: true });

    const release = await waiting;

    expect(existsSync(`${path}.lock`)).toBe(true);
    release();
  });

  it('counts no more when its owner has died', async () => {
    mkdirSync(`${path}.lock`);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(`${path}.lock`, longAgo, longAgo);

    const release = await takeClientLock(path);

    expect(existsSync(`${path}.lock`)).toBe(true);
    release();
  });
});
