import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../main/daemon/sqlite.ts';
import { damageBehindItsHead, recordedTrace } from '../main/daemon/a-trace.ts';
import { makeHome, sallyport } from './sallyport.ts';

let home: string;
let state: string;
beforeEach(() => {
  home = makeHome({ '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['-y', 'a'] } } } });
  state = join(home, '.sallyport');
  recordedTrace(state, 40);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const damage = (): void => damageBehindItsHead(join(state, 'trace.db'));
const isSetAside = (): boolean => readdirSync(state).some((name) => name.includes('trace.db.damaged-'));

describe('a laptop whose store of the trace is damaged, without a daemon', () => {
  it('has a status that says so, with the rest, and changes nothing', async () => {
    damage();

    const text = await sallyport(home, ['status']);
    const { code, out } = await sallyport(home, ['status', '--json']);

    expect(text).toMatchObject({ code: 3, err: '' });
    expect(text.out).toMatch(/^CLIENT[^]*^Cursor[^]*^Record +the store ~\/\.sallyport\/trace\.db is damaged, so what/m);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      clients: [{ id: 'cursor', direct: 1 }],
      found: null,
      traceProblem: {
        code: 'STORE_UNREADABLE',
        message: 'the store ~/.sallyport/trace.db is damaged',
        remedy: 'Run `sallyport doctor`: it is made anew from what the shims wrote.',
      },
    });
    expect(isSetAside()).toBe(false);
  });

  it('is mended by doctor, and has a clean status then', async () => {
    damage();

    const { code, out } = await sallyport(home, ['doctor']);

    expect(code).toBe(0);
    expect(out).toMatch(/^mended +the store of the trace was damaged: it was set aside as ~.*made anew/m);
    expect(JSON.parse((await sallyport(home, ['status', '--json'])).out)).toMatchObject({
      found: 0,
      traceProblem: null,
    });
  });

  it.each([
    ['log', 'query', '--kind', 'decision', '--json'],
    ['log', 'tail', '--lines', '40', '--json'],
    ['log', 'export', '--format', 'jsonl', '--rule', 'person/one'],
  ])('answers %s %s with every record, and notes what it did', async (...words) => {
    damage();

    const { code, out, err } = await sallyport(home, words);

    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(40);
    expect(err).toContain('made anew from what the shims wrote');
    expect(isSetAside()).toBe(true);
  });
});

describe('a laptop whose store of the trace is whole', () => {
  it('answers while another command takes in for seconds, once that is done', async () => {
    const other = openSqlite(join(state, 'trace.db'));
    other.exec('BEGIN IMMEDIATE');

    const answer = sallyport(home, ['log', 'query', '--kind', 'decision', '--json']);
    await setTimeout(3_000);
    other.exec('COMMIT');
    other.close();

    const { code, out, err } = await answer;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.trim().split('\n')).toHaveLength(40);
  });

  it('is told nothing about it', async () => {
    expect(await sallyport(home, ['log', 'query', '--kind', 'gap'])).toMatchObject({ code: 0, out: '', err: '' });
    expect((await sallyport(home, ['doctor'])).out).toMatch(/^ok +the record of calls can be looked up/m);
    expect(isSetAside()).toBe(false);
  });
});
