import { describe, expect, it } from 'vitest';
import { wordForShell } from '../../../scanner/clients/client-shell.ts';
import { clientId } from '../../../scanner/model/ids.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { stdio } from '../detect/subject.ts';

const word = (client: string, words: readonly [string, ...string[]], os: Os = 'win32'): string | null =>
  wordForShell(clientId(client), stdio(words[0], words.slice(1)), os);

describe('the shell of a client on Windows', () => {
  it.each([
    ['cline', ['npx', 'a@1.0.0', 'x&calc'], 'x&calc'],
    ['cline', ['C:\\Program Files\\nodejs\\npx.cmd', 'a@1.0.0'], 'C:\\Program Files\\nodejs\\npx.cmd'],
    ['cline', ['npx', 'a@1.0.0', '%APPDATA%'], '%APPDATA%'],
    ['continue', ['npx', 'a@1.0.0', 'x|calc'], 'x|calc'],
    ['continue', ['uvx', 'a', '"x'], '"x'],
  ] as const)('of %s acts on %j', (client, words, expected) => {
    expect(word(client, words)).toBe(expected);
  });

  it.each([
    ['cline', ['npx', '-y', '@scope/a@1.0.0', '--flag=x']],
    ['cline', ['C:\\s\\bin\\sallyport-shim.exe', 'run', '--server', 'a%20b', '--b64', 'W10']],
    ['continue', ['npx', 'a@1.0.0', 'C:\\My Files']],
    ['continue', ['node', 'server.js', 'x&calc']],
    ['cursor', ['npx', 'a@1.0.0', 'x&calc']],
  ] as const)('of %s does not act on %j', (client, words) => {
    expect(word(client, words)).toBeNull();
  });

  it('is none elsewhere', () => {
    expect(word('cline', ['npx', 'a@1.0.0', 'x&calc'], 'linux')).toBeNull();
  });
});
