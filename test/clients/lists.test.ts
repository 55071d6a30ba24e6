import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../scanner/model/inventory.ts';
import { inventoryOf, makeHome } from '../e2e/sallyport.ts';

const folder = process.env['SALLYPORT_REAL_CLIENTS'] ?? '';
const jail = process.env['SALLYPORT_JAIL'] ?? '';

/** What a real client prints, in a scratch home, with loopback as its only network. Its servers do not exist or end at once. */
function run(home: string, program: string, ...words: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(jail, [join(folder, program), ...words], {
    cwd: join(home, 'work'),
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      HOME: home,
      PATH: `${join(process.execPath, '..')}:/usr/bin:/bin:/usr/sbin:/sbin`,
      TERM: 'dumb',
      NO_COLOR: '1',
    },
  });
  if (status !== 0) {
    throw new Error(`${program} ended with ${status}: ${stdout}${stderr}`);
  }
  return stdout;
}

const gone = { command: 'false' };

async function found(
  home: string,
  client: string,
): Promise<readonly { readonly name: string; readonly enabled: boolean }[]> {
  const { servers }: Inventory = await inventoryOf(home, '--client', client, '--project', join(home, 'work'));
  return servers
    .flatMap(({ sightings }) => sightings.map(({ name, enabled }) => ({ name, enabled })))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

describe('what the scan lists for a real client is what the client lists', () => {
  it('Claude Code: user, local and project scope', async () => {
    const home = makeHome({ 'work/.git/HEAD': '', 'work/.mcp.json': { mcpServers: { shared: gone } } });
    const config = {
      mcpServers: { mine: gone, 'remote one': { type: 'http', url: 'http://127.0.0.1:9/mcp' } },
      projects: { [join(home, 'work')]: { mcpServers: { here: gone } } },
    };
    writeFileSync(join(home, '.claude.json'), JSON.stringify(config));
    const ours = await found(home, 'claude-code');

    const printed = run(home, '_anthropic-ai_claude-code/node_modules/.bin/claude', 'mcp', 'list');

    const theirs = printed.split('\n').flatMap((line) => /^([^:]+): .* - [✔✘⏸]/.exec(line)?.[1] ?? []);
    expect(ours.map(({ name }) => name)).toEqual(theirs.toSorted((a, b) => a.localeCompare(b)));
    expect(theirs).toHaveLength(4);
  });

  it('Claude Code: servers of a repository that settings reject', async () => {
    const home = makeHome({
      'work/.git/HEAD': '',
      'work/.mcp.json': { mcpServers: { kept: gone, rejected: gone, 'rejected by all': gone } },
      'work/.claude/settings.local.json': { disabledMcpjsonServers: ['rejected'] },
      '.claude/settings.json': { disabledMcpjsonServers: ['rejected by all'], enabledMcpjsonServers: ['kept'] },
      '.claude.json': { mcpServers: { rejected: gone } },
    });
    const ours = await found(home, 'claude-code');

    const printed = run(home, '_anthropic-ai_claude-code/node_modules/.bin/claude', 'mcp', 'list');

    const theirs = printed.split('\n').flatMap((line) => /^([^:]+): .* - [✔✘⏸]/.exec(line)?.[1] ?? []);
    expect(ours.filter(({ enabled }) => enabled).map(({ name }) => name)).toEqual(theirs.toSorted());
    expect(ours.filter(({ enabled }) => !enabled)).toHaveLength(2);
  });

  it('Codex: names and whether they are on', async () => {
    const home = makeHome({
      '.codex/config.toml':
        '[mcp_servers.ev]\ncommand = "false"\n\n[mcp_servers."with space"]\ncommand = "false"\nargs = ["-y"]\n\n[mcp_servers.off]\ncommand = "false"\nenabled = false\n\n[mcp_servers.far]\nurl = "http://127.0.0.1:9/mcp"\n',
    });
    mkdirSync(join(home, 'work'));
    const ours = await found(home, 'codex');

    const printed = JSON.parse(
      run(home, '_openai_codex/node_modules/.bin/codex', 'mcp', 'list', '--json'),
    ) as readonly {
      readonly name: string;
      readonly enabled: boolean;
    }[];

    expect(ours).toEqual(
      printed.map(({ name, enabled }) => ({ name, enabled })).toSorted((a, b) => a.name.localeCompare(b.name)),
    );
    expect(ours).toHaveLength(4);
  });

  it('opencode: global and project files, and whether they are on', async () => {
    const home = makeHome({
      '.config/opencode/opencode.jsonc':
        '{\n  // mine\n  "mcp": {\n    "ev": { "type": "local", "command": ["false"] },\n    "far": { "type": "remote", "url": "http://127.0.0.1:9/mcp", "enabled": false },\n  },\n}\n',
      'work/.git/HEAD': 'ref: refs/heads/main\n',
      'work/opencode.json': { mcp: { here: { type: 'local', command: ['false'] } } },
    });
    const ours = await found(home, 'opencode');

    const printed = run(home, 'opencode-ai/node_modules/opencode-linux-x64/bin/opencode', 'mcp', 'list');

    const theirs = [...printed.matchAll(/[✓✗○⚠] (\S+) (?:\S*?)(connected|failed|disabled)/g)].map(
      ([, name, state]) => ({ name: name ?? '', enabled: state !== 'disabled' }),
    );
    expect(ours).toEqual(theirs.toSorted((a, b) => a.name.localeCompare(b.name)));
    expect(ours).toHaveLength(3);
  });

  it('opencode: a project is found by its own list, once it was used there', async () => {
    const home = makeHome({
      'work/opencode.json': { mcp: { here: { type: 'local', command: ['false'] } } },
    });
    // It remembers repositories by their first commit.
    const commit = 'git init -q . && git -c user.name=x -c user.email=x@example.com commit -q --allow-empty -m first';
    expect(spawnSync('sh', ['-c', commit], { cwd: join(home, 'work') }).status).toBe(0);
    expect(await found(home, 'opencode')).toHaveLength(1);
    expect((await inventoryOf(home, '--client', 'opencode')).servers).toEqual([]);
    run(home, 'opencode-ai/node_modules/opencode-linux-x64/bin/opencode', 'mcp', 'list');

    const { servers } = await inventoryOf(home, '--client', 'opencode');

    expect(servers.flatMap(({ names }) => names)).toEqual(['here']);
  });

  it('opencode: what another file of the same layer switches off', async () => {
    const local = { type: 'local', command: ['false'] };
    const home = makeHome({
      '.config/opencode/opencode.json': { mcp: { mine: local, on: local } },
      '.config/opencode/opencode.jsonc': { mcp: { mine: { enabled: false } } },
      'work/.git/HEAD': 'ref: refs/heads/main\n',
      'work/opencode.json': { mcp: { here: local } },
      'work/.opencode/opencode.json': { mcp: { here: { enabled: false } } },
    });
    const ours = await found(home, 'opencode');

    const printed = run(home, 'opencode-ai/node_modules/opencode-linux-x64/bin/opencode', 'mcp', 'list');

    const theirs = [...printed.matchAll(/[✓✗○⚠] (\S+) (?:\S*?)(connected|failed|disabled)/g)].map(
      ([, name, state]) => ({ name: name ?? '', enabled: state !== 'disabled' }),
    );
    expect(ours).toEqual(theirs.toSorted((a, b) => a.name.localeCompare(b.name)));
    expect(ours).toHaveLength(3);
  });
});
