import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { identify } from '../../../shim/session/identify.ts';
import { knownClient } from '../../../shim/session/known-clients.ts';
import { linuxProcesses, linuxProcessesBy, parseStat } from '../../../shim/session/linux-processes.ts';
import { listedProcesses, parseCim, parsePs } from '../../../shim/session/listed-processes.ts';
import type { ProcessFacts } from '../../../shim/session/process-table.ts';

const one = (pid: number, parent: number, path: string | null, args: readonly string[] = []): ProcessFacts => ({
  pid,
  parent,
  started: `t${pid}`,
  path,
  args,
});
const table = (...rows: readonly ProcessFacts[]) => listedProcesses(() => rows);

describe('who started us', () => {
  it('is the nearest known client, past shells and launchers', () => {
    const processes = table(
      one(50, 40, '/bin/sh', ['sh', '-c', 'npx …']),
      one(40, 30, '/usr/bin/node', ['node', '/usr/lib/node_modules/npm/bin/npx-cli.js']),
      one(30, 20, '/opt/claude/claude'),
      one(20, 10, '/bin/zsh'),
      one(10, 1, '/usr/share/code/code'),
    );

    expect(identify(processes, 50, 'claude-code')).toMatchObject({
      owner: { pid: 30, started: 't30' },
      agent: {
        client: 'claude-code',
        verified: { client: 'claude-code', path: '/opt/claude/claude', pid: 30 },
        confidence: 'known-client',
        delegation: ['vscode'],
      },
    });
  });

  it('is one session for all connections of one run, and another for the next', () => {
    const first = table(one(50, 30, '/bin/sh'), one(51, 30, '/bin/sh'), one(30, 1, '/opt/claude'));
    const again = table(one(50, 30, '/bin/sh'), { ...one(30, 1, '/opt/claude'), started: 'later' });

    expect(identify(first, 50, 'c').key).toBe(identify(first, 51, 'c').key);
    expect(identify(first, 30, 'c').key).toBe(identify(first, 50, 'c').key);
    expect(identify(again, 50, 'c').key).not.toBe(identify(first, 50, 'c').key);
  });

  it('is the parent, and said to be no more, when no client is known', () => {
    expect(identify(table(one(50, 40, '/usr/bin/my-agent'), one(40, 1, '/sbin/init')), 50, 'x')).toMatchObject({
      owner: { pid: 50 },
      agent: { verified: { client: null, path: '/usr/bin/my-agent' }, confidence: 'parent-only', delegation: [] },
    });
  });

  it('is unknown when the system tells nothing', () => {
    expect(identify(table(), 50, 'x')).toMatchObject({ owner: null, agent: { verified: null, confidence: 'none' } });
  });

  it('is never taken from what the entry says', () => {
    expect(identify(table(one(50, 1, '/tmp/evil')), 50, 'claude-code').agent.verified?.client).toBeNull();
  });

  it('counts the many processes of one client once', () => {
    const processes = table(
      one(
        50,
        40,
        '/Applications/Cursor.app/Contents/Frameworks/Cursor Helper (Plugin).app/Contents/MacOS/Cursor Helper (Plugin)',
      ),
      one(40, 1, '/Applications/Cursor.app/Contents/MacOS/Cursor'),
    );

    expect(identify(processes, 50, 'cursor').agent).toMatchObject({
      verified: { client: 'cursor', pid: 50 },
      delegation: [],
    });
  });
});

describe('a program', () => {
  it.each([
    ['/home/kim/.local/share/claude/claude', [], 'claude-code'],
    ['/opt/claude/claude (deleted)', [], 'claude-code'],
    ['/home/kim/.local/share/claude/versions/2.1.328', ['claude'], 'claude-code'],
    ['/home/kim/.local/share/claude/versions/2.1.97 (deleted)', ['claude'], 'claude-code'],
    ['/home/kim/claude/versions/2.1.328/helper', ['helper'], null],
    ['/usr/bin/node', ['claude', '', '', ''], 'claude-code'],
    ['/usr/bin/node', ['claude', '/srv/app/server.js'], null],
    [
      '/home/kim/.local/share/cursor-agent/versions/2026.08.04-aaa8809/node',
      [
        '/home/kim/.local/bin/agent',
        '--use-system-ca',
        '/home/kim/.local/share/cursor-agent/versions/2026.08.04-aaa8809/index.js',
      ],
      'cursor',
    ],
    [
      '/Users/kim/.local/bin/agent',
      [
        '/Users/kim/.local/bin/agent',
        '--use-system-ca',
        '/Users/kim/.local/share/cursor-agent/versions/2026.08.04/index.js',
      ],
      'cursor',
    ],
    ['/home/kim/.local/bin/agent', ['agent', '--use-system-ca'], null],
    ['/usr/bin/less', ['less', '/home/kim/.local/share/claude/versions/2.1.328'], null],
    ['C:\\Program Files\\Cursor\\Cursor.exe', [], 'cursor'],
    [
      '/usr/bin/node',
      ['node', '--no-warnings', '/usr/lib/node_modules/@google/gemini-cli/dist/index.js'],
      'gemini-cli',
    ],
    ['/usr/bin/node', ['node', '/usr/local/bin/mcporter'], 'mcporter'],
    ['/usr/bin/node', ['node', '/srv/app/server.js', 'claude'], null],
    ['/usr/bin/node', ['node'], null],
    ['/bin/bash', ['bash', 'claude'], null],
    ['/usr/bin/claudette', [], null],
  ])('%s %j is %s', (path, args, client) => {
    expect(knownClient(one(1, 0, path, args))).toBe(client);
  });
});

describe('what systems say of processes', () => {
  it('is read from /proc, with a name that tries to look like more fields', () => {
    const fields = ['S', '7', ...Array.from({ length: 17 }, () => '0'), '424242', '0'];

    expect(parseStat(`12 (a) S 1 (b) ${fields.join(' ')}`)).toEqual({ state: 'S', parent: 7, started: '424242' });
  });

  it.runIf(process.platform === 'linux')('finds ourselves and our parent', () => {
    const [self, parent] = linuxProcesses.lineage(process.pid);

    expect(self).toMatchObject({ pid: process.pid, parent: process.ppid, path: process.execPath });
    expect(parent?.pid).toBe(process.ppid);
    expect(linuxProcesses.read(2 ** 30)).toBeNull();
  });

  it.runIf(process.platform === 'linux')(
    'is known by the title that a script has given to its interpreter',
    async () => {
      const script = "process.title = 'claude'; console.log('titled'); setInterval(() => {}, 1000);";
      const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
      await new Promise((resolve) => child.stdout.once('data', resolve));

      const facts = linuxProcesses.read(child.pid ?? 0);
      child.kill('SIGKILL');

      expect(facts && knownClient(facts)).toBe('claude-code');
    },
  );

  it.runIf(process.platform === 'linux')('has its descendants found by a kernel that lists no children', async () => {
    const shell = spawn('sh', ['-c', 'sh -c "sleep 30; :"; :'], { stdio: 'ignore' });
    const below = (isListing: boolean): readonly number[] =>
      linuxProcessesBy(() => isListing)
        .descendants(shell.pid ?? 0)
        .map(({ pid }) => pid)
        .toSorted((a, b) => a - b);
    while (below(true).length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }

    const [listed, unlisted] = [below(true), below(false)];
    [...listed, shell.pid ?? 0].forEach((pid) => process.kill(pid, 'SIGKILL'));

    expect(listed).toHaveLength(2);
    expect(unlisted).toEqual(listed);
  });

  it('is read from ps, with spaces in a path', () => {
    expect(
      parsePs(
        '  501     1 Fri Nov 20 09:00:00 2026 /Applications/LM Studio.app/Contents/MacOS/LM Studio --hidden\nnot a row\n',
      ),
    ).toEqual([
      {
        pid: 501,
        parent: 1,
        started: 'Fri Nov 20 09:00:00 2026',
        path: '/Applications/LM Studio.app/Contents/MacOS/LM Studio',
        args: ['/Applications/LM', 'Studio.app/Contents/MacOS/LM', 'Studio', '--hidden'],
      },
    ]);
  });

  it.each([
    [
      'one row',
      '{"ProcessId":8,"ParentProcessId":4,"ExecutablePath":"C:\\\\x.exe","CommandLine":"x a","Started":1}',
      [{ pid: 8, parent: 4, started: '1', path: 'C:\\x.exe', args: ['x', 'a'] }],
    ],
    [
      'a row without a path',
      '[{"ProcessId":8,"ParentProcessId":4,"ExecutablePath":null,"CommandLine":null,"Started":1}]',
      [{ pid: 8, parent: 4, started: '1', path: null, args: [''] }],
    ],
    ['nothing', '', []],
  ])('is read from CIM: %s', (_, text, expected) => {
    expect(parseCim(text)).toEqual(expected);
  });

  it('finds descendants over any number of steps, in any order', () => {
    const processes = table(one(4, 3, 'd'), one(3, 2, 'c'), one(2, 1, 'b'), one(9, 8, 'x'));

    expect(processes.descendants(1).map(({ pid }) => pid)).toEqual([2, 3, 4]);
  });
});
