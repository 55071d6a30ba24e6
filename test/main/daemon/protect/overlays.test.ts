import { chmodSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseArguments } from '../../../../shim/arguments.ts';
import { laptop, type Laptop } from './laptop.ts';

let here: Laptop;
let project: string;
beforeEach(() => {
  here = laptop();
  project = join(here.home, 'proj');
  here.write('proj/.git/HEAD', 'ref: refs/heads/main\n');
  here.write('proj/.mcp.json', shared());
});
afterEach(() => here.remove());

const shared = (command = 'npx'): string =>
  JSON.stringify({ mcpServers: { a: { command, args: ['-y', 'a'], env: { KEY: '${KEY}' } }, b: { command: 'b' } } });

/** Claude Code's own file; it has approved these servers of the project. */
function approve(names: readonly string[], more: object = {}): string {
  const text = JSON.stringify(
    { numStartups: 3, projects: { [project]: { enabledMcpjsonServers: names, ...more } } },
    null,
    2,
  );
  chmodSync(here.write('.claude.json', text), 0o600);
  return text;
}

function personal(): unknown {
  return (JSON.parse(here.read('.claude.json')) as { projects: Record<string, { mcpServers?: unknown }> }).projects[
    project
  ]?.mcpServers;
}

describe('a server of a project file under version control', () => {
  it('gets a personal copy behind the shim once Claude Code has approved it by name', async () => {
    approve(['a']);

    const { plan } = await here.protect();

    expect(plan.plans.flatMap(({ changes }) => changes.map(({ kind, name, before }) => [kind, name, before]))).toEqual([
      ['overlay', 'a', ['npx', '-y', 'a']],
    ]);
    expect(personal()).toEqual({
      a: {
        command: here.launcher,
        args: [
          'run',
          '--client',
          'claude-code',
          '--server',
          'a',
          '--overlay',
          expect.stringMatching(/^[0-9a-f]{32}$/),
          '--',
          'npx',
          '-y',
          'a',
        ],
        env: { KEY: '${KEY}' },
      },
    });
    expect(here.read('proj/.mcp.json')).toBe(shared());
    expect(statSync(join(here.home, '.claude.json')).mode & 0o777).toBe(0o600);
  });

  it('is guarded from then on, and the copy is made once', async () => {
    approve(['a']);
    await here.protect();

    const { plan } = await here.protect();

    expect(plan.plans).toEqual([]);
    expect(plan.guarded.map(({ name, path }) => [name, path])).toContainEqual(['a', join(project, '.mcp.json')]);
    expect(plan.unroutable.map(({ name }) => name)).toEqual(['b']);
  });

  it('starts the same server: the shim takes the mark of a copy', async () => {
    approve(['a']);
    await here.protect();
    const { a } = personal() as { a: { args: readonly string[] } };

    expect(parseArguments(a.args)).toMatchObject({ kind: 'run', server: 'a', command: 'npx', args: ['-y', 'a'] });
  });

  it.each<[string, () => void]>([
    ['nobody has approved it', () => approve([])],
    ['Claude Code has turned it off', () => approve(['a'], { disabledMcpjsonServers: ['a'] })],
    [
      'only the repository approves it',
      () => {
        approve([]);
        here.write('proj/.claude/settings.json', '{"enabledMcpjsonServers":["a"]}');
      },
    ],
    [
      'a switch approves all: nobody has looked at it',
      () => {
        approve([]);
        here.write('.claude/settings.json', '{"enableAllProjectMcpServers":true}');
      },
    ],
    [
      'the person has a server of that name already',
      () => approve(['a'], { mcpServers: { a: { type: 'http', url: 'https://e.example' } } }),
    ],
  ])('gets none while %s', async (_when, arrange) => {
    arrange();

    const { plan } = await here.protect();

    expect(plan.plans).toEqual([]);
    expect(here.read('.claude.json')).not.toContain('--overlay');
  });

  it.each([['proj/.claude/settings.local.json'], ['.claude/settings.json']])(
    'gets one where the approval stands in %s',
    async (path) => {
      approve([]);
      here.write(path, '{"enabledMcpjsonServers":["a"]}');

      await here.protect();

      expect(personal()).toMatchObject({ a: { command: here.launcher } });
    },
  );
});

describe('a personal copy', () => {
  it.each<[string, () => void]>([
    ['its original starts something else', () => here.write('proj/.mcp.json', shared('bunx'))],
    ['its original is gone', () => here.write('proj/.mcp.json', '{"mcpServers":{"b":{"command":"b"}}}')],
    ['its file is gone', () => rmSync(join(project, '.mcp.json'))],
  ])('is withdrawn when %s, and everything else stays', async (_when, change) => {
    approve(['a'], { mcpServers: { mine: { command: 'x' } } });
    await here.protect();
    change();

    const { plan } = await here.protect();

    expect(plan.plans.flatMap(({ changes }) => changes.map(({ kind }) => kind))).toEqual(['withdraw']);
    expect(Object.keys(Object(personal()))).toEqual(['mine']);
  });

  it('stays while its original can not be read: unknown is not gone', async () => {
    approve(['a']);
    await here.protect();
    here.write('proj/.mcp.json', '{"mcpServers":');

    const { plan } = await here.protect();

    expect(plan.plans).toEqual([]);
    expect(personal()).toMatchObject({ a: { command: here.launcher } });
  });

  it('goes with a restore, byte for byte', async () => {
    const before = approve(['a']);
    await here.protect();

    await here.restore();

    expect(here.read('.claude.json')).toBe(before);
  });

  it('goes with a restore when Claude Code has written its file since, and without any backup', async () => {
    approve(['a']);
    await here.protect();
    const there = JSON.parse(here.read('.claude.json')) as Record<string, unknown>;
    here.write('.claude.json', JSON.stringify({ ...there, numStartups: 4 }));
    rmSync(join(here.stateFolder, 'backups'), { recursive: true });

    await here.restore();

    expect(personal()).toEqual({});
    expect(JSON.parse(here.read('.claude.json'))).toMatchObject({ numStartups: 4 });
  });
});
