import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { laptop, type Laptop } from '../../main/daemon/protect/laptop.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

const cursor = '.cursor/mcp.json';
const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
const one = '{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "a"] } } }\n';

describe('protect --dry-run', () => {
  it('shows each change, what it will cause and what is left, and changes nothing', async () => {
    here.write(cursor, one);
    here.write('.codeium/windsurf/mcp_config.json', '{"mcpServers":{"far":{"serverUrl":"https://e.example/mcp"}}}');

    const { code, out } = await here.run(['protect', '--dry-run']);

    expect(code).toBe(0);
    expect(out).toContain(
      '~/.cursor/mcp.json  (Cursor)\n  a\n    - npx -y a\n    + ~/.sallyport/bin/sallyport-shim run --client cursor --server a -- npx -y a\n',
    );
    expect(out).toContain('may ask once more');
    expect(out).toContain(
      'far (Windsurf (Devin Desktop), ~/.codeium/windsurf/mcp_config.json): remote servers are not routed',
    );
    expect(out).toContain(
      'In no file that can be routed:\n  Cursor: team and dashboard servers live in the account, not on this laptop. Look at them in the Cursor dashboard.\n',
    );
    expect(out).toContain('1 entry to change, 0 guarded already, 1 left as they are.');
    expect(here.read(cursor)).toBe(one);
    expect(readdirSync(here.stateFolder)).toEqual(['bin']);
  });

  it('shows no secret and no terminal escape', async () => {
    here.write(cursor, JSON.stringify({ mcpServers: { '\u001b[2Jx': { command: 'x', args: ['--token', token] } } }));

    const text = await here.run(['protect', '--dry-run']);
    const json = await here.run(['protect', '--dry-run', '--json']);

    expect(text.out + json.out).not.toContain(token);
    expect(text.out).not.toContain('\u001b');
  });

  it('shows neither in a name, nor more of it than a line, and restore shows no more', async () => {
    here.write(
      cursor,
      JSON.stringify({
        mcpServers: { [token]: { command: 'x' }, [`\u001b[2J${'long'.repeat(500)}`]: { command: 'y' } },
      }),
    );
    const plan = await here.run(['protect', '--dry-run']);
    await here.run(['protect', '--yes']);

    const text = await here.run(['restore', '--all', '--dry-run']);
    const json = await here.run(['restore', '--all', '--dry-run', '--json']);
    const status = await here.run(['status', '--json']);

    expect(plan.out + text.out + json.out + status.out).not.toContain(token);
    expect(plan.out + text.out).not.toContain('\u001b');
    expect(Math.max(...text.out.split('\n').map((line) => line.length))).toBeLessThan(100);
  });

  it('gives one document with --json', async () => {
    here.write(cursor, one);

    const { out } = await here.run(['protect', '--dry-run', '--json']);

    expect(JSON.parse(out)).toMatchObject({
      schema: 'sallyport.protect/1.0',
      applied: false,
      files: [
        {
          path: '~/.cursor/mcp.json',
          result: { kind: 'planned' },
          changes: [
            {
              client: 'cursor',
              scope: 'user',
              name: 'a',
              pointer: '/mcpServers/a',
              kind: 'wrap',
              before: ['npx', '-y', 'a'],
            },
          ],
        },
      ],
      guarded: [],
      unroutable: [],
      gaps: [],
    });
  });

  it('chooses by client, server and scope', async () => {
    here.write(cursor, one);
    here.write('.codeium/windsurf/mcp_config.json', one.replace('"a"', '"b"'));
    const names = async (...words: readonly string[]): Promise<string> => {
      const { out } = await here.run(['protect', '--dry-run', '--json', ...words]);
      return [...out.matchAll(/"name":"(\w+)"/g)].map(([, name]) => name).join('');
    };

    expect(await names('--client', 'windsurf')).toBe('b');
    expect(await names('--server', 'a')).toBe('a');
    expect(await names('--scope', 'local')).toBe('');
  });
});

describe('protect', () => {
  it('asks, and changes the files after a yes', async () => {
    here.write(cursor, one);

    const { code, out, notes } = await here.run(['protect'], 'y');

    expect(notes).toContain('+ ~/.sallyport/bin/sallyport-shim');
    expect(out).toContain('done    ~/.cursor/mcp.json (a)');
    expect(code).toBe(0);
    expect(here.read(cursor)).toContain(here.launcher);
  });

  it.each([
    ['the answer is no', ['protect'], 'n', 'NOT_CONFIRMED'],
    ['nobody can be asked', ['protect'], null, 'NEEDS_TERMINAL'],
    ['the client is unknown', ['protect', '--client', 'nobody'], 'y', 'UNKNOWN_CLIENT'],
    ['the scope is unknown', ['protect', '--scope', 'moon'], 'y', 'USAGE'],
  ])('changes nothing when %s', async (_when, words, answer, code) => {
    here.write(cursor, one);

    expect(await here.run(words, answer)).toMatchObject({ code });
    expect(here.read(cursor)).toBe(one);
  });

  it('changes nothing while the shim is not installed', async () => {
    here.write(cursor, one);
    rmSync(here.launcher);

    expect(await here.run(['protect', '--yes'])).toMatchObject({ code: 'LAUNCHER_MISSING' });
    expect(here.read(cursor)).toBe(one);
  });

  it('is incomplete when a file can not be read', async () => {
    here.write(cursor, '{"mcpServers":');

    const { code, out } = await here.run(['protect', '--yes']);

    expect(code).toBe(3);
    expect(out).toContain('~/.cursor/mcp.json: malformed');
  });

  it('is incomplete when an entry has the wrong shape, and handles the others', async () => {
    here.write(
      cursor,
      '{"mcpServers":{"n":null,"l":[1],"note":"mine","e":{},"c":{"command":5},"p":{"command":"x","args":"y"},"a":{"command":"a"}}}',
    );

    const { code, out, notes } = await here.run(['protect', '--yes']);

    expect(code).toBe(3);
    expect(out).toContain('done    ~/.cursor/mcp.json (a)');
    for (const name of ['n', 'l', 'e', 'c']) {
      expect(notes).toContain(`  ${name} (Cursor, ~/.cursor/mcp.json): `);
    }
    expect(notes).not.toContain('note (');
    expect(here.read(cursor)).toContain(
      '"n":null,"l":[1],"note":"mine","e":{},"c":{"command":5},"p":{"command":"x","args":"y"}',
    );
  });

  it.each([
    ['is incomplete when text stands where the servers should', '{ "mcpServers": "x" }', 3],
    ['says nothing of a place that is empty', '{ "mcpServers": null }', 0],
    ['says nothing of a remark among the servers', '{ "mcpServers": { "note": "x" } }', 0],
  ])('%s', async (_, text, code) => {
    here.write(cursor, text);

    const ran = await here.run(['protect', '--dry-run']);

    expect(ran.code).toBe(code);
    expect(ran.out.includes('it stands where a server should and is none')).toBe(code === 3);
  });

  it('prints what an administrator must allow, whether routed yet or not', async () => {
    here.write('.claude.json', one);

    const before = await here.run(['protect', '--print-allowlist', 'claude-code']);
    await here.protect();
    const after = await here.run(['protect', '--print-allowlist', 'claude-code']);

    expect(JSON.parse(before.out)).toEqual({
      allowedMcpServers: [
        { serverCommand: ['npx', '-y', 'a'] },
        { serverCommand: [here.launcher, 'run', '--client', 'claude-code', '--server', 'a', '--', 'npx', '-y', 'a'] },
      ],
    });
    expect(after.out).toBe(before.out);
  });
});

describe('protect --client of a file that other clients read too', () => {
  it('goes by the rules of all of them, and takes no entry that only others read', async () => {
    here.write('.config/Code/User/mcp.json', '{ "servers": {} }');
    here.write('.claude/history.jsonl', '');
    here.write('.claude.json', one);
    here.write('work/.mcp.json', one);
    here.write('.copilot/mcp-config.json', one);
    here.write(
      '.system/etc/claude-code/managed-settings.json',
      JSON.stringify({ deniedMcpServers: [{ serverCommand: ['npx', '-y', 'a'] }] }),
    );

    const { out } = await here.run([
      'protect',
      '--dry-run',
      '--client',
      'copilot-cli',
      '--project',
      join(here.home, 'work'),
    ]);

    expect(out).toContain('a (GitHub Copilot CLI, ~/work/.mcp.json): the rules for its client deny this server');
    expect(out).toContain('--client copilot-cli --server a');
    expect(out).toContain('1 entry to change, 0 guarded already, 1 left as they are.');
  });
});

describe('protect --print-allowlist for a file that two clients read', () => {
  it.each([
    ['the client whose name stands there', [], 'vscode'],
    ['the client that was protected alone', ['--client', 'copilot-cli'], 'copilot-cli'],
  ])('names %s', async (_, chosen, name) => {
    here.write('.config/Code/User/mcp.json', '{ "servers": {} }');
    here.write('.copilot/mcp-config.json', one);
    const before = await here.run(['protect', '--print-allowlist', 'copilot-cli']);
    await here.run(['protect', '--yes', ...chosen]);
    const after = await here.run(['protect', '--print-allowlist', 'copilot-cli']);

    const words = (client: string) => [
      here.launcher,
      'run',
      '--client',
      client,
      '--server',
      'a',
      '--',
      'npx',
      '-y',
      'a',
    ];
    const rules = (client: string) => ({
      allowedMcpServers: [{ serverCommand: ['npx', '-y', 'a'] }, { serverCommand: words(client) }],
    });
    expect(JSON.parse(before.out)).toEqual(rules('vscode'));
    expect(JSON.parse(after.out)).toEqual(rules(name));
    expect(here.read('.copilot/mcp-config.json')).toContain(`"--client", "${name}"`);
  });
});

describe('restore', () => {
  it('shows what would be given back with --dry-run', async () => {
    here.write(cursor, one);
    await here.protect();
    const there = here.read(cursor);

    const { code, out } = await here.run(['restore', '--all', '--dry-run'], null);

    expect(code).toBe(0);
    expect(out).toContain('~/.cursor/mcp.json  exactly as it was\n  a\n');
    expect(here.read(cursor)).toBe(there);
  });

  it.each([[['restore']], [['restore', '--all', '--server', 'a']]])('needs to know what: %j', async (words) => {
    expect(await here.run(words)).toMatchObject({ code: 'USAGE' });
  });

  it.skipIf(process.platform === 'win32').each([[['restore', '--all']], [['uninstall']]])(
    'names a file that became a pipe, and never opens it: %j',
    async (words) => {
      const path = here.write(cursor, one);
      await here.protect();
      rmSync(path);
      execFileSync('mkfifo', [path]);

      const { code, out } = await here.run(words);

      expect(code).toBe(3);
      expect(out).toContain('~/.cursor/mcp.json: unsupported (not a regular file: a fifo)');
      expect(out.match(/not a regular file/g)).toHaveLength(1);
      expect(existsSync(here.launcher)).toBe(true);
    },
  );

  it('is refused where no person can say yes', async () => {
    here.write(cursor, one);
    await here.protect();

    const { code } = await here.run(['restore', '--all'], null);

    expect(code).toBe('NEEDS_TERMINAL');
    expect(here.read(cursor)).toContain(here.launcher);
  });
});

describe('uninstall', () => {
  const entry = '.config/autostart/sallyport.desktop';
  const ofTheApp = '[Desktop Entry]\nType=Application\nName=Sallyport\nExec="/opt/Sallyport/sallyport" --hidden\n';

  it('takes away what starts the app with the session, and with it all that was removed', async () => {
    here.write(entry, ofTheApp);

    expect(await here.run(['uninstall'])).toMatchObject({ code: 0 });

    expect(existsSync(join(here.home, entry))).toBe(false);
  });

  it.each([
    ['somebody else wrote', '[Desktop Entry]\nName=My own\nExec=/opt/Sallyport/sallyport\n', null],
    ['hides one for all accounts', `${ofTheApp}Hidden=true\n`, ofTheApp],
  ])('leaves an entry there that %s', async (_what, text, forAll) => {
    here.write(entry, text);
    if (forAll !== null) {
      here.write('.system/etc/xdg/autostart/sallyport.desktop', forAll);
    }

    expect(await here.run(['uninstall'])).toMatchObject({ code: 0 });

    expect(here.read(entry)).toBe(text);
  });

  it('of another state folder leaves it, too: the app does not use that one', async () => {
    here.write(entry, ofTheApp);

    expect(await here.run(['uninstall', '--state', join(here.home, 'other')])).toMatchObject({ code: 0 });

    expect(here.read(entry)).toBe(ofTheApp);
  });

  it('gives everything back and leaves nothing', async () => {
    here.write(cursor, one);
    await here.protect();
    for (const name of [
      'store.db',
      'store.db-wal',
      'trace.db',
      'events.db',
      'trace/x',
      'sessions/x',
      'policy/x',
      'advisories/x',
      'values/x',
      'pins/x',
      'eras/x',
      'approvals/x',
      'run/x',
    ]) {
      here.write(`.sallyport/${name}`, 'x');
    }
    for (const name of [
      'device.json',
      'fingerprint.key',
      'device.key',
      'daemon.key',
      'ambient.json',
      'settings.json',
      'screens.json',
      'window.json',
      'notices.json',
      'staged.json',
      'consent',
      'gaps.jsonl',
    ]) {
      here.write(`.sallyport/${name}`, 'x');
    }

    const { code, out } = await here.run(['uninstall']);

    expect(code).toBe(0);
    expect(out).toContain('Nothing of Sallyport is left');
    expect(here.read(cursor)).toBe(one);
    expect(existsSync(here.stateFolder)).toBe(false);
  });

  it('is not held up by a broken file that has nothing of ours', async () => {
    here.write(cursor, one);
    await here.protect();
    here.write('.gemini/settings.json', '{"mcpServers":');

    const { code } = await here.run(['uninstall']);

    expect(code).toBe(0);
    expect(here.read(cursor)).toBe(one);
    expect(existsSync(here.stateFolder)).toBe(false);
  });

  it('is not held up by remarks that only speak of the shim, in a file of ours or in a broken one', async () => {
    const remarked = `// starts ${here.launcher}, see "sallyport-shim --help"\n${one}`;
    here.write(cursor, remarked);
    await here.protect();
    here.write('.gemini/settings.json', `{ // not yet behind ${here.launcher}\n"mcpServers":`);

    expect(await here.run(['uninstall'])).toMatchObject({ code: 0 });
    expect(here.read(cursor)).toBe(remarked);
    expect(existsSync(here.stateFolder)).toBe(false);
  });

  it('keeps the shim while a broken file may still name it', async () => {
    here.write(cursor, one);
    await here.protect();
    here.write('.gemini/settings.json', `{"mcpServers":{"x":{"command":"${here.launcher}"`);

    const { code, out } = await here.run(['uninstall']);

    expect(code).toBe(3);
    expect(out).toContain('so the shim and the backups stay');
    expect(existsSync(here.launcher)).toBe(true);
  });

  it('keeps the shim while an entry that can not be given back may still start it', async () => {
    here.write(cursor, one);
    await here.protect();
    here.write(cursor, here.read(cursor).replace('"--server", "a", "--", "npx", "-y", "a"', '"--server"'));
    rmSync(join(here.stateFolder, 'backups'), { recursive: true });

    const { code, out } = await here.run(['uninstall']);

    expect(code).toBe(3);
    expect(out).toContain('a: its entry was changed by hand');
    expect(existsSync(here.launcher)).toBe(true);
  });

  it.each<[string, (path: string) => void, string]>([
    ['is not there at the moment', (path) => renameSync(path, `${path}.away`), 'is not there'],
    [
      'has a wrapped entry under another key',
      () => here.write(cursor, here.read(cursor).replace('mcpServers', '_disabled')),
      'names the shim where no entry of ours is',
    ],
    [
      'has a wrapped entry in a comment',
      () => here.write(cursor, `{ "mcpServers": {} }\n// ${here.read(cursor)}`),
      'names the shim where no entry of ours is',
    ],
  ])('keeps the shim and the backups while a file %s', async (_, edit, why) => {
    const path = here.write(cursor, one);
    await here.protect();
    edit(path);

    const restored = await here.run(['restore', '--all']);
    const removed = await here.run(['uninstall']);

    expect(restored).toMatchObject({ code: 3, out: expect.stringContaining(`~/.cursor/mcp.json: ${why}`) as unknown });
    expect(removed).toMatchObject({ code: 3, out: expect.stringContaining(`~/.cursor/mcp.json: ${why}`) as unknown });
    expect(existsSync(here.launcher)).toBe(true);
    expect(readdirSync(join(here.stateFolder, 'backups'))).toHaveLength(2);
  });

  it('gives the rest back where such a file stays, and leaves nothing once it is gone for good', async () => {
    const path = here.write(cursor, one);
    here.write('.claude.json', one);
    await here.protect();
    rmSync(path);

    const first = await here.run(['uninstall']);
    here.write(cursor, '');
    const second = await here.run(['uninstall']);

    expect([first.code, second.code]).toEqual([3, 0]);
    expect(here.read('.claude.json')).toBe(one);
    expect(existsSync(here.stateFolder)).toBe(false);
  });

  const remark = `// How it looks: "command": "/x/sallyport-shim", "args": ["run", "--client", "cursor", "--", "npx"]\n`;

  it.each([
    ['exactly', ''],
    ['beside what somebody added', '\n// more\n'],
  ])('is not held up by a remark that stood there before, when the file is given back %s', async (_, added) => {
    here.write(cursor, remark + one);
    await here.protect();
    here.write(cursor, here.read(cursor) + added);

    expect(await here.run(['uninstall'])).toMatchObject({ code: 0 });
    expect(here.read(cursor)).toBe(remark + one + added);
  });

  it('is held up by one that came since: it may have been an entry', async () => {
    here.write(cursor, one);
    await here.protect();
    here.write(cursor, remark + here.read(cursor));

    expect(await here.run(['uninstall'])).toMatchObject({ code: 3 });
  });

  it('is not held up by a file of which somebody deleted our entries', async () => {
    here.write(cursor, one);
    await here.protect();
    here.write(cursor, '{ "mcpServers": {} }');

    expect(await here.run(['uninstall'])).toMatchObject({ code: 0 });
  });

  it('leaves what is not ours, and history on request', async () => {
    here.write('.sallyport/trace/2026-01-01/x.jsonl', '{}\n');
    here.write('.sallyport/my-notes.txt', 'mine');

    const { out } = await here.run(['uninstall', '--keep-history']);

    expect(out).toContain('my-notes.txt, trace');
    expect(existsSync(here.launcher)).toBe(false);
  });
});
