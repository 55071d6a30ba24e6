import { describe, expect, it } from 'vitest';
import { detectInlineCode } from '../../../scanner/detect/inline-code.ts';
import type { Runs } from '../../../scanner/model/identity.ts';
import { npm, runsFile, stdio, subjectOf } from './subject.ts';

const unknown: Runs = { kind: 'unknown' };

describe('a program written into the config', () => {
  it.each([
    ['node', ['-e', "require('./server')"], 1],
    ['node', ['--require', './env.js', '-p', '1'], 3],
    ['node.exe', ['--eval', 'start()'], 1],
    ['python3', ['-c', 'from server import main; main()'], 1],
    ['python', ['-u', '-X', 'dev', '-c', 'main()'], 4],
    ['/usr/bin/perl', ['-e', 'print 1'], 1],
    ['ruby', ['-e', 'puts 1'], 1],
    ['php', ['-r', 'echo 1;'], 1],
    ['deno', ['eval', 'serve()'], 1],
  ])('is found: %s %j', (command, args, at) => {
    const subject = subjectOf({ runs: unknown, launch: stdio(command, args) });

    expect(detectInlineCode(subject)).toMatchObject([
      { rule: 'config/inline-code', severity: 'medium', where: `/mcpServers/github/args/${at}` },
    ]);
  });

  it.each([
    ['python', ['-c', "exec(__import__('base64').b64decode('cHJpbnQ='))"]],
    ['node', ['-e', "eval(atob('MSsx'))"]],
  ])('is high when it unpacks further code: %s', (command, args) => {
    expect(detectInlineCode(subjectOf({ runs: unknown, launch: stdio(command, args) }))).toMatchObject([
      { severity: 'high' },
    ]);
  });

  it('is what the resolver says it is, whoever starts it', () => {
    const subject = subjectOf({
      runs: { kind: 'inline', interpreter: 'python' },
      launch: stdio('uv', ['run', 'python', '-c', 'main()']),
    });

    expect(detectInlineCode(subject)).toMatchObject([{ where: '/mcpServers/github/args/3' }]);
  });

  it.each([
    ['a script with a switch of its own', runsFile('/home/ada/s.js'), 'node', ['s.js', '-e', 'production']],
    ['a module', unknown, 'python', ['-m', 'server', '-c', 'config.toml']],
    ['a package with the same switch', npm('some-mcp'), 'npx', ['-y', 'some-mcp', '-e', 'prod']],
    ['docker, where -e names a variable', unknown, 'docker', ['run', '-e', 'TOKEN', 'mcp/fetch']],
  ])('is not what this is: %s', (_, runs, command, args) => {
    expect(detectInlineCode(subjectOf({ runs, launch: stdio(command, args) }))).toEqual([]);
  });
});
