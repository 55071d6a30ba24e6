import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanAs } from '../../scan-home.ts';
import { laptop, type Laptop } from './laptop.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

const cursor = '.cursor/mcp.json';
const list = '.continue/config.yaml';
const one = '  - name: one\n    command: npx\n    args: [secret-tool]\n';
const two = '  - name: two\n    command: uvx\n';
const head = 'name: x\nmcpServers:\n';

/** The items of the list as they stand now. */
function items(): readonly string[] {
  return here
    .read(list)
    .slice(head.length)
    .split(/(?= {2}- name: )/);
}

describe('servers in a list', () => {
  beforeEach(async () => {
    here.write(list, head + one + two);
    await here.protect();
  });

  it('get their own words back, in their own spelling, when they were reordered', async () => {
    const [first = '', second = ''] = items();
    here.write(list, head + second + first);

    const { plan } = await here.restore();

    expect(plan.plans).toMatchObject([{ isExact: false, cannot: [] }]);
    expect(here.read(list)).toBe(head + two + one);
  });

  it("never get another's words: one was deleted, and the words of the other were cut", async () => {
    const [, second = ''] = items();
    here.write(list, head + second.replace(/args: .*\n/, 'args: ["run", "uvx"]\n'));

    await here.restore();

    expect(here.read(list)).toContain('command: uvx');
    expect(here.read(list)).not.toContain('secret-tool');
  });

  it('are not mixed up by the drift of a scan when one before them is deleted', async () => {
    await here.restore();
    await here.protect();
    const [, second = ''] = items();
    here.write(list, head + second);

    const { servers } = await scanAs('linux', here.home, { stateFolder: here.stateFolder });

    expect(servers.flatMap(({ sightings }) => sightings.map(({ name, route }) => [name, route]))).toEqual([
      ['two', 'guarded'],
    ]);
  });
});

describe('two servers of one name in a list', () => {
  const alike = `  - name: one\n    command: 'uvx'\n    args: [ other-tool ]\n`;
  beforeEach(async () => {
    here.write(list, head + one + alike);
    await here.protect();
  });

  it('get their own words back, in their own spelling', async () => {
    here.write(list, `${here.read(list)}# more\n`);

    const { plan } = await here.restore();

    expect(plan.plans).toMatchObject([{ isExact: false, cannot: [] }]);
    expect(here.read(list)).toBe(`${head}${one}${alike}# more\n`);
  });

  it("never get each other's: what was cut is left, and named", async () => {
    const [first = '', second = ''] = items();
    const cut = second.replace(/args: .*\n/, 'args: ["run", "--client"]\n');
    here.write(list, head + first + cut);

    const { plan } = await here.restore();

    expect(plan.plans).toMatchObject([{ cannot: [{ name: 'one' }] }]);
    expect(here.read(list)).toBe(head + one + cut);
  });
});

describe('an entry of ours of which somebody gave back a part', () => {
  const original = '{"mcpServers":{"a":{"command":"npx","args":["-y","x@1"]}}}';
  const change = (from: string | RegExp, to: string): void => {
    const now = here.read(cursor);
    const next = now.replace(from, () => to);
    expect(next).not.toBe(now);
    here.write(cursor, next);
  };
  beforeEach(async () => {
    here.write(cursor, original);
    await here.protect();
  });

  it('the command alone: it is guarded again and not twice', async () => {
    const guarded = here.read(cursor);
    change(JSON.stringify(here.launcher), '"npx"');

    await here.protect();

    expect(here.read(cursor)).toBe(guarded);
  });

  it('the command alone: it is given back whole', async () => {
    change(JSON.stringify(here.launcher), '"npx"');

    await here.restore();

    expect(here.read(cursor).replaceAll(/\s/g, '')).toBe(original);
  });

  it('not the dashes: what was noted counts, not what follows a dash of its own', async () => {
    here.write(cursor, original.replace('"x@1"', '"x@1", "--", "foo"'));
    await here.protect();
    change('"a", "--", "npx"', '"a", "npx"');

    await here.restore();

    expect(JSON.parse(here.read(cursor))).toEqual({
      mcpServers: { a: { command: 'npx', args: ['-y', 'x@1', '--', 'foo'] } },
    });
  });

  it('is kept as it is when its arguments only look like ours', async () => {
    const own = '{"mcpServers":{"a":{"command":"task","args":["run","--client","x","--","y"]}}}';
    here.write(cursor, own);

    const { plan } = await here.protect();

    expect(plan.plans.flatMap(({ changes }) => changes.map(({ kind, before }) => [kind, before]))).toEqual([
      ['wrap', ['task', 'run', '--client', 'x', '--', 'y']],
    ]);
  });
});

describe('a server of somebody else whose arguments look like ours', () => {
  it.each([
    ['and name another server', 'a', ['run', '--client', 'cursor', '--server', 'y', '--', 'z']],
    ['and name a client that is none', 'a', ['run', '--client', 'x', '--server', 'a', '--', 'z']],
    ['and whose own name does too', '--server', ['run', '--client', 'x', '--server', 'y', '--', 'z']],
  ])('is put behind the shim whole, and given back as it was: %s', async (_, name, args) => {
    const text = JSON.stringify({ mcpServers: { [name]: { command: 'task', args } } });
    here.write(cursor, text);

    const { plan: untouched } = await here.restore();
    expect(untouched.plans).toEqual([]);
    const { plan } = await here.protect();
    expect(plan.plans.flatMap(({ changes }) => changes.map(({ kind }) => kind))).toEqual(['wrap']);

    const { plan: back } = await here.restore();
    expect(back.plans.map(({ isExact }) => isExact)).toEqual([true]);
    expect(here.read(cursor)).toBe(text);
  });
});

describe('words that somebody wrote behind a packed entry', () => {
  const original = '{"mcpServers":{"-a":{"command":"npx","args":["x"]}}}';

  it('are the server’s: they stay, packed with the next protect and plain after a restore', async () => {
    here.write(cursor, original);
    await here.protect();
    here.write(cursor, here.read(cursor).replace(/("--b64",\s*"[^"]+")/, '$1, "--verbose"'));

    await here.protect();
    expect(here.read(cursor)).not.toContain('--verbose');
    await here.restore();

    expect(JSON.parse(here.read(cursor))).toEqual({
      mcpServers: { '-a': { command: 'npx', args: ['x', '--verbose'] } },
    });
  });
});

describe('a shim behind something else', () => {
  it.each([
    [
      'a runner',
      { command: 'npx', args: ['-y', 'sallyport-shim', 'run', '--client', 'c', '--server', 'a', '--', 'x'] },
    ],
    ['one line', { command: '/opt/x/sallyport-shim run --client c --server a -- npx q' }],
  ])('%s is not wrapped once more', async (_what, entry) => {
    here.write(cursor, JSON.stringify({ mcpServers: { a: entry } }));

    const { plan } = await here.protect();

    expect(plan.plans).toEqual([]);
    expect(plan.unroutable.map(({ name, obstacle }) => [name, obstacle.kind])).toEqual([['a', 'foreign-guard']]);
  });
});

describe('a project that was renamed', () => {
  const original = '{ "mcpServers": { "a": { "command": "npx", "args": ["x"] } } } // mine\n';
  const [before, after] = ['work/one', 'work/two'];
  beforeEach(async () => {
    here.write(`${before}/.cursor/mcp.json`, original);
    await here.protect({ projects: [join(here.home, before)] });
    renameSync(join(here.home, before), join(here.home, after));
  });

  it('gets the exact bytes back, and nothing is left open', async () => {
    const { plan } = await here.restore({ projects: [join(here.home, after)] });

    expect(plan).toMatchObject({ plans: [{ isExact: true }], gaps: [] });
    expect(here.read(`${after}/.cursor/mcp.json`)).toBe(original);
    expect((await here.restore()).plan).toMatchObject({ plans: [], gaps: [] });
  });

  it('is asked for where its new place is not known', async () => {
    const { plan } = await here.restore();

    expect(plan.gaps.map(({ text }) => text)).toEqual([
      expect.stringContaining(`${before}/.cursor/mcp.json: is not there`),
    ]);
  });

  it('is no other project that holds what was written there, while the first stands where it was', async () => {
    cpSync(join(here.home, after), join(here.home, before), { recursive: true });

    const { plan } = await here.restore({ projects: [join(here.home, after)] });

    expect(plan.plans.map(({ candidate, isExact }) => [candidate.path.includes(after), isExact])).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});
