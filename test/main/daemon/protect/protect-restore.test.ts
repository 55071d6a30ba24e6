import { spawnSync } from 'node:child_process';
import { chmodSync, linkSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../scanner/formats/parse.ts';
import { laptop, type Laptop } from './laptop.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

const canSetAttributes = process.platform === 'linux' && attributes('try', tmpdir()) !== null;
const cursor = '.cursor/mcp.json';
const two =
  '{\n  // mine\n  "mcpServers": {\n    "a": { "command": "npx", "args": ["-y", "a-server"] },\n    "b": { "command": "b-server" },\n  },\n}\n';

describe('a home that is protected and restored', () => {
  it.each<[string, string, string]>([
    [cursor, two, '"args": ["run", "--client", "cursor", "--server", "a", "--", "npx", "-y", "a-server"]'],
    [
      '.claude.json',
      '{"numStartups":3,"mcpServers":{"a":{"type":"stdio","command":"npx","args":[],"env":{}}},"projects":{"/p":{"mcpServers":{"b":{"command":"b"}}}}}',
      '"b":{"args": ["run", "--client", "claude-code", "--server", "b", "--", "b"], "command":',
    ],
    [
      '.config/opencode/opencode.jsonc',
      '{ "mcp": { "a": { "type": "local", "command": ["npx", "-y", "a"], "environment": { "K": "{env:K}" } } } }',
      '"run", "--client", "opencode", "--server", "a", "--", "npx", "-y", "a"]',
    ],
    [
      '.config/zed/settings.json',
      '{\n\t"context_servers": {\n\t\t"a": { "source": "custom", "command": { "path": "a", "args": ["x"], "env": null } },\n\t},\n}',
      '"args": ["run", "--client", "zed", "--server", "a", "--", "a", "x"]',
    ],
    [
      '.config/goose/config.yaml',
      'extensions:\n  a:\n    type: stdio\n    cmd: npx # runner\n    args:\n    - -y\n    - a\n    envs: {}\n',
      '    args:\n    - "run"\n    - "--client"\n    - "goose"\n    - "--server"\n    - "a"\n    - "--"\n    - "npx"\n    - -y\n',
    ],
    [
      '.continue/config.yaml',
      'name: x\nmcpServers:\n  - name: a\n    command: npx\n    args: [-y, a]\n  - command: b\n    name: b\n',
      '  - args: ["run", "--client", "continue", "--server", "b", "--", "b"]\n    command: ',
    ],
    [
      '.codex/config.toml',
      'model = "o"\r\n\r\n[mcp_servers.a] # one\r\ncommand = "npx"\r\nargs = ["-y", "a"]\r\n\r\n[mcp_servers.a.env]\r\nK = "v"\r\n',
      'args = ["run", "--client", "codex", "--server", "a", "--", "npx", "-y", "a"]\r\n',
    ],
    [
      '.cline/data/settings/cline_mcp_settings.json',
      '{"mcpServers":{"a":{"transport":{"type":"stdio","command":"npx","args":["-y","a"]},"disabled":true}}}',
      '"args":["run", "--client", "cline", "--server", "a", "--", "npx", "-y","a"]',
    ],
    [
      '.gemini/settings.json',
      '\uFEFF{"mcpServers":{"a":{"command":"$HOME/a","args":["${X:-d}"],"trust":false}}}',
      '"--", "$HOME/a", "${X:-d}"]',
    ],
  ])('gets %s back byte for byte', async (path, text, guarded) => {
    here.write(path, text);

    const { applied } = await here.protect();
    const there = here.read(path);
    const { plan, restored } = await here.restore();

    expect(applied).toMatchObject([{ kind: 'done', held: 'held', refused: [] }]);
    expect(there).toContain(guarded);
    expect(there).toContain(here.launcher);
    expect(plan.plans).toMatchObject([{ isExact: true, cannot: [] }]);
    expect(restored).toMatchObject([{ kind: 'done', isBack: true }]);
    expect(here.read(path)).toBe(text);
  });

  it('gives names and paths the same mode, owner and link', async () => {
    const real = here.write('dotfiles/cursor.json', two);
    chmodSync(real, 0o640);
    mkdirSync(join(here.home, '.cursor'));
    symlinkSync(real, join(here.home, cursor));

    await here.protect();

    expect(lstatSync(join(here.home, cursor)).isSymbolicLink()).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(here.read('dotfiles/cursor.json')).toContain(here.launcher);
    expect(readdirSync(join(here.home, 'dotfiles'))).toEqual(['cursor.json']);
  });

  it('keeps a file that has several names one file', async () => {
    const path = here.write(cursor, two);
    linkSync(path, join(here.home, 'other-name.json'));

    await here.protect();
    const other = here.read('other-name.json');
    await here.restore();

    expect(other).toContain(here.launcher);
    expect(statSync(path).nlink).toBe(2);
    expect(here.read('other-name.json')).toBe(two);
  });

  // Node can not set them; not every Linux has a program that can.
  it.skipIf(!canSetAttributes)('keeps extended attributes and the access list', async () => {
    const path = here.write(cursor, two);
    chmodSync(path, 0o640);
    attributes('set', path);
    const before = attributes('get', path);

    await here.protect();
    const there = attributes('get', path);
    await here.restore();

    expect(before).toMatch(/^user\.note=\w+ system\.posix_acl_access=\w+$/);
    expect(there).toBe(before);
    expect(attributes('get', path)).toBe(before);
  });

  it('keeps backups that only this person can read', async () => {
    here.write(cursor, two);

    await here.protect();
    const folder = join(here.stateFolder, 'backups');

    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600]);
  });
});

describe('a protected file that somebody changed since', () => {
  const change = (from: string, to: string): void => {
    const now = here.read(cursor);
    expect(now).toContain(from);
    here.write(
      cursor,
      now.replace(from, () => to),
    );
  };

  it.each<[string, (there: Laptop) => void, string]>([
    [
      'a server was added',
      () => change('  },\n}', '    "c": { "command": "c" },\n  },\n}'),
      two.replace('  },\n}', '    "c": { "command": "c" },\n  },\n}'),
    ],
    [
      'an argument was added',
      () => change('"a-server"]', '"a-server", "--fast"]'),
      two.replace('"a-server"]', '"a-server", "--fast"]'),
    ],
    [
      'a key was added',
      () => change('"b": {', '"b": { "env": { "K": "v" },'),
      two.replace('"b": {', '"b": { "env": { "K": "v" },'),
    ],
    ['a comment was changed', () => change('// mine', '// ours'), two.replace('// mine', '// ours')],
    ['the entry was renamed', () => change('"b": {', '"bee": {'), two.replace('"b": {', '"bee": {')],
  ])('keeps what is new when %s', async (_what, edit, expected) => {
    here.write(cursor, two);
    await here.protect();

    edit(here);
    const { plan, restored } = await here.restore();

    expect(plan.plans).toMatchObject([{ isExact: false, cannot: [] }]);
    expect(restored).toMatchObject([{ kind: 'done', isBack: true }]);
    expect(here.read(cursor)).toBe(expected);
  });

  it('leaves an entry deleted that was deleted', async () => {
    here.write(cursor, two);
    await here.protect();
    const lines = here
      .read(cursor)
      .split('\n')
      .filter((line) => !line.includes('"b"'));
    here.write(cursor, lines.join('\n'));

    await here.restore();

    expect(here.read(cursor)).toBe(two.replace(/.*"b".*\n/, ''));
  });

  it('gives back the same servers when its client has written the whole file anew', async () => {
    here.write('.claude.json', '{\n "mcpServers": {"a": {"command": "npx", "args": ["-y", "a"]}}, "n": 1 }');
    await here.protect();
    here.write('.claude.json', JSON.stringify({ ...JSON.parse(here.read('.claude.json')), n: 2 }, null, 2));

    await here.restore();

    expect(JSON.parse(here.read('.claude.json'))).toEqual({
      mcpServers: { a: { command: 'npx', args: ['-y', 'a'] } },
      n: 2,
    });
  });

  it('gives back one server and leaves the other guarded', async () => {
    here.write(cursor, two);
    await here.protect();

    await here.restore({ server: 'a' });
    const one = here.read(cursor);
    await here.restore();

    expect(one).toContain('"a": { "command": "npx", "args": ["-y", "a-server"] }');
    expect(one).toContain('"--server", "b"');
    expect(here.read(cursor)).toBe(two);
  });

  it.each([
    ['cmd', ['/c'], ['npx', '-y', 'a']],
    ['env', ['A=1'], ['a-server']],
  ])('is not wrapped again behind %s, and gives back what stands there', async (command, before, behind) => {
    const ours = [here.launcher, 'run', '--client', 'cursor', '--server', 'a', '--'];
    const config = (args: readonly string[]): string => JSON.stringify({ mcpServers: { a: { command, args } } });
    here.write(cursor, config([...before, ...ours, ...behind]));

    const { plan } = await here.protect();
    await here.restore();

    expect(plan).toMatchObject({ plans: [], guarded: [{ name: 'a' }] });
    expect(JSON.parse(here.read(cursor))).toEqual(JSON.parse(config([...before, ...behind])));
  });

  it.each<[string, string, string]>([
    ['no server', ', "--server", "a", "--", "npx", "-y", "a-server"]', ']'],
    ['nothing', '"args": ["run", "--client", "cursor", "--server", "a", "--", "npx", "-y", "a-server"]', '"args": []'],
    ['no arguments', ', "args": ["run", "--client", "cursor", "--server", "a", "--", "npx", "-y", "a-server"]', ''],
  ])('gives back what was noted where an entry of ours was cut and names %s', async (_, from, to) => {
    here.write(cursor, two);
    await here.protect();
    change(from, to);

    const { plan } = await here.protect();
    const cut = here.read(cursor);
    await here.restore();
    const parsed = await parseConfig(Buffer.from(here.read(cursor)), 'jsonc');

    expect(cut).toContain(here.launcher);
    expect(plan).toMatchObject({
      plans: [],
      unroutable: [
        {
          name: 'a',
          obstacle: { kind: 'malformed', reason: 'it starts the shim and no longer says which server that is for' },
        },
      ],
    });
    expect(parsed).toMatchObject({
      document: {
        value: { mcpServers: { a: { command: 'npx', args: ['-y', 'a-server'] }, b: { command: 'b-server' } } },
      },
    });
    expect(here.read(cursor)).not.toContain(here.launcher);
  });

  it('gives it back without arguments where there were none', async () => {
    here.write(cursor, two);
    await here.protect();
    change('["run", "--client", "cursor", "--server", "b", "--", "b-server"]', '["run", "--client"]');

    await here.restore({ server: 'b' });

    expect(here.read(cursor)).toContain('"b": { "command": "b-server" }');
  });

  it('names an entry of ours that was cut, where nothing was noted either', async () => {
    here.write(cursor, two);
    await here.protect();
    change(', "--server", "a", "--", "npx", "-y", "a-server"]', ']');
    rmSync(join(here.stateFolder, 'backups'), { recursive: true });

    const { plan } = await here.restore();

    expect(plan.plans).toMatchObject([{ cannot: [{ name: 'a' }], entries: [{ name: 'b' }] }]);
  });
});

describe('a laptop whose store and backups are lost', () => {
  it('still gives back an equivalent entry from the entry itself', async () => {
    here.write(cursor, two);
    await here.protect();
    rmSync(join(here.stateFolder, 'backups'), { recursive: true });
    for (const name of readdirSync(here.stateFolder).filter((one) => one.startsWith('journal.db'))) {
      rmSync(join(here.stateFolder, name));
    }

    await here.restore();
    const parsed = await parseConfig(Buffer.from(here.read(cursor)), 'jsonc');

    expect(JSON.stringify(parsed.ok && parsed.document.value)).toBe(
      '{"mcpServers":{"a":{"command":"npx","args":["-y","a-server"]},"b":{"args":[],"command":"b-server"}}}',
    );
  });

  it('gives back exact bytes with the backups alone', async () => {
    here.write(cursor, two);
    await here.protect();
    for (const name of readdirSync(here.stateFolder).filter((one) => one.startsWith('journal.db'))) {
      rmSync(join(here.stateFolder, name));
    }

    await here.restore();

    expect(here.read(cursor)).toBe(two);
  });

  it('gives back a file that no scan looks at any more', async () => {
    const project = join(here.home, 'somewhere');
    here.write('somewhere/.cursor/mcp.json', two);
    await here.protect({ projects: [project] });

    const { restored } = await here.restore();

    expect(restored).toHaveLength(1);
    expect(here.read('somewhere/.cursor/mcp.json')).toBe(two);
  });
});

describe('a home that is protected already', () => {
  it('is left as it is', async () => {
    here.write(cursor, two);
    await here.protect();
    const first = here.read(cursor);

    const { plan } = await here.protect();

    expect(plan.plans).toEqual([]);
    expect(plan.guarded).toHaveLength(2);
    expect(here.read(cursor)).toBe(first);
  });

  it('follows the shim when it has moved, and still gives exact bytes back', async () => {
    here.write(cursor, two);
    await here.protect();
    const moved = here.write('elsewhere/bin/sallyport-shim', '');

    await here.protect({ launcher: moved });
    const there = here.read(cursor);
    await here.restore();

    expect(there).toContain(moved);
    expect(there).not.toContain(here.launcher);
    expect(here.read(cursor)).toBe(two);
  });

  it('wraps what was added since, and gives everything back', async () => {
    here.write(cursor, two);
    await here.protect();
    const added = (text: string): string => text.replace('  },\n}', '    "c": { "command": "c" },\n  },\n}');
    here.write(cursor, added(here.read(cursor)));

    await here.protect();
    const there = here.read(cursor);
    await here.restore();

    expect(there).toContain('"--server", "c"');
    expect(here.read(cursor)).toBe(added(two));
  });
});

describe('files that can not be routed', () => {
  it('are left as they are, and the others are still handled', async () => {
    here.write(cursor, two);
    const broken = here.write('.gemini/settings.json', '{"mcpServers": {');
    const twice = '{"mcpServers":{"a":{"command":"a","command":"b"}}}';
    here.write('.codeium/windsurf/mcp_config.json', twice);

    const { plan, applied } = await here.protect();

    expect(plan.gaps.map(({ text }) => text).join()).toContain(broken);
    expect(plan.refused).toMatchObject([{ name: 'a', client: 'windsurf' }]);
    expect(here.read('.codeium/windsurf/mcp_config.json')).toBe(twice);
    expect(applied).toHaveLength(1);
  });

  it('are named when they belong to a project under version control', async () => {
    here.write('proj/.git/HEAD', 'ref: refs/heads/main\n');
    here.write('proj/.cursor/mcp.json', two);

    const { plan } = await here.protect({ projects: [join(here.home, 'proj')] });

    expect(plan.unroutable.map(({ obstacle }) => obstacle.kind)).toEqual(['project-file', 'project-file']);
    expect(here.read('proj/.cursor/mcp.json')).toBe(two);
  });

  it('fail with the file and a remedy when they are read-only', async () => {
    const path = here.write(cursor, two);
    chmodSync(path, 0o444);

    const { applied } = await here.protect();

    expect(applied).toMatchObject([{ kind: 'failed', error: { code: 'CONFIG_UNWRITABLE' } }]);
    expect(here.read(cursor)).toBe(two);
  });

  it('are left as they are, with CONFIG_CHANGED_MEANWHILE, when another program changed them since the plan', async () => {
    here.write(cursor, two);

    const { applied } = await here.protect({
      meanwhile: () => here.write(cursor, two.replace('mine', 'edited by hand')),
    });

    expect(applied).toMatchObject([{ kind: 'failed', error: { code: 'CONFIG_CHANGED_MEANWHILE' } }]);
    expect(here.read(cursor)).toBe(two.replace('mine', 'edited by hand'));
  });
});

describe('odd names and words', () => {
  it.each(['a/b', '"quoted"', 'new\nline', '\u001b[31mred', '--', '--b64', 'ünï', "it's"])(
    'stay what they are: %j',
    async (name) => {
      const text = JSON.stringify({ mcpServers: { [name]: { command: 'x', args: ['run', '--', '--client', 'y'] } } });
      here.write(cursor, text);

      const { plan } = await here.protect();
      const again = await here.protect();
      await here.restore();

      expect(plan.plans).toHaveLength(1);
      expect(again.plan).toMatchObject({ plans: [], guarded: [{ name }] });
      expect(here.read(cursor)).toBe(text);
    },
  );

  it('handles a file of five megabytes', async () => {
    const text = JSON.stringify({ history: 'x'.repeat(5_000_000), mcpServers: { a: { command: 'x' } } });
    here.write('.claude.json', text);

    await here.protect();
    const there = here.read('.claude.json');
    await here.restore();

    expect(there).toContain(here.launcher);
    expect(here.read('.claude.json') === text).toBe(true);
  });
});

/** Sets or tells an extended attribute and an access list that lets one more user read; null where this can not be done. */
function attributes(what: 'set' | 'get' | 'try', path: string): string | null {
  const script = `
import os, struct, sys, tempfile
names = ['user.note', 'system.posix_acl_access']
none = 0xffffffff
acl = struct.pack('<I', 2) + b''.join(struct.pack('<HHI', *one) for one in
  [(1, 6, none), (2, 4, 1234), (4, 4, none), (16, 4, none), (32, 0, none)])
def set_all(path):
  os.setxattr(path, names[0], b'mine')
  os.setxattr(path, names[1], acl)
if sys.argv[1] == 'try':
  with tempfile.NamedTemporaryFile(dir=sys.argv[2]) as probe: set_all(probe.name)
elif sys.argv[1] == 'set': set_all(sys.argv[2])
else: print(' '.join(name + '=' + os.getxattr(sys.argv[2], name).hex() for name in names), end='')
`;
  const { status, stdout } = spawnSync('python3', ['-c', script, what, path], { encoding: 'utf8' });
  return status === 0 ? stdout : null;
}
