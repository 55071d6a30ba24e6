import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inForce } from './policy/guarded.ts';
import { makeHome, type Run, sallyport } from './sallyport.ts';

const bin = join(import.meta.dirname, '..', '..', 'dist', 'bin');

// A server that answers each request with what it was asked, and says which NODE_OPTIONS reached it.
const server = `
process.stdin.setEncoding('utf8');
let rest = '';
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\\n');
  rest = lines.pop();
  for (const line of lines) {
    const { id, method, params } = JSON.parse(line);
    if (id === undefined) continue;
    const result = method === 'initialize'
      ? { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'echo', version: '1' } }
      : { content: [{ type: 'text', text: params.name + ' ' + process.env.NODE_OPTIONS }] };
    process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n');
  }
});
process.stdin.on('end', () => process.exit(0));
`;

const conversation = (tool: string): readonly object[] => [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  {
    jsonrpc: '2.0',
    id: 2,
    method: 'tools/call',
    params: { name: tool, arguments: { secret: 'hunter2-in-arguments' } },
  },
];

/** For a shim that was built and not installed: nobody tells it where its state is. */
const stateOf = (home: string): readonly string[] => ['--state', join(home, '.sallyport')];

/** One whole connection through a launcher; gives what the client saw. */
async function converse(
  launcher: string,
  home: string,
  {
    state = stateOf(home),
    env = {},
    tool = 'greet',
  }: { readonly state?: readonly string[]; readonly env?: NodeJS.ProcessEnv; readonly tool?: string } = {},
): Promise<
  readonly { readonly id?: number; readonly result?: { readonly content?: readonly { readonly text: string }[] } }[]
> {
  writeFileSync(join(home, 'server.mjs'), server);
  const child = spawn(
    launcher,
    ['run', '--client', 'cursor', '--server', 'echo', ...state, '--', process.execPath, join(home, 'server.mjs')],
    {
      cwd: home,
      env: { HOME: home, PATH: '/usr/bin:/bin', NODE_OPTIONS: '--max-old-space-size=300', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (out.includes('"id":2')) {
      child.stdin.end();
    }
  });
  child.stdin.write(
    conversation(tool)
      .map((message) => `${JSON.stringify(message)}\n`)
      .join(''),
  );
  await new Promise((resolve) => child.on('close', resolve));
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id?: number });
}

const lines = ({ out }: Run): readonly Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a connection through the built shim', () => {
  it("reaches the server, with the entry's own NODE_OPTIONS, and is on record", async () => {
    const home = makeHome();

    const seen = await converse(join(bin, 'sallyport-shim'), home);

    expect(seen.map(({ id }) => id)).toEqual([1, 2]);
    expect(seen[1]?.result?.content?.[0]?.text).toBe('greet --max-old-space-size=300');

    const decisions = lines(await sallyport(home, ['log', 'query', '--kind', 'decision', '--json']));
    expect(decisions).toMatchObject([
      {
        kind: 'decision',
        action: { method: 'tools/call', tool: 'greet' },
        inputs: { argNames: ['secret'] },
        decision: { effect: 'allow', mode: 'monitor' },
        agent: { client: 'cursor' },
        server: { name: 'echo' },
      },
    ]);
    expect(await sallyport(home, ['log', 'query', '--tool', 'other', '--json'])).toMatchObject({ code: 0, out: '' });
    expect((await sallyport(home, ['log', 'tail'])).out).toMatch(/decision +cursor → echo +tools\/call greet +allow/);
  });

  it.skipIf(process.platform === 'win32').each([
    ['a server that is not there', ['/nowhere/such-a-server'], 127],
    ['a server that ends at once', ['sh', '-c', 'exit 5'], 5],
  ])('answers who waits and ends as it does: %s', async (_, command, code) => {
    const home = makeHome();
    const words = ['run', '--client', 'c', '--server', 's', ...stateOf(home), '--', ...command];
    const child = spawn(join(bin, 'sallyport-shim'), words, {
      env: { HOME: home, PATH: '/usr/bin:/bin' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.write(`${JSON.stringify(conversation('greet')[0])}\n`);

    await expect(new Promise((resolve) => child.on('close', resolve))).resolves.toBe(code);
    expect(JSON.parse(out)).toMatchObject({ id: 1, error: { code: -31002 } });
  });

  it.runIf(process.platform === 'linux')(
    'takes a server along that ignores its end, from the first moment on',
    async () => {
      const home = makeHome();
      const stubborn = "trap '' TERM INT HUP; echo $$; while :; do sleep 0.1; done";
      const child = spawn(
        join(bin, 'sallyport-shim'),
        ['run', '--client', 'c', '--server', 's', ...stateOf(home), '--', 'sh', '-c', stubborn],
        {
          env: { HOME: home, PATH: '/usr/bin:/bin' },
          stdio: ['pipe', 'ignore', 'ignore'],
        },
      );
      const ended = new Promise((resolve) => child.on('close', resolve));
      const pid = await pidOf(child.pid ?? 0);
      child.kill('SIGTERM');

      await ended;
      expect(existsSync(`/proc/${pid}`)).toBe(false);
    },
  );

  it('leaves no argument in any file of ours, and no file for others to read', async () => {
    const home = makeHome();
    await converse(join(bin, 'sallyport-shim'), home);
    await sallyport(home, ['log', 'tail']);

    const state = join(home, '.sallyport');
    const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name));
    expect(paths.length).toBeGreaterThan(2);
    expect(paths.filter((path) => readFileSync(path, 'latin1').includes('hunter2'))).toEqual([]);
    expect(paths.filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([]);
  });

  it('once taken in, is not taken in again, and later records follow', async () => {
    const home = makeHome();
    await converse(join(bin, 'sallyport-shim'), home);
    const first = lines(await sallyport(home, ['log', 'export', '--format', 'jsonl']));
    const again = lines(await sallyport(home, ['log', 'export', '--format', 'jsonl']));
    await converse(join(bin, 'sallyport-shim'), home);

    const both = lines(await sallyport(home, ['log', 'export', '--format', 'jsonl']));

    expect(again).toEqual(first);
    expect(both.length).toBe(2 * first.length);
  });
});

describe('log query', () => {
  it.each([
    ['--kind', 'decisions', 'Choose connection, listing, decision,'],
    ['--effect', 'ask', 'Choose allow, deny or refused.'],
    ['--standing', 'good', 'Choose malicious, banned, approved or shadow.'],
    ['--since', 'yesterday', 'Write `--since` as 2026-11-20'],
    ['--until', '11/20', 'Write `--until` as 2026-11-20'],
    ['--until', '5', 'Write `--until` as 2026-11-20'],
    ['--since', '2026-02-30', 'Write `--since` as 2026-11-20'],
    ['--since', '2026-02-30T09:00:00Z', 'Write `--since` as 2026-11-20'],
  ])('says so instead of finding nothing: %s %s', async (option, word, remedy) => {
    const run = await sallyport(makeHome(), ['log', 'query', option, word]);

    expect(run).toMatchObject({ code: 2, out: '', err: expect.stringContaining(remedy) });
  });

  it.each(['2026-11-20', '2028-02-29', '2026-11-20T09:00', '2026-11-20T09:00:00.5+01:00'])(
    'takes %s for a time',
    async (time) => {
      expect(await sallyport(makeHome(), ['log', 'query', '--since', time])).toMatchObject({ code: 0 });
    },
  );
});

describe('a record of which a part can not be read', () => {
  const words = [
    ['log', 'tail'],
    ['log', 'query', '--kind', 'decision'],
    ['log', 'export'],
  ];

  it('is shown without it, which is said, and verified without it', async () => {
    const home = makeHome();
    await converse(join(bin, 'sallyport-shim'), home);
    const trace = join(home, '.sallyport', 'trace');
    // In the place of a folder that is another account's, which root could read.
    writeFileSync(join(trace, '2026-01-01'), '');

    for (const one of words) {
      const run = await sallyport(home, one);

      expect(run).toMatchObject({ code: 3, out: expect.stringContaining('tools/call') });
      expect(run.err).toMatch(/^sallyport: 1 part of the record can not be read.*2026-01-01[^]*log verify/);
    }
    expect(await sallyport(home, ['log', 'verify'])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/ in 1 segment: 1 fault\n {2}2026-01-01: unreadable/),
    });
    rmSync(join(trace, '2026-01-01'));
    expect(await sallyport(home, ['log', 'tail'])).toMatchObject({ code: 0, err: '' });
  });

  it.each([...words, ['log', 'verify'], ['log', 'verify', '--json']].map((one) => [one]))(
    'is not taken for none where all of it is closed: %j',
    async (one) => {
      const home = makeHome({ '.sallyport/trace': '' });

      const { code, out, err } = await sallyport(home, one);

      expect({ code, told: `${out}${err}` }).toMatchObject({
        code: 3,
        told: expect.stringMatching(/the record can not be read.*ENOTDIR/),
      });
    },
  );
});

describe('an option that one word of log does not heed', () => {
  it.each([
    [['tail', '--server', 'github'], 'log query or log export'],
    [['tail', '--follow', '--kind', 'gap'], 'log query or log export'],
    [['query', '--lines', '3'], 'log tail'],
    [['verify', '--session', 's0'], 'log query or log export'],
    [['query', '--format', 'jsonl'], 'log export'],
  ])('is refused, and said where it belongs: log %j', async (words, where) => {
    const run = await sallyport(makeHome(), ['log', ...words]);

    expect(run).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`Use it with ${where}.`) });
  });

  it.each(['', '-1', '1.5', 'all'])('is refused as a number of lines: %j', async (count) => {
    expect(await sallyport(makeHome(), ['log', 'tail', `--lines=${count}`])).toMatchObject({ code: 2 });
  });
});

describe('log query of what a shim wrote', () => {
  it('finds a call by who it was for, how its server stood, and what decided it', async () => {
    const home = makeHome();
    await converse(join(bin, 'sallyport-shim'), home);
    const query = async (...words: readonly string[]): Promise<readonly Record<string, unknown>[]> =>
      lines(await sallyport(home, ['log', 'query', '--json', ...words]));
    const user = userInfo().username;

    const found = await Promise.all(
      [
        ['--user', user],
        ['--user', 'nobody-else'],
        ['--standing', 'shadow'],
        ['--standing', 'approved'],
        ['--rule', 'banned'],
      ].map((words) => query('--kind', 'decision', ...words)),
    );

    expect(found.map(({ length }) => length)).toEqual([1, 0, 1, 0, 0]);
    const id = expect.stringMatching(/^srv_[0-9a-f]{16}$/) as string;
    expect(found[0]).toMatchObject([{ server: { id, name: 'echo', standing: 'shadow' } }]);
    const known = /srv_[0-9a-f]{16}/.exec(JSON.stringify(found[0]))?.[0] ?? '';
    expect(await query('--kind', 'decision', '--server', known)).toHaveLength(1);
  });
});

describe('log tail --follow', () => {
  it('waits for the first record, and shows each one once while others take the trace in as well', async () => {
    const home = makeHome();
    const child = spawn(join(bin, 'sallyport'), ['log', 'tail', '--follow', '--json', '--lines', '1000'], {
      cwd: home,
      env: { HOME: home, PATH: '/usr/bin:/bin' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      for (let round = 0; round < 4; round += 1) {
        await converse(join(bin, 'sallyport-shim'), home);
        await sallyport(home, ['log', 'tail']);
      }
      const all = lines(await sallyport(home, ['log', 'export', '--format', 'jsonl']));

      const placesIn = (rows: readonly { [key: string]: unknown }[]): readonly string[] =>
        rows.map(({ connection, seq }) => `${String(connection)} ${String(seq)}`).toSorted();
      await expect.poll(() => placesIn(lines({ code: 0, out, err: '' })), { timeout: 20_000 }).toEqual(placesIn(all));
    } finally {
      child.kill('SIGKILL');
    }
  });
});

/** The first process that a process starts. */
async function pidOf(parent: number): Promise<number> {
  for (;;) {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim();
    if (children !== '') {
      return Number(children.split(' ')[0]);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

describe('log verify', () => {
  const segmentOf = (home: string): string => {
    const trace = join(home, '.sallyport', 'trace');
    const found = readdirSync(trace, { recursive: true, withFileTypes: true }).find(
      (entry) => entry.isFile() && entry.name.endsWith('.jsonl'),
    );
    return join(found?.parentPath ?? '', found?.name ?? '');
  };

  it('finds nothing in what nobody touched', async () => {
    const home = makeHome();
    await converse(join(bin, 'sallyport-shim'), home);

    const run = await sallyport(home, ['log', 'verify']);

    expect(run).toMatchObject({ code: 0, out: expect.stringContaining('nothing was changed') });
  });

  it.each<[string, (path: string) => void]>([
    ['a changed record', (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('"greet"', '"hello"'))],
    [
      'a removed record',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').split('\n').toSpliced(1, 1).join('\n')),
    ],
    [
      'a cut tail',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').split('\n').slice(0, -2).join('\n') + '\n'),
    ],
    ['an added record', (path) => appendFileSync(path, '{"v":1,"seq":99,"prev":"0","kind":"decision"}\n')],
  ])('names %s, and exits with 1', async (_what, tamper) => {
    const home = makeHome();
    await converse(join(bin, 'sallyport-shim'), home);
    tamper(segmentOf(home));

    const run = await sallyport(home, ['log', 'verify', '--json']);

    expect(run.code).toBe(1);
    expect((JSON.parse(run.out) as { faults: readonly unknown[] }).faults.length).toBeGreaterThan(0);
  });
});

describe('a shim of which a part is missing', () => {
  it('carries the conversation on, and its record says that nothing could be decided', async () => {
    const home = makeHome();
    const lone = join(home, 'sallyport-shim');
    copyFileSync(join(bin, 'current', 'shim.cjs'), join(home, 'shim.cjs'));
    writeFileSync(lone, `#!/bin/sh\nexec "${process.execPath}" "${join(home, 'shim.cjs')}" "$@"\n`, { mode: 0o700 });

    const seen = await converse(lone, home);

    expect(seen.map(({ id }) => id)).toEqual([1, 2]);
    const gaps = lines(await sallyport(home, ['log', 'query', '--kind', 'gap', '--json']));
    expect(gaps).toMatchObject([{ reason: 'could-not-decide', call: 1, code: 'MODULE_NOT_FOUND' }]);
  });
});

/** What the client was told of its call, by an installed shim. */
async function called(launcher: string, home: string, tool = 'greet'): Promise<unknown> {
  return (await converse(launcher, home, { state: [], tool })).find(({ id }) => id === 2)?.result;
}

const hasCompiler = spawnSync('cc', ['--version']).status === 0;

/** A library that says who has loaded it, by either way. */
function loadable(home: string): string {
  const library = join(home, 'loaded.so');
  const source = join(home, 'loaded.c');
  writeFileSync(
    source,
    `#include <stdio.h>
#include <unistd.h>
static void say(const char *how) {
  char program[4096];
  ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
  if (length < 0) return;
  program[length] = 0;
  FILE *log = fopen("${library}.log", "a");
  if (log == NULL) return;
  fprintf(log, "%s %s\\n", how, program);
  fclose(log);
}
__attribute__((constructor)) static void loaded(void) { say("preloaded"); }
int OSSL_provider_init(const void *handle, const void *in, const void **out, void **context) {
  static const long none[4] = {0};
  *out = none;
  *context = (void *)1;
  say("provider");
  return 1;
}
`,
  );
  expect(spawnSync('cc', ['-shared', '-fPIC', '-o', library, source]).status).toBe(0);
  return library;
}

describe('shim install', () => {
  it('puts a launcher that works without the folder it was built in, and says so', async () => {
    const home = makeHome();

    const installed = JSON.parse((await sallyport(home, ['shim', 'install', '--json'])).out) as {
      readonly launcher: string;
      readonly did: string;
    };

    expect(installed).toMatchObject({ launcher: join(home, '.sallyport/bin/sallyport-shim'), did: 'installed' });
    expect((await converse(installed.launcher, home, { state: [] })).map(({ id }) => id)).toEqual([1, 2]);
    expect(await sallyport(home, ['shim', 'status', '--json'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('"launcher":"present"'),
    });
    expect(JSON.parse((await sallyport(home, ['shim', 'install', '--json'])).out)).toMatchObject({ did: 'was-there' });
  });

  it.runIf(process.platform === 'linux' && hasCompiler)(
    "loads nothing that an entry's environment names, and leaves it to the server",
    async () => {
      const home = makeHome();
      const { launcher } = JSON.parse((await sallyport(home, ['shim', 'install', '--json'])).out) as {
        launcher: string;
      };
      const library = loadable(home);
      const settings = join(home, 'provider.cnf');
      writeFileSync(
        settings,
        `nodejs_conf = n\n[n]\nproviders = p\n[p]\nmine = q\ndefault = d\n[d]\nactivate = 1\n[q]\nactivate = 1\nmodule = ${library}\n`,
      );

      const env = { LD_PRELOAD: library, OPENSSL_CONF: settings };
      const seen = await converse(launcher, home, { state: [], env });

      expect(seen.map(({ id }) => id)).toEqual([1, 2]);
      expect(new Set(readFileSync(`${library}.log`, 'utf8').trim().split('\n'))).toEqual(
        new Set([`preloaded ${process.execPath}`, `provider ${process.execPath}`]),
      );
    },
  );

  it.each(['shim-judges.cjs', 'shim-content.cjs'])(
    'passes no call in lockdown while %s is missing, which status tells and installing mends',
    async (part) => {
      const home = makeHome();
      const { launcher } = JSON.parse((await sallyport(home, ['shim', 'install', '--json'])).out) as {
        launcher: string;
      };
      await inForce(join(home, '.sallyport'), {
        'settings.yaml': 'version: 1\nmode: lockdown\n',
        'person.cedar': 'permit (principal, action, resource);',
      });
      expect(await called(launcher, home)).not.toHaveProperty('isError');
      rmSync(join(home, '.sallyport/bin/current', part));

      expect(await called(launcher, home)).toMatchObject({ isError: true });
      expect(lines(await sallyport(home, ['log', 'query', '--kind', 'gap', '--json']))).toMatchObject([
        { reason: 'could-not-decide', call: 1 },
      ]);
      expect(await sallyport(home, ['shim', 'status'])).toMatchObject({
        code: 1,
        out: expect.stringContaining('broken'),
      });

      await sallyport(home, ['shim', 'install']);
      expect(await called(launcher, home)).not.toHaveProperty('isError');
    },
  );

  it.each(['shim-content.cjs', 'shim-names.cjs'])(
    'refuses in monitor what a policy forbids while %s is missing, and passes the rest with a gap or as before',
    async (part) => {
      const home = makeHome();
      const { launcher } = JSON.parse((await sallyport(home, ['shim', 'install', '--json'])).out) as {
        launcher: string;
      };
      rmSync(join(home, '.sallyport/bin/current', part));
      // A name for which the rules of credentials would be loaded.
      const odd = 'greet?k=1';

      expect(await called(launcher, home, odd)).not.toHaveProperty('isError');
      await inForce(join(home, '.sallyport'), {
        'person.cedar': `@id("no-greeting") forbid (principal, action, resource) when { resource.name == "${odd}" };`,
      });

      expect(await called(launcher, home, odd)).toMatchObject({ isError: true });
      expect(await called(launcher, home, 'greet')).not.toHaveProperty('isError');
      expect(lines(await sallyport(home, ['log', 'query', '--kind', 'decision', '--json']))).toMatchObject([
        { decision: { effect: 'allow' } },
        { decision: { effect: 'deny', reasons: ['person/no-greeting'] } },
        { decision: { effect: 'allow', reasons: part === 'shim-content.cjs' ? ['could-not-decide'] : [] } },
      ]);
      const gaps = lines(await sallyport(home, ['log', 'query', '--kind', 'gap', '--json']));
      expect(gaps.map(({ reason }) => reason)).toEqual(
        part === 'shim-content.cjs' ? Array(3).fill('could-not-decide') : [],
      );
    },
  );

  it("decides and records by its own state folder, whatever an entry's environment says", async () => {
    const home = makeHome();
    const elsewhere = makeHome();
    const { launcher } = JSON.parse((await sallyport(home, ['shim', 'install', '--json'])).out) as { launcher: string };
    await inForce(join(home, '.sallyport'), {
      'settings.yaml': 'version: 1\nmode: lockdown\n',
      'person.cedar': 'forbid (principal, action, resource);',
    });

    const env = { HOME: elsewhere, USERPROFILE: elsewhere, SALLYPORT_HOME: elsewhere };
    const seen = await converse(launcher, home, { state: [], env });

    expect(seen[1]?.result).toMatchObject({ isError: true });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(lines(await sallyport(home, ['log', 'query', '--kind', 'decision', '--json']))).toMatchObject([
      { decision: { effect: 'deny', mode: 'lockdown' } },
    ]);
  });

  it('is broken where only its launcher is gone, and put back by the next', async () => {
    const home = makeHome();
    expect(await sallyport(home, ['shim', 'status'])).toMatchObject({ code: 0 });
    const { launcher } = JSON.parse((await sallyport(home, ['shim', 'install', '--json'])).out) as { launcher: string };
    rmSync(launcher);

    expect(await sallyport(home, ['shim', 'status'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('Launcher: absent'),
    });
    await sallyport(home, ['shim', 'install']);
    expect(await sallyport(home, ['shim', 'status'])).toMatchObject({ code: 0 });
  });

  it('is not taken away without a person saying yes', async () => {
    const home = makeHome();
    await sallyport(home, ['shim', 'install']);

    expect((await sallyport(home, ['shim', 'remove'])).code).toBe(4);
    expect((await sallyport(home, ['shim', 'status'])).out).toContain('Launcher: present');
  });
});
