import type { CodexIdentity } from '../../../scanner/routing/codex-identity.ts';
import { describe, expect, it } from 'vitest';
import type { ServerMatch } from '../../../scanner/routing/native-policies.ts';
import { type Given, launcher, routed } from './subject.ts';

const npx = { command: 'npx', args: ['-y', 'x-server'] };

describe('an entry that starts a server', () => {
  it('starts the shim, which is told the client, the name and the server', () => {
    expect(routed(npx)).toMatchObject({
      kind: 'wrap',
      command: launcher,
      args: ['run', '--client', 'cursor', '--server', 'x', '--', 'npx', '-y', 'x-server'],
    });
  });

  it('names a state folder that is not the usual one', () => {
    expect(routed(npx, { stateFolder: '/s p' })).toMatchObject({
      args: ['run', '--client', 'cursor', '--server', 'x', '--state', '/s p', '--', 'npx', '-y', 'x-server'],
    });
  });

  it('is packed into one word where the client puts a shell in between', () => {
    const routing = routed(npx, { client: 'cline', os: 'win32', name: 'my server' });
    const word = routing.kind === 'wrap' ? (routing.args.at(-1) ?? '') : '';

    expect(routing).toMatchObject({ args: ['run', '--client', 'cline', '--server', 'my%20server', '--b64', word] });
    expect(JSON.parse(Buffer.from(word, 'base64url').toString())).toEqual(['npx', '-y', 'x-server']);
  });

  it.each(['linux', 'darwin'] as const)('is not packed where the same client needs no shell: %s', (os) => {
    expect(routed(npx, { client: 'cline', os })).toMatchObject({ form: 'plain' });
  });

  it('is not packed behind a shim whose own path a shell would cut', () => {
    const odd = {
      client: 'cline',
      os: 'win32',
      launcher: 'C:\\Users\\A B\\.sallyport\\bin\\sallyport-shim.exe',
    } as const;

    expect(routed(npx, odd)).toMatchObject({ kind: 'unroutable', obstacle: { kind: 'shell-line' } });
    expect(routed(npx, { ...odd, os: 'linux' })).toMatchObject({ kind: 'wrap' });
  });

  it('is guarded once it is ours', () => {
    expect(routed({ command: launcher, args: ['run', '--client', 'cursor', '--server', 'x', '--', 'npx'] })).toEqual({
      kind: 'guarded',
    });
  });

  it.each([
    ['/old/bin/sallyport-shim', ['run', '--client', 'cursor', '--server', 'x', '--', 'npx']],
    [launcher, ['run', '--client', 'cursor', '--server', 'former-name', '--', 'npx']],
    [launcher, ['run', '--client', 'cursor', '--server', 'x', '--state', '/gone', '--', 'npx']],
  ])('is brought up to date when it is ours and stale: %s %j', (command, args) => {
    expect(routed({ command, args })).toMatchObject({ kind: 'update' });
  });

  it('keeps the name of the client that stands in it: several read one file', () => {
    expect(routed({ command: launcher, args: ['run', '--client', 'vscode', '--server', 'x', '--', 'npx'] })).toEqual({
      kind: 'guarded',
    });
  });
});

describe('an entry in a list', () => {
  it('starts the shim where its client reads lists', () => {
    expect(routed(npx, { client: 'continue', isList: true })).toMatchObject({ kind: 'wrap', command: launcher });
  });
});

describe('an entry that can not be routed', () => {
  it.each<[string, string, Record<string, unknown>, Given]>([
    ['an administrator ships it', 'managed', npx, { scope: 'managed' }],
    ['the system ships it', 'managed', npx, { scope: 'system' }],
    ['a plugin brings it', 'plugin', npx, { scope: 'plugin' }],
    ['an extension brings it', 'extension', npx, { scope: 'extension' }],
    ['it stands in an older file', 'legacy', npx, { scope: 'legacy' }],
    ['it is a project file under version control', 'project-file', npx, { scope: 'project', isInRepository: true }],
    ['it is a workspace file under version control', 'project-file', npx, { scope: 'workspace', isInRepository: true }],
    ['it stands in a list, where its client reads a map', 'malformed', npx, { isList: true }],
    ['it runs in a container', 'runs-elsewhere', npx, { scope: 'project', path: '/p/.devcontainer/devcontainer.json' }],
    ['its client is a Flatpak', 'confined-client', npx, { path: '/h/.var/app/dev.zed.Zed/config/zed/settings.json' }],
    ['its client is a Snap', 'confined-client', npx, { path: '/h/snap/code/current/.config/Code/User/mcp.json' }],
    ['it runs inside WSL', 'runs-elsewhere', npx, { path: String.raw`\\wsl.localhost\Debian\home\p\.cursor\mcp.json` }],
    ['its client confines it', 'client-sandbox', { ...npx, sandboxEnabled: true }, { client: 'vscode' }],
    ['its client debugs it', 'client-debugger', { ...npx, dev: { debug: { type: 'node' } } }, { client: 'vscode' }],
    ['it runs on another machine', 'runs-elsewhere', { ...npx, remote: true }, { client: 'zed' }],
    ['it is remote', 'remote', { url: 'https://e.example/mcp' }, {}],
    ['its client signs in', 'client-sign-in', { url: 'https://e.example/mcp', oauth: { clientId: 'c' } }, {}],
    [
      'a program of the client makes its headers',
      'client-sign-in',
      { url: 'https://e.example/mcp', headersHelper: '/bin/h' },
      {},
    ],
    ['another guard stands before it', 'foreign-guard', npx, { foreignGuard: 'ToolHive' }],
    ['it starts nothing', 'malformed', { note: 'x' }, {}],
    ['it names an address too', 'malformed', { ...npx, url: 'https://e.example/mcp' }, {}],
    ['it has no name', 'malformed', npx, { name: '' }],
    ['its arguments are no list', 'not-editable', { command: 'npx', args: '-y x' }, {}],
    ['only its command is expanded', 'needs-expansion', { command: '~/x' }, { client: 'amazon-q' }],
    ['a shell reads its words', 'shell-line', { command: 'npx -y x' }, { client: 'cline', os: 'win32' }],
    [
      'packed placeholders stay unexpanded',
      'needs-expansion',
      { command: 'x', args: ['${env:K}'] },
      { client: 'cline', os: 'win32' },
    ],
    [
      'its command line gets too long',
      'too-long',
      { command: 'x', args: ['y'.repeat(6000)] },
      { client: 'cline', os: 'win32' },
    ],
  ])('says so when %s', (_when, kind, fields, given) => {
    expect(routed(fields, given)).toMatchObject({ kind: 'unroutable', obstacle: { kind } });
  });

  it.each<[string, Record<string, unknown>, Given]>([
    ['a project file that no version control looks after', npx, { scope: 'project' }],
    ['a user file that lies in a repository of dotfiles', npx, { isInRepository: true }],
    ['a sandbox that is off', { ...npx, sandboxEnabled: false, sandbox: { network: {} } }, { client: 'vscode' }],
    ['watching without a debugger', { ...npx, dev: { watch: '*.js' } }, { client: 'vscode' }],
    ['a server that is switched off', { ...npx, disabled: true }, {}],
    ['a path that its client expands everywhere', { command: '~/x' }, { client: 'vscode' }],
    ['placeholders that the client still sees', { command: '${env:P}/x', args: ['${input:k}'] }, { client: 'vscode' }],
    [
      'a long command line without a shell',
      { command: 'x', args: ['y'.repeat(9000)] },
      { client: 'cursor', os: 'win32' },
    ],
    ['a container that is started from here', { command: 'docker', args: ['run', '-i', 'x'] }, {}],
  ])('is none: %s', (_what, fields, given) => {
    expect(routed(fields, given)).toMatchObject({ kind: 'wrap' });
  });
});

describe("an organisation's own rules for a client", () => {
  const original = ['npx', '-y', 'x-server'];
  const wrapped = [launcher, 'run', '--client', 'claude-code', '--server', 'x', '--', ...original];
  const codexWrapped = [launcher, 'run', '--client', 'codex', '--server', 'x', '--', ...original];
  const exactly = ([executable = '', ...words]: readonly string[]): CodexIdentity => ({
    kind: 'command',
    executable,
    args: words.map((value) => ({ match: 'exact', value })),
  });
  const byCommand = (command: readonly string[]) => ({ name: null, command });
  const byName = (name: string) => ({ name, command: null });
  const list = (allowed: readonly ServerMatch[] | null, denied: readonly ServerMatch[] = []): Given => ({
    client: 'claude-code',
    policies: { claudeCode: { isExclusive: false, lists: [{ allowed, denied }] } },
  });

  it.each<[string, string, Given]>([
    ['deny the original command', 'denied-by-policy', list(null, [byCommand(original)])],
    ['deny the name', 'denied-by-policy', list(null, [byName('x')])],
    ['name the exact command', 'allow-list', list([byCommand(original)])],
    ['name other servers only', 'not-allowed', list([byName('y')])],
    ['allow nothing', 'not-allowed', list([])],
    [
      'are an exclusive list',
      'managed',
      { client: 'claude-code', policies: { claudeCode: { isExclusive: true, lists: [] } } },
    ],
    [
      'can not be read',
      'policy-unreadable',
      { client: 'codex', policies: { unreadable: [{ rules: 'codex', path: '/etc/codex/requirements.toml' }] } },
    ],
    [
      'name another command for Codex',
      'not-allowed',
      { client: 'codex', policies: { codex: new Map([['x', { kind: 'program', command: 'uvx' }]]) } },
    ],
    [
      'name the original command for Codex',
      'allow-list',
      { client: 'codex', policies: { codex: new Map([['x', { kind: 'program', command: 'npx' }]]) } },
    ],
    [
      'name the original command and each of its arguments for Codex',
      'allow-list',
      { client: 'codex', policies: { codex: new Map([['x', exactly(original)]]) } },
    ],
    [
      'name another argument for Codex',
      'not-allowed',
      { client: 'codex', policies: { codex: new Map([['x', exactly(['npx', '-y', 'other'])]]) } },
    ],
    [
      'name the shim with other arguments for Codex',
      'not-allowed',
      { client: 'codex', policies: { codex: new Map([['x', exactly([...codexWrapped, 'more'])]]) } },
    ],
    ['do not name the server for Codex', 'not-allowed', { client: 'codex', policies: { codex: new Map() } }],
    [
      'confine every server of Copilot',
      'client-sandbox',
      { client: 'copilot-cli', policies: { copilot: { lists: [], sandboxesServers: true } } },
    ],
    ['limit VS Code to a registry', 'not-allowed', { client: 'vscode', policies: { vscodeAccess: 'limited' } }],
    [
      'switch off what stands in the file of Claude Desktop',
      'not-allowed',
      { client: 'claude-desktop', policies: { claudeDesktop: { startsLocal: false } } },
    ],
  ])('keep an entry as it is when they %s', (_what, kind, given) => {
    expect(routed(npx, given)).toMatchObject({ kind: 'unroutable', obstacle: { kind } });
  });

  it.each<[string, Given]>([
    ['say nothing', list(null)],
    ['deny addresses only', list(null, [{ name: null, command: null }])],
    ['allow the name', list([byName('x')])],
    ['allow both forms of the command', list([byCommand(original), byCommand(wrapped)])],
    ['deny another command', list(null, [byCommand(['npx', 'other'])])],
    [
      'name the shim for Codex',
      { client: 'codex', policies: { codex: new Map([['x', { kind: 'program', command: launcher }]]) } },
    ],
    [
      'name the shim and each of its arguments for Codex',
      { client: 'codex', policies: { codex: new Map([['x', exactly(codexWrapped)]]) } },
    ],
    ['are for another client', { ...list([]), client: 'cursor' }],
    ['can not be read, and are for another client', { policies: { unreadable: [{ rules: 'codex', path: '/p' }] } }],
  ])('let an entry be routed when they %s', (_what, given) => {
    expect(routed(npx, given)).toMatchObject({ kind: 'wrap' });
  });
});
