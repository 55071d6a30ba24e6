import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accounts } from '../../main/daemon/accounts.ts';
import { agentAbove } from '../../main/daemon/agent-above.ts';
import type { ProcessFacts, ProcessTable } from '../../shim/session/process-table.ts';
import { folderWith } from './scan-home.ts';

describe('the people of a machine', () => {
  it('on Linux are the accounts for people that have a home', () => {
    const system = folderWith({ 'home/ann/x': '', 'home/bob/x': '', 'var/daemon/x': '' });
    const line = (name: string, id: number, home: string): string =>
      `${name}:x:${id}:${id}::${join(system, home)}:/bin/sh`;
    const passwd = [
      line('ann', 1000, 'home/ann'),
      line('bob', 1001, 'home/bob'),
      line('gone', 1002, 'home/gone'),
      line('daemon', 2, 'var/daemon'),
      line('nobody', 65_534, 'home/ann'),
      '',
    ];
    const machine = folderWith({ 'etc/passwd': passwd.join('\n') });

    expect(accounts({ os: 'linux', system: machine }).map(({ name, id }) => `${name} ${id}`)).toEqual([
      'ann 1000',
      'bob 1001',
    ]);
  });

  it.each(['darwin', 'win32'] as const)('on %s are the folders of homes, shared ones left out', (os) => {
    const system = folderWith({
      'Users/ann/x': '',
      'Users/Public/x': '',
      'Users/Shared/x': '',
      'Users/desktop.ini': '',
    });
    mkdirSync(join(system, 'Users', 'Default'));

    expect(accounts({ os, system }).map(({ name }) => name)).toEqual(['ann']);
  });
});

describe('who started us', () => {
  const facts = (path: string, args: readonly string[] = []): ProcessFacts => ({
    pid: 2,
    parent: 1,
    started: '1',
    path,
    args,
  });
  const above = (...lineage: readonly ProcessFacts[]): ProcessTable => ({
    read: () => null,
    lineage: () => lineage,
    all: () => lineage,
    descendants: () => [],
  });

  it.each<[string, ProcessTable, Readonly<Record<string, string>>, string | null]>([
    ['a shell in a terminal', above(facts('/bin/bash'), facts('/usr/bin/gnome-terminal')), {}, null],
    ['a terminal inside an editor', above(facts('/bin/zsh'), facts('/usr/share/code/code')), {}, null],
    ['an agent, past its shell', above(facts('/bin/sh'), facts('/home/a/.local/bin/claude')), {}, 'claude-code'],
    [
      'an agent that runs on Node',
      above(facts('/usr/bin/node', ['node', '/x/node_modules/@openai/codex/bin/codex.js'])),
      {},
      'codex',
    ],
    ["the editor's own agent program", above(facts('/home/a/.local/bin/cursor-agent')), {}, 'cursor-agent'],
    ['somebody who left the mark of an agent', above(facts('/bin/sh')), { CLAUDECODE: '1' }, 'claude-code'],
  ])('%s', (_who, table, env, expected) => {
    expect(agentAbove(env, table)).toBe(expected);
  });
});
