import { describe, expect, it } from 'vitest';
import { detectClientNotInstalled } from '../../../scanner/detect/client-not-installed.ts';
import { detectElevatedStart } from '../../../scanner/detect/elevated-start.ts';
import { detectHeadersHelper } from '../../../scanner/detect/headers-helper.ts';
import { detectMalformedEntry } from '../../../scanner/detect/malformed-entry.ts';
import { detectMissingOnDisk } from '../../../scanner/detect/missing-on-disk.ts';
import { detectUnidentified } from '../../../scanner/detect/unidentified.ts';
import type { Runs } from '../../../scanner/model/identity.ts';
import { container, npm, remote, runsFile, stdio, subjectOf } from './subject.ts';

describe('an entry that starts nothing', () => {
  const malformed = subjectOf({
    launch: { transport: 'stdio', kind: 'malformed', problem: 'it has neither a command nor an address' },
  });

  it('is told with its problem', () => {
    expect(detectMalformedEntry(malformed)).toMatchObject([
      {
        rule: 'config/malformed-entry',
        severity: 'low',
        where: '/mcpServers/github',
        message: 'the entry starts nothing: it has neither a command nor an address',
      },
    ]);
  });

  it('is not one that starts something', () => {
    expect(detectMalformedEntry(subjectOf({}))).toEqual([]);
  });
});

describe('a server for a client that is not there', () => {
  it('is low', () => {
    expect(detectClientNotInstalled(subjectOf({ client: { installed: false } }))).toMatchObject([
      {
        rule: 'config/client-not-installed',
        severity: 'low',
        message: 'configured for Cursor, which was not found on this machine',
      },
    ]);
  });

  it('is not one whose client is there', () => {
    expect(detectClientNotInstalled(subjectOf({}))).toEqual([]);
  });
});

describe('a program that is not there', () => {
  it('is low when its path leads nowhere', () => {
    const subject = subjectOf({
      runs: runsFile('/home/ada/bin/server', 'missing'),
      launch: stdio('/home/ada/bin/server'),
    });

    expect(detectMissingOnDisk(subject)).toMatchObject([
      {
        rule: 'config/missing-on-disk',
        severity: 'low',
        confidence: 'certain',
        message: '~/bin/server does not exist',
        where: '/mcpServers/github/command',
      },
    ]);
  });

  it('is only possible for a bare command, which a client may look up elsewhere', () => {
    const subject = subjectOf({ runs: runsFile('gopls', 'unresolved'), launch: stdio('gopls', ['mcp']) });

    expect(detectMissingOnDisk(subject)).toMatchObject([
      {
        confidence: 'possible',
        message: 'the command gopls was not found in the folders where programs are looked up',
      },
    ]);
  });

  it('is not a script beside a project, whose folder only the client knows', () => {
    const runs: Runs = { kind: 'file', path: 'cli.js', role: 'script', interpreter: 'node', present: 'unresolved' };

    expect(detectMissingOnDisk(subjectOf({ runs, launch: stdio('node', ['cli.js']) }))).toEqual([]);
  });

  it('is placed at the script when an interpreter runs it', () => {
    const launch = stdio('node', ['--no-warnings', './server.js']);

    expect(
      detectMissingOnDisk(subjectOf({ runs: runsFile('/home/ada/src/server.js', 'missing'), launch })),
    ).toMatchObject([{ where: '/mcpServers/github/args/1' }]);
  });

  it.each([
    ['/home/ada/bin/server', 'present'],
    ['/home/ada/bin/server', 'unreadable'],
    ['${BIN}/server', 'placeholder'],
    ['dist/index.js', 'unresolved'],
  ] as const)('is not %s, which is %s', (path, present) => {
    expect(detectMissingOnDisk(subjectOf({ runs: runsFile(path, present) }))).toEqual([]);
  });
});

describe('a start with more rights than its person has', () => {
  it('is high', () => {
    const subject = subjectOf({
      launch: stdio('sudo', ['-n', '/opt/server']),
      resolved: { layers: [{ kind: 'elevated', name: 'sudo' }] },
    });

    expect(detectElevatedStart(subject)).toMatchObject([
      { rule: 'config/elevated-start', severity: 'high', where: '/mcpServers/github/command' },
    ]);
  });

  it('is not root inside a container', () => {
    const subject = subjectOf({ runs: container(), launch: stdio('docker', ['run', '-u', 'root', 'mcp/fetch']) });

    expect(detectElevatedStart(subject)).toEqual([]);
  });
});

describe('a program that makes headers', () => {
  it('is low', () => {
    expect(
      detectHeadersHelper(subjectOf({ launch: remote('https://mcp.example.com', { headersHelper: '/opt/helper' }) })),
    ).toMatchObject([{ rule: 'config/headers-helper', severity: 'low', where: '/mcpServers/github' }]);
  });

  it('is not there when headers stand in the config', () => {
    const launch = remote('https://mcp.example.com', { headers: new Map([['X-Team', 'a']]) });

    expect(detectHeadersHelper(subjectOf({ launch }))).toEqual([]);
  });
});

describe('a server nobody can identify', () => {
  const unidentified = { kind: 'unidentified', reason: 'the module is found at run time' } as const;

  it.each<[string, Runs]>([
    ['an unknown start', { kind: 'unknown' }],
    ['a file behind a placeholder', runsFile('${BIN}/server', 'placeholder')],
    ['a relative path', runsFile('dist/index.js', 'unresolved')],
    ['a local project', { kind: 'source', from: './server', pinned: false, runner: 'uvx' }],
    ['a package that other options change', npm('x-mcp')],
  ])('is low, with the reason: %s', (_, runs) => {
    expect(detectUnidentified(subjectOf({ runs, identity: unidentified }))).toMatchObject([
      {
        rule: 'config/unidentified',
        severity: 'low',
        message: 'what runs can not be told from the config: the module is found at run time',
      },
    ]);
  });

  it.each<[string, Parameters<typeof subjectOf>[0]]>([
    ['a shell', { runs: { kind: 'shell', shell: 'bash' } }],
    ['inline code', { runs: { kind: 'inline', interpreter: 'node' } }],
    ['a missing program', { runs: runsFile('/x', 'missing') }],
    ['fetched code', { runs: { kind: 'source', from: 'git+https://example.com/x', pinned: false, runner: 'uvx' } }],
    ['a variable', { runs: npm('x-mcp'), resolved: { codeChangingEnv: ['NODE_OPTIONS'] } }],
    ['an entry that starts nothing', { launch: { transport: 'stdio', kind: 'malformed', problem: 'no command' } }],
  ])('is left to the rule that says why: %s', (_, given) => {
    expect(detectUnidentified(subjectOf({ ...given, identity: unidentified }))).toEqual([]);
  });

  it('is not one that has an identity', () => {
    expect(
      detectUnidentified(subjectOf({ runs: npm('x-mcp'), identity: { kind: 'npm', purl: 'pkg:npm/x-mcp' } })),
    ).toEqual([]);
  });
});
