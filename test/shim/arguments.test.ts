import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../shim/arguments.ts';

const word = (words: readonly string[]) => Buffer.from(JSON.stringify(words)).toString('base64url');

describe('the arguments of an entry', () => {
  it('hold the command behind two dashes, whatever it looks like', () => {
    expect(
      parseArguments(['run', '--client', 'cursor', '--server', 'my files', '--', 'npx', '-y', '--', '--client', '']),
    ).toEqual({
      kind: 'run',
      client: 'cursor',
      server: 'my files',
      stateFolder: null,
      command: 'npx',
      args: ['-y', '--', '--client', ''],
    });
  });

  it('may name another state folder', () => {
    expect(parseArguments(['run', '--state', '/a b', '--client', 'c', '--server', 's', '--', 'x'])).toMatchObject({
      stateFolder: '/a b',
    });
  });

  it('name the folder the launcher was installed in, unless the entry names another', () => {
    const installed = ['run', '--installed', '/h/100%25/.sallyport', '--client', 'c', '--server', 's'];

    expect(parseArguments([...installed, '--b64', word(['x'])])).toMatchObject({
      stateFolder: null,
      installedIn: '/h/100%25/.sallyport',
    });
    expect(parseArguments([...installed, '--state', '/a', '--', 'x'])).toMatchObject({
      stateFolder: '/a',
      installedIn: '/h/100%25/.sallyport',
    });
  });

  it('hold it in one word for clients that put a shell in between', () => {
    expect(
      parseArguments([
        'run',
        '--client',
        'cline',
        '--server',
        'my%20files%26more',
        '--b64',
        word(['npx', 'a b', '%PATH%']),
      ]),
    ).toEqual({
      kind: 'run',
      client: 'cline',
      server: 'my files&more',
      stateFolder: null,
      command: 'npx',
      args: ['a b', '%PATH%'],
    });
  });

  it('leave names alone that were never encoded', () => {
    expect(parseArguments(['run', '--client', 'c', '--server', '100%25', '--', 'x'])).toMatchObject({
      server: '100%25',
    });
    expect(parseArguments(['run', '--client', 'c', '--server', '100%', '--b64', word(['x'])])).toMatchObject({
      server: '100%',
    });
  });

  it.each([
    [[], 'nothing to do'],
    [['walk'], 'unknown word'],
    [['run', '--client', 'c', '--server', 's'], 'the command is missing'],
    [['run', '--client', 'c', '--server', 's', '--'], 'the command is missing'],
    [['run', '--client', 'c', '--', 'x'], '--client and --server'],
    [['run', '--client', '', '--server', 's', '--', 'x'], '--client needs a value'],
    [['run', '--clint', 'c', '--', 'x'], 'unknown option --clint'],
    [['run', '--client', 'c', '--server', 's', '--b64', '!!!'], '--b64'],
    [['run', '--client', 'c', '--server', 's', '--b64', word(['x']), 'y'], '--b64'],
    [['run', '--client', 'c', '--server', 's', '--transport', 'http', '--url', 'https://example.org'], 'not supported'],
  ])('%j are refused: %s', (words, why) => {
    expect(parseArguments(words)).toMatchObject({ kind: 'wrong', why: expect.stringContaining(why) });
  });
});
