import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyTrace } from '../../../shim/record/verify-trace.ts';
import { badHabits, type RealShim, removeFolders, startShim, temporaryFolder, traceOf } from '../../shim/real-shim.ts';
import { inForce } from './guarded.ts';

let state: string;
beforeEach(() => {
  state = temporaryFolder();
});
afterEach(removeFolders);

const settings = (text: string): Promise<void> => inForce(state, { 'settings.yaml': `version: 1\n${text}` });
const permitAll = { 'person.cedar': 'permit(principal, action, resource);' };
const megabyte = 1024 * 1024;

async function ended(shim: RealShim): Promise<void> {
  shim.child.stdin?.end();
  await shim.exit;
}

describe('a longest line in the settings', () => {
  it('is the longest that passes, both ways, and says so to whoever waits', async () => {
    await settings('limits:\n  lineMegabytes: 1\n');
    const shim = startShim({ state });
    await shim.initialize();

    expect(await shim.call(1, 'ok', { text: 'x'.repeat(0.9 * megabyte) })).toMatchObject({ result: {} });
    expect(await shim.call(2, 'ok', { text: 'x'.repeat(2 * megabyte) })).toMatchObject({
      error: { code: -32600, message: 'sallyport: the line is longer than allowed' },
    });
    expect(await shim.call(3, 'big', { bytes: 2 * megabyte })).toMatchObject({ error: { code: -32600 } });
    expect(await shim.call(4, 'ok')).toMatchObject({ result: {} });
    await ended(shim);
    expect(shim.logged().flatMap((entry) => ('ran' in entry ? [entry['ran']] : []))).toEqual([1, 3, 4]);
  });
});

describe('records that wait for the disk by policy', () => {
  it('are there before each call runs, in a whole chain', async () => {
    await settings('durability: disk\n');
    const shim = startShim({ state });
    await shim.initialize();
    await Promise.all(Array.from({ length: 64 }, (_, at) => shim.call(at + 1, 'ok')));
    await ended(shim);

    expect(traceOf(state).filter(({ kind }) => kind === 'decision')).toHaveLength(64);
    expect(verifyTrace(join(state, 'trace'))).toMatchObject({ faults: [], unconfirmed: [] });
  });
});

describe('a record that can not be written, in lockdown', () => {
  it('keeps the call from a server, and says why and what to do', async () => {
    await inForce(state, { 'settings.yaml': 'version: 1\nmode: lockdown\n', ...permitAll });
    writeFileSync(join(state, 'trace'), 'a file where the folder should be');
    const shim = startShim({ state });
    await shim.initialize();

    const { result } = await shim.call(1, 'ok');

    expect(result).toMatchObject({ isError: true });
    expect(result?.content?.[0]?.text).toMatch(/record could not be written.*Free disk space/);
    await ended(shim);
    expect(shim.logged().some((entry) => 'ran' in entry)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'runs exactly the calls that are on record when the disk fills up',
    async () => {
      await inForce(state, { 'settings.yaml': 'version: 1\nmode: lockdown\n', ...permitAll });
      const shim = startShim({
        state,
        through: ['bash', '-c', 'ulimit -f 8 && exec "$0" "$@"'],
        command: [process.execPath, badHabits],
      });
      await shim.initialize();
      const answers = [];
      for (let id = 1; id <= 40; id += 1) {
        answers.push(await shim.call(id, 'ok'));
      }
      await ended(shim);

      const allowed = answers.filter(({ result }) => result?.isError !== true).map(({ id }) => id);
      const recorded = traceOf(state).flatMap((record) => (record['kind'] === 'decision' ? [record['id']] : []));
      expect(allowed.length).toBeGreaterThan(0);
      expect(allowed.length).toBeLessThan(40);
      expect(recorded).toEqual(allowed);
      expect(verifyTrace(join(state, 'trace')).faults).toEqual([]);
    },
  );
});
