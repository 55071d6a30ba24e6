import { describe, expect, it } from 'vitest';
import { credentialOf } from '../../../shim/policy/credential.ts';

const client = { PATH: '/usr/bin', GITHUB_TOKEN: 'of-the-client' };

describe('where the credential of a server comes from', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['a variable of its entry whose name says so', { ...client, API_KEY: 'x' }, []],
    ['a variable of the client that its entry replaced', { ...client, GITHUB_TOKEN: 'another' }, []],
    ['an argument that looks drawn at random', client, ['--token', `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`]],
  ])('is the config: %s', (_, own, args) => {
    expect(credentialOf(own, client, args)).toBe('config');
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['a token that the client itself has', client, []],
    ['a variable that only speaks of one', { ...client, TOKEN_LIMIT: '5', PASSWORD_FILE: '/etc/x' }, []],
    ['an empty one', { ...client, API_KEY: '' }, []],
    ['plain words', client, ['-y', '@scope/server-with-a-long-name@1.0.0', '/home/kim/work']],
  ])('is none: %s', (_, own, args) => {
    expect(credentialOf(own, client, args)).toBe('none');
  });

  it.each([
    ['unknown, when one may be its own', { API_KEY: 'x' }, [], 'unknown'],
    ['none, when none could be one', { PATH: '/usr/bin', TOKEN_LIMIT: '5' }, [], 'none'],
    ['the config, when an argument says so', {}, [`ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`], 'config'],
  ])('is, where the variables of the client can not be seen, %s', (_, own, args, expected) => {
    expect(credentialOf(own, null, args)).toBe(expected);
  });
});
