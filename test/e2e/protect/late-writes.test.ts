import { closeSync, ftruncateSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { laptop, type Laptop } from '../../main/daemon/protect/laptop.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

const path = '.claude.json';
const config = (n: number): string => JSON.stringify({ n, mcpServers: { a: { command: 'npx', args: ['-y', 'a'] } } });

const soon = { timeout: 20_000, interval: 20 };
/** The guarded file stands in the place of the old one. */
async function guarded(): Promise<void> {
  await expect.poll(() => here.read(path), soon).toContain(here.launcher);
}

describe('a client that writes the file while it is protected', () => {
  it('keeps its change and our entry when it still held the old file open', async () => {
    const old = openSync(here.write(path, config(1)), 'r+');

    const protecting = here.protect({ holdMs: 2000 });
    await guarded();
    ftruncateSync(old, 0);
    writeSync(old, config(2), 0);
    closeSync(old);
    const { applied } = await protecting;

    expect(applied).toMatchObject([{ kind: 'done', held: 'merged' }]);
    expect(JSON.parse(here.read(path))).toMatchObject({ n: 2, mcpServers: { a: { command: here.launcher } } });
  });

  it('keeps its change and our entry when it replaces the file from memory', async () => {
    const full = here.write(path, config(1));

    const protecting = here.protect({ holdMs: 2000 });
    await guarded();
    writeFileSync(`${full}.new`, config(2));
    renameSync(`${full}.new`, full);
    const { applied } = await protecting;

    expect(applied).toMatchObject([{ kind: 'done', held: 'merged' }]);
    expect(JSON.parse(here.read(path))).toMatchObject({ n: 2, mcpServers: { a: { command: here.launcher } } });
  });

  it('is not fought when it removed the entry itself', async () => {
    const full = here.write(path, config(1));

    const protecting = here.protect({ holdMs: 2000 });
    await guarded();
    writeFileSync(full, '{"n":3,"mcpServers":{}}');
    await protecting;

    expect(here.read(path)).toBe('{"n":3,"mcpServers":{}}');
  });

  it('is planned for anew, since this client writes all the time, as long as the plan stays what was agreed', async () => {
    here.write(path, config(1));

    const { applied } = await here.protect({ meanwhile: () => here.write(path, config(2)) });

    expect(applied).toMatchObject([{ kind: 'done' }]);
    expect(JSON.parse(here.read(path))).toMatchObject({ n: 2, mcpServers: { a: { command: here.launcher } } });
  });

  it('is left alone when the entry itself changed since the plan', async () => {
    here.write(path, config(1));
    const other = config(2).replace('npx', 'bunx');

    const { applied } = await here.protect({ meanwhile: () => here.write(path, other) });

    expect(applied).toMatchObject([{ kind: 'failed', error: { code: 'CONFIG_CHANGED_MEANWHILE' } }]);
    expect(here.read(path)).toBe(other);
  });

  it('is given back the old entry again when it writes the guarded one from memory', async () => {
    const full = here.write(path, config(1));
    await here.protect();
    const wrapped = here.read(path);

    const restoring = here.restore({ holdMs: 2000 });
    await expect.poll(() => here.read(path), soon).toBe(config(1));
    writeFileSync(full, wrapped.replace('"n":1', '"n":4'));
    const { restored } = await restoring;

    expect(restored).toMatchObject([{ kind: 'done', isBack: true }]);
    expect(here.read(path)).toBe(config(4));
  });
});

describe('a client that keeps a lock while it writes', () => {
  const settings = '.cline/data/settings/cline_mcp_settings.json';

  it('is waited for, and told when it keeps the lock', async () => {
    const full = here.write(settings, config(1));
    here.write(`${settings}.lock/owner`, 'cline');

    const { applied } = await here.protect();

    expect(applied).toMatchObject([{ kind: 'failed', error: { code: 'CONFIG_LOCKED' } }]);
    expect(here.read(settings)).toBe(config(1));
    expect(full).toBe(join(here.home, settings));
  });
});
