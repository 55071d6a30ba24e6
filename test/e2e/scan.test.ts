import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { demoEntries, makeDemoHome } from '../../build/demo-home.ts';
import schema from '../../scanner/model/inventory.schema.json' with { type: 'json' };
import type { ServerRow } from '../../scanner/model/inventory.ts';
import { inventoryOf, launcher, makeHome, put, sallyport } from './sallyport.ts';

const server = (servers: readonly ServerRow[], name: string): ServerRow => {
  const found = servers.find(({ names }) => names.includes(name));
  if (found === undefined) {
    throw new Error(`no server ${name} among ${servers.map(({ names }) => names.join()).join(' ')}`);
  }
  return found;
};

describe('the demo home', () => {
  it('gives a document that is valid against the published schema, with every entry in it', async () => {
    const home = makeHome();
    await makeDemoHome(home);

    const inventory = await inventoryOf(home);

    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const isValid = ajv.validate(schema, inventory);
    expect(ajv.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
    expect(
      new Set(inventory.servers.flatMap(({ sightings }) => sightings.map(({ path, pointer }) => `${path}${pointer}`)))
        .size,
    ).toBe(demoEntries);
  });

  it('exits with 3, because one config there can not be read, and says which', async () => {
    const home = makeHome();
    await makeDemoHome(home);

    const { code, out } = await sallyport(home, ['scan']);

    expect(code).toBe(3);
    expect(out).toContain('Could not be read');
    expect(out).toContain('~/.kiro/settings/mcp.json');
  });

  it('is judged as people would: the malicious, the approved, the typosquat, the exposed', async () => {
    const home = makeHome();
    await makeDemoHome(home);

    const { servers } = await inventoryOf(home);

    expect(server(servers, 'mail')).toMatchObject({ standing: 'malicious', risk: 'critical' });
    expect(server(servers, 'context7')).toMatchObject({ standing: 'approved', risk: 'low' });
    const rules = (name: string): readonly string[] => server(servers, name).findings.map(({ rule }) => rule);
    expect(rules('firecrawl')).toContain('config/typosquat');
    expect(rules('crm')).toContain('config/secret-in-env');
    expect(rules('postgres')).toContain('container/docker-socket');
    expect(rules('linear')).toContain('advisory/known-vulnerable');
    expect(rules('filesystem')).toEqual([]);
  });
});

describe('a home with nothing in it', () => {
  it('is clean: exit 0, no servers, complete', async () => {
    const home = makeHome();

    const { code } = await sallyport(home, ['scan']);

    expect(code).toBe(0);
    expect(await inventoryOf(home)).toMatchObject({
      servers: [],
      completeness: { complete: true, reasons: [] },
      summary: { servers: 0 },
    });
  });
});

describe('a hostile home', () => {
  const canary = (home: string): string => join(home, 'canary');

  /** Every way a client would start or expand something, each of which would leave a file behind. */
  function trapped(home: string): void {
    const touch = `touch ${canary(home)}`;
    put(home, 'bin/trap', `#!/bin/sh\n${touch}\n`);
    chmodSync(join(home, 'bin/trap'), 0o755);
    for (const name of ['npx', 'uvx', 'node', 'docker', 'claude', 'code', 'codex']) {
      put(home, `path/${name}`, `#!/bin/sh\n${touch}\n`);
      chmodSync(join(home, `path/${name}`), 0o755);
    }
    const entries = {
      direct: { command: join(home, 'bin/trap') },
      shell: { command: 'sh', args: ['-c', touch] },
      substitution: { command: `$(${touch})`, args: [`$(${touch})`, `\`${touch}\``, `\${cmd:${touch}}`] },
      inline: { command: 'node', args: ['-e', `require('fs').writeFileSync('${canary(home)}', '')`] },
      npx: { command: 'npx', args: ['-y', 'some-server'] },
      docker: { command: 'docker', args: ['run', 'image'] },
      helper: { type: 'http', url: 'https://a.example/mcp', headersHelper: join(home, 'bin/trap') },
      env: { command: 'uvx', args: ['x'], env: { A: `$(${touch})`, LD_PRELOAD: join(home, 'bin/trap') } },
    };
    put(home, '.cursor/mcp.json', { mcpServers: entries });
    put(home, '.claude.json', { mcpServers: entries, projects: { [home]: { mcpServers: entries } } });
    put(home, '.config/opencode/opencode.json', { mcp: { it: { type: 'local', command: [join(home, 'bin/trap')] } } });
  }

  it('starts nothing: no configured command leaves its mark', async () => {
    const home = makeHome();
    trapped(home);
    // The trap works: started by hand, it leaves the file.
    spawnSync(join(home, 'bin/trap'));
    expect(existsSync(canary(home))).toBe(true);
    spawnSync('rm', [canary(home)]);

    const { code } = await sallyport(home, ['scan'], { PATH: `${join(home, 'path')}:/usr/bin:/bin` });

    expect(code).toBe(0);
    expect(existsSync(canary(home))).toBe(false);
  });

  it('changes nothing outside the state folder', async () => {
    const home = makeHome();
    trapped(home);
    const look = (): string => {
      const names = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(
        (name) => !name.startsWith('.sallyport'),
      );
      return names
        .toSorted()
        .map((name) => `${name} ${statSync(join(home, name)).mtimeMs}`)
        .join('\n');
    };
    const before = look();

    await sallyport(home, ['scan']);

    expect(look()).toBe(before);
    expect(readdirSync(join(home, '.sallyport')).filter((name) => !name.startsWith('store.db'))).toEqual([
      'device.json',
      'fingerprint.key',
    ]);
  });

  it('pipes, sockets, devices, folders and loops of links are named, never opened; the rest goes on', async () => {
    const home = makeHome({
      '.kiro/settings/mcp.json': { mcpServers: { ok: { command: 'npx', args: ['ok@1.0.0'] } } },
    });
    mkdirSync(join(home, '.cursor'));
    spawnSync('mkfifo', [join(home, '.cursor/mcp.json')]);
    mkdirSync(join(home, '.codeium/windsurf/mcp_config.json'), { recursive: true });
    symlinkSync(join(home, '.claude.json'), join(home, '.claude.json'));
    mkdirSync(join(home, '.gemini'));
    symlinkSync('/dev/zero', join(home, '.gemini/settings.json'));
    mkdirSync(join(home, '.codex'));
    const socket = createServer().listen(join(home, '.codex/config.toml'));

    const { code, out } = await sallyport(home, ['scan', '--json']);
    socket.close();

    expect(code).toBe(3);
    const { sources, servers } = JSON.parse(out) as Awaited<ReturnType<typeof inventoryOf>>;
    const outcome = (end: string): string | undefined =>
      sources
        .filter(({ path, outcome: one }) => path.endsWith(end) && one !== 'absent')
        .map((source) => `${source.outcome}: ${source.detail}`)[0];
    expect(outcome('.cursor/mcp.json')).toBe('unsupported: not a regular file: a fifo');
    expect(outcome('windsurf/mcp_config.json')).toBe('unsupported: not a regular file: a folder');
    expect(outcome('~/.claude.json')).toBe('unsupported: not a regular file: a loop of links');
    expect(outcome('.gemini/settings.json')).toBe('unsupported: not a regular file: a device');
    expect(outcome('.codex/config.toml')).toBe('unsupported: not a regular file: a socket');
    expect(servers.map(({ names }) => names)).toEqual([['ok']]);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['a hundred megabytes', new Uint8Array(100 * 1024 * 1024).fill(0x20), 'too-large'],
    ['ten thousand levels', `{"mcpServers": ${'{"a":'.repeat(10_000)}`, 'too-large'],
    ['UTF-16', Buffer.from('\uFEFF{"mcpServers": {}}', 'utf16le'), 'malformed'],
    ['NUL bytes', '{"mcpServers": \0{}}', 'malformed'],
    ['half a file', '{"mcpServers": {"a": {"comm', 'malformed'],
  ])('%s give an outcome and exit 3', async (_what, content, outcome) => {
    const home = makeHome({
      '.cursor/mcp.json': content,
      '.kiro/settings/mcp.json': { mcpServers: { ok: { command: 'npx', args: ['ok@1.0.0'] } } },
    });

    const { code, out } = await sallyport(home, ['scan', '--json']);

    expect(code).toBe(3);
    const { sources, servers } = JSON.parse(out) as Awaited<ReturnType<typeof inventoryOf>>;
    expect(sources.find(({ path }) => path === '~/.cursor/mcp.json')?.outcome).toBe(outcome);
    expect(servers).toHaveLength(1);
  });

  it('names that are keys of every object, lone surrogates and terminal escapes neither crash it nor reach the screen', async () => {
    const names = String.raw`"__proto__": {"command": "a"}, "constructor": {"command": "b"}, "toString": {"command": "c"}, "\ud800": {"command": "d"}, "\u001b[2J\u001b]0;owned\u0007": {"command": "e"}, "line\nbreak": {"command": "f"}`;
    const home = makeHome({ '.cursor/mcp.json': `{"mcpServers": {${names}}}` });

    const { out: table } = await sallyport(home, ['scan']);
    const inventory = await inventoryOf(home);

    expect(inventory.servers.flatMap((one) => one.names)).toHaveLength(6);
    expect(inventory.servers.flatMap((one) => one.names)).toContain('__proto__');
    // oxlint-disable-next-line no-control-regex -- that none is there is the promise
    expect(table).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
  });
});

// Root may read everything, so that its tests run the program as nobody.
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const somebody = isRoot ? nobody : undefined;

function giveAway(path: string): void {
  if (isRoot) {
    spawnSync('chown', ['-R', `${nobody}:${nobody}`, path]);
  }
}

describe('a source that may not be read', () => {
  it('is denied, which is not the same as absent', async () => {
    const home = makeHome({ '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['a@1.0.0'] } } } });
    chmodSync(join(home, '.cursor/mcp.json'), 0o000);
    giveAway(home);

    const { code, out } = await sallyport(home, ['scan', '--json'], {}, somebody);

    expect(code).toBe(3);
    const { sources, completeness } = JSON.parse(out) as Awaited<ReturnType<typeof inventoryOf>>;
    expect(sources.find(({ path }) => path === '~/.cursor/mcp.json')).toMatchObject({ outcome: 'denied', servers: 0 });
    const text = 'Cursor: ~/.cursor/mcp.json: denied (permission denied)';
    expect(completeness).toEqual({
      complete: false,
      reasons: [text],
      gaps: [{ kind: 'source-unread', parts: ['Cursor', '~/.cursor/mcp.json', 'denied'], text }],
    });
  });
});

describe.skipIf(process.platform === 'win32')('a folder that nobody may look into', () => {
  it('is one line of the table for all that it hides, while each place keeps its own outcome', async () => {
    const home = makeHome({ '.config/Code/User/mcp.json': { servers: {} }, '.cursor/mcp.json': { mcpServers: {} } });
    chmodSync(join(home, '.config'), 0o000);
    chmodSync(join(home, '.cursor/mcp.json'), 0o000);
    giveAway(home);

    const table = await sallyport(home, ['scan'], { COLUMNS: '200' }, somebody);
    const json = await sallyport(home, ['scan', '--json'], {}, somebody);

    const { sources } = JSON.parse(json.out) as Awaited<ReturnType<typeof inventoryOf>>;
    const hidden = sources.filter(({ closedBy }) => closedBy === '~/.config');
    expect([table.code, json.code]).toEqual([3, 3]);
    expect(hidden.length).toBeGreaterThan(10);
    expect(hidden.every(({ path, outcome }) => path.startsWith('~/.config/') && outcome === 'denied')).toBe(true);
    const places = new Set(hidden.map(({ path }) => path)).size;
    expect(table.out).toContain(`~/.config: no permission to look into it, which hides ${places} places`);
    expect(table.out).toContain('~/.cursor/mcp.json: no permission to read it (permission denied)');
    expect(table.out.match(/~\/\.config/g)).toHaveLength(1);
  });
});

describe('a state folder that can not be written', () => {
  it('does not stop the scan, which says so', async () => {
    const home = makeHome({ '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['a@1.0.0'] } } } });
    writeFileSync(join(home, 'file'), '');

    const { code, out, err } = await sallyport(home, ['scan', '--json', '--state', join(home, 'file', 'state')]);

    expect(code).toBe(0);
    expect((JSON.parse(out) as { servers: unknown[] }).servers).toHaveLength(1);
    expect(err).toContain('is not writable: what changed since the last scan is not known');
  });

  it('nor does one that can not even be read: what its catalogue says is missing', async () => {
    const home = makeHome({
      '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['a@1.0.0'] } } },
      '.sallyport/policy/catalogue.yaml': 'version: 1\n',
    });
    giveAway(home);
    chmodSync(join(home, '.sallyport/policy/catalogue.yaml'), 0o000);

    const { code, out } = await sallyport(home, ['scan', '--json'], {}, somebody);

    expect(code).toBe(3);
    const { servers, completeness } = JSON.parse(out) as Awaited<ReturnType<typeof inventoryOf>>;
    expect(servers.map(({ standing }) => standing)).toEqual(['shadow']);
    expect(completeness.reasons).toEqual([
      expect.stringMatching(/catalogue\.yaml \(EACCES\): which servers are approved or banned is not known$/),
    ]);
  });

  it('keeps what was remembered before: changes are told, the last report is there, nothing is written', async () => {
    const home = makeHome({ '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['a@1.0.0'] } } } });
    giveAway(home);
    await sallyport(home, ['scan'], {}, somebody);
    const state = join(home, '.sallyport');
    chmodSync(state, 0o555);
    const before = readdirSync(state);

    const { code, out, err } = await sallyport(home, ['scan', '--json'], {}, somebody);
    const report = await sallyport(home, ['fleet', 'get', 'servers'], {}, somebody);

    expect(code).toBe(0);
    expect((JSON.parse(out) as { servers: ServerRow[] }).servers.map(({ change }) => change)).toEqual(['seen']);
    expect(err).toContain('is not writable: this scan is not remembered');
    expect(report.out).toBe('1\n');
    expect(readdirSync(state)).toEqual(before);
  });

  it('a store that is damaged is set aside, never deleted', async () => {
    const home = makeHome({
      '.sallyport/store.db': 'this is no database, but sixteen bytes and more of something else',
    });

    const { code, err } = await sallyport(home, ['scan', '--json']);

    expect(code).toBe(0);
    expect(err).toContain('the store was damaged; it was set aside');
    const aside = readdirSync(join(home, '.sallyport')).find((name) => name.startsWith('store.db.damaged-'));
    expect(readFileSync(join(home, '.sallyport', aside ?? ''), 'utf8')).toContain('this is no database');
  });
});

describe('an answer that can not be written', () => {
  it.skipIf(process.platform !== 'linux')('is said to be lost, and the exit code says so too', () => {
    const home = makeHome();

    const { status, stderr } = spawnSync('sh', ['-c', `exec '${launcher}' scan --json >/dev/full`], {
      env: { HOME: home, PATH: '/usr/bin:/bin' },
      encoding: 'utf8',
    });

    expect(status).toBe(5);
    expect(stderr).toBe('sallyport: the answer could not be written (ENOSPC)\n');
  });
});

describe('two scans, one after the other', () => {
  const entry = (version: string): object => ({ command: 'npx', args: ['-y', `some-server@${version}`] });

  it('tell what is new, seen, changed and gone', async () => {
    const home = makeHome({
      '.cursor/mcp.json': { mcpServers: { stays: entry('1.0.0'), moves: entry('2.0.0'), leaves: entry('3.0.0') } },
    });
    const first = await inventoryOf(home);
    put(home, '.cursor/mcp.json', {
      mcpServers: { stays: entry('1.0.0'), moves: entry('2.1.0'), comes: entry('4.0.0') },
    });

    const second = await inventoryOf(home);

    const changes = (inventory: typeof first): unknown =>
      inventory.servers.map(({ names, change }) => `${names.join()} ${change}`).toSorted();
    expect(changes(first)).toEqual(['leaves new', 'moves new', 'stays new']);
    expect(changes(second)).toEqual(['comes new', 'leaves gone', 'moves changed', 'stays seen']);
    expect(server(second.servers, 'stays').firstSeen).toBe(first.collectedAt);
    expect(second.summary.servers).toBe(3);
  });

  it('of one client tell the same of its servers, and nothing of others', async () => {
    const home = makeHome({
      '.cursor/mcp.json': { mcpServers: { stays: entry('1.0.0'), leaves: entry('2.0.0') } },
      '.codeium/windsurf/mcp_config.json': { mcpServers: { elsewhere: entry('3.0.0') } },
    });
    await inventoryOf(home);
    put(home, '.cursor/mcp.json', { mcpServers: { stays: entry('1.0.0'), comes: entry('4.0.0') } });

    const one = await inventoryOf(home, '--client', 'cursor');
    const all = await inventoryOf(home);

    const changes = ({ servers }: typeof one): unknown =>
      servers.map(({ names, change }) => `${names.join()} ${change}`).toSorted();
    expect(changes(one)).toEqual(['comes new', 'leaves gone', 'stays seen']);
    // It was not remembered: the next whole scan still tells what is new.
    expect(changes(all)).toEqual(['comes new', 'elsewhere seen', 'leaves gone', 'stays seen']);
  });

  it('what could not be read the second time is kept, not gone', async () => {
    const home = makeHome({ '.cursor/mcp.json': { mcpServers: { a: entry('1.0.0') } } });
    await inventoryOf(home);
    put(home, '.cursor/mcp.json', '{"mcpServers": {"a": {');

    const second = await inventoryOf(home);

    expect(second.completeness.complete).toBe(false);
    expect(server(second.servers, 'a')).toMatchObject({
      change: 'seen',
      sightings: [{ reason: 'as last seen: its source could not be read this time' }],
    });
  });
});

describe('the command line', () => {
  it.each([
    [['scan', '--nope'], 'USAGE'],
    [['scan', 'somewhere'], 'USAGE'],
    [['scan', '--format', 'xml'], 'USAGE'],
    [['scan', '--fail-on', 'terrible'], 'USAGE'],
    [['scan', '--client', 'netscape'], 'UNKNOWN_CLIENT'],
    [['scan', '--project', '/nowhere/at/all'], 'PROJECT_UNREADABLE'],
    [['frobnicate'], 'USAGE'],
    [['servers', 'show', 'x'], 'NO_SCAN_YET'],
    [['fleet', 'get', 'nonsense', '--strict'], 'UNKNOWN_SCALAR'],
    [['fleet', 'report'], 'USAGE'],
  ])('%j is refused with a code, a message and a remedy, exit 2', async (words, code) => {
    const home = makeHome();

    const run = await sallyport(home, [
      ...words,
      ...(words.includes('report') ? ['--format', 'nonsense'] : []),
      '--json',
    ]);

    expect(run.code).toBe(2);
    expect(JSON.parse(run.out)).toEqual({ error: { code, message: expect.any(String), remedy: expect.any(String) } });
  });

  it('--fail-on makes findings an exit code, for those bad enough', async () => {
    const home = makeHome({
      '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['-y', 'some-server'] } } },
    });

    expect((await sallyport(home, ['scan', '--fail-on', 'high'])).code).toBe(0);
    expect((await sallyport(home, ['scan', '--fail-on', 'medium'])).code).toBe(1);
  });

  it.each(['scan', 'scan --json'])('%s into a reader that soon has enough keeps its exit code', async (words) => {
    const home = makeHome();
    await makeDemoHome(home);
    const script = `"$1" ${words} | head -c 10 >/dev/null; exit "\${PIPESTATUS[0]}"`;

    const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', launcher], {
      env: { HOME: home, PATH: '/usr/bin:/bin' },
      encoding: 'utf8',
    });

    expect(status).toBe(3);
    expect(stderr).toBe('');
  });

  it('runs from any folder with no environment at all but the home', async () => {
    const home = makeHome();

    const { code } = await sallyport(home, ['scan'], { PATH: '', NODE_OPTIONS: '--require /nowhere.js' });

    expect(code).toBe(0);
  });

  it('a loosening verb without a terminal is refused with 4, a stricter one is not', async () => {
    const home = makeHome({
      '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['-y', 'some-server@1.0.0'] } } },
    });
    await sallyport(home, ['scan']);

    const approve = await sallyport(home, ['servers', 'approve', 'a', '--owner', 'me', '--reason', 'x', '--json']);
    const ban = await sallyport(home, ['servers', 'ban', 'a', '--reason', 'x']);

    expect(approve.code).toBe(4);
    expect(JSON.parse(approve.out)).toMatchObject({
      error: { code: expect.stringMatching(/^(NEEDS_TERMINAL|REFUSED_FOR_AGENT)$/) },
    });
    expect(ban.code).toBe(0);
    expect(server((await inventoryOf(home)).servers, 'a').standing).toBe('banned');
  });
});
