import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { momentNow, SessionFile } from '../../../shim/session/session-file.ts';
import { commandLine } from './command-line.ts';

const paused = (home: string): string => join(home, '.sallyport', 'policy', 'paused.json');

describe('a pause', () => {
  it('is written with its end, its reason and who asked for it, once a person has said yes', async () => {
    const { home, run } = commandLine({});

    expect(await run(['pause', '--for', '30m', '--reason', 'demo', '--json'], ['y'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\{"pausedUntil":"\d{4}-.*Z"\}\n$/),
    });
    expect(JSON.parse(readFileSync(paused(home), 'utf8'))).toMatchObject({ channel: 'terminal', reason: 'demo' });
  });

  it('ends at once when asked to, without a question', async () => {
    const { home, run } = commandLine({});
    await run(['pause', '--for', '1h', '--reason', 'demo'], ['y']);

    expect(await run(['pause', '--end'])).toMatchObject({ code: 0, out: 'Calls are decided again.\n' });
    expect(existsSync(paused(home))).toBe(false);
  });

  it.each([
    [['pause', '--for', '30m', '--reason', 'x'], null, 4, /terminal/],
    [['pause', '--for', '30m', '--reason', 'x'], ['n'], 4, /nothing was changed/],
    [['pause', '--for', '25h', '--reason', 'x'], ['y'], 2, /no time to pause for/],
    [['pause', '--for', '0m', '--reason', 'x'], ['y'], 2, /no time to pause for/],
    [['pause', '--for', '30m'], ['y'], 2, /needs a reason/],
  ])('asked for as %j with the answers %j is refused', async (words, answers, code, why) => {
    const { home, run } = commandLine({});

    const ran = await run(words, answers);
    expect(ran.code).toBe(code);
    expect(ran.err).toMatch(why);
    expect(existsSync(paused(home))).toBe(false);
  });

  it('is refused to an agent', async () => {
    const { run } = commandLine({});

    expect(await run(['pause', '--for', '30m', '--reason', 'x'], ['y'], 'claude')).toMatchObject({ code: 4 });
  });

  it('is refused where whoever decides here forbids it', async () => {
    const keys = ['11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='];
    const { run } = commandLine({
      '.sallyport/policy/trust.json': JSON.stringify({ organisation: 'acme', keys, mayPause: false }),
    });

    const ran = await run(['pause', '--for', '30m', '--reason', 'x'], ['y']);
    expect(ran.code).toBe(4);
    expect(ran.err).toMatch(/an administrator lets nobody pause/);
  });
});

describe('sessions', () => {
  const key = 's0123456789ab';

  function withSession(): ReturnType<typeof commandLine> {
    const line = commandLine({});
    const file = new SessionFile(join(line.home, '.sallyport'), key);
    file.add({ kind: 'call', call: 'a', effect: 'deny' }, momentNow());
    file.add({ kind: 'label', label: 'customer-data' }, momentNow());
    file.close();
    return line;
  }

  it('are listed with what they did together', async () => {
    const { run } = withSession();

    expect(JSON.parse((await run(['session', 'list', '--json'])).out)).toEqual({
      sessions: [{ session: key, lastActive: expect.any(String), calls: 1, denials: 1, labels: ['customer-data'] }],
    });
    expect((await run(['session', 'list'])).out).toMatch(/1 calls, 1 denied, labels customer-data\n$/);
  });

  it('start anew when a person says so', async () => {
    const { run } = withSession();

    expect(await run(['session', 'reset', key], ['y'])).toMatchObject({ code: 0 });
    expect(JSON.parse((await run(['session', 'list', '--json'])).out)).toMatchObject({
      sessions: [{ calls: 0, denials: 0, labels: [] }],
    });
  });

  it.each([
    [['session', 'reset', key], null, 4],
    [['session', 'reset', 's000000000000'], ['y'], 2],
    [['session', 'reset', '../policy/active'], ['y'], 2],
    [['session'], null, 2],
  ])('%j with the answers %j is refused', async (words, answers, code) => {
    const { run } = withSession();

    expect((await run(words, answers)).code).toBe(code);
    expect(JSON.parse((await run(['session', 'list', '--json'])).out)).toMatchObject({ sessions: [{ calls: 1 }] });
  });
});
