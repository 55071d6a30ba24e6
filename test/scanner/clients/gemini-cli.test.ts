import { describe, expect, it } from 'vitest';
import { geminiCli } from '../../../scanner/clients/gemini-cli.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { entriesAt, foldersAt, placesOf, recentPathsOf, switchesAt } from './looking.ts';

describe('where Gemini CLI is configured', () => {
  it.each<[Os, string]>([
    ['darwin', '/Library/Application Support/GeminiCli'],
    ['win32', '/ProgramData/gemini-cli'],
    ['linux', '/etc/gemini-cli'],
  ])('is known on %s', (os, folder) => {
    expect(placesOf(geminiCli, os)).toEqual([
      'user /h/.gemini/settings.json',
      'project /p/.gemini/settings.json',
      `managed ${folder}/settings.json`,
      'user /h/.gemini/mcp-server-enablement.json',
      `system ${folder}/system-defaults.json`,
      'extension /h/.gemini/extensions/*/gemini-extension.json',
    ]);
  });

  it('includes what the variables name: a home, and two files', () => {
    const usual = new Set(placesOf(geminiCli, 'linux'));
    const moved = placesOf(geminiCli, 'linux', {
      GEMINI_CLI_HOME: '/g',
      GEMINI_CLI_SYSTEM_SETTINGS_PATH: '/org/settings.json',
      GEMINI_CLI_SYSTEM_DEFAULTS_PATH: '/org/defaults.json',
    });

    expect(moved.filter((place) => !usual.has(place))).toEqual([
      'user /g/.gemini/settings.json',
      'managed /org/settings.json',
      'user /g/.gemini/mcp-server-enablement.json',
      'system /org/defaults.json',
      'extension /g/.gemini/extensions/*/gemini-extension.json',
    ]);
  });
});

describe('settings of Gemini CLI', () => {
  const file = '/h/.gemini/settings.json';

  it.each(['url', 'httpUrl'])('reach what %s names, whatever program stands beside it', (key) => {
    const both = { command: 'npx', args: ['approved@1.0.0'], [key]: 'https://other.example/mcp' };

    expect(entriesAt(geminiCli, file, { mcpServers: { a: both } })[0]?.launch).toMatchObject({
      url: 'https://other.example/mcp',
    });
  });

  const two = { a: { command: 'a' }, b: { command: 'b' } };
  const enabledWith = (rest: object): readonly string[] =>
    entriesAt(geminiCli, file, { mcpServers: two, ...rest })
      .filter(({ enabled }) => enabled)
      .map(({ name }) => name);

  it.each([
    [{}, ['a', 'b']],
    [{ mcp: { excluded: ['a'] } }, ['b']],
    [{ mcp: { allowed: ['a'] } }, ['a']],
    [{ mcp: { allowed: [] } }, ['a', 'b']],
    [{ mcp: { allowed: ['a'], excluded: ['a'] } }, []],
    [{ excludeMCPServers: ['b'] }, ['a']],
    [{ allowMCPServers: ['b'] }, ['b']],
    [{ mcp: { excluded: 'a' } }, ['a', 'b']],
  ])('with %j leave %j on', (rest, expected) => {
    expect(enabledWith(rest)).toEqual(expected);
  });

  it('mean SSE by url, unless a type says otherwise, and HTTP by httpUrl', () => {
    const document = {
      mcpServers: {
        old: { url: 'https://a.example/sse' },
        typed: { url: 'https://a.example/mcp', type: 'http' },
        now: { httpUrl: 'https://a.example/mcp' },
      },
    };

    expect(entriesAt(geminiCli, file, document)).toMatchObject([
      { name: 'old', launch: { transport: 'sse' } },
      { name: 'typed', launch: { transport: 'http' } },
      { name: 'now', launch: { transport: 'http' } },
    ]);
  });

  it.each([
    [{ tools: { autoAccept: true } }, ['client/skips-permissions medium']],
    [{ autoAccept: true }, ['client/skips-permissions medium']],
    [{ tools: { autoAccept: false } }, []],
    // Gemini CLI does not take this mode from a file, only from its command line.
    [{ general: { defaultApprovalMode: 'yolo' } }, []],
  ])('%j gives %j', (document, expected) => {
    expect(switchesAt(geminiCli, file, document)).toEqual(expected);
  });
});

describe('folders Gemini CLI has been in', () => {
  it('are the keys of two files', () => {
    expect(recentPathsOf(geminiCli, 'darwin')).toEqual(['/h/.gemini/projects.json', '/h/.gemini/trustedFolders.json']);
    expect(foldersAt(geminiCli, '/h/.gemini/projects.json', { projects: { '/src/a': 'a' } })).toEqual(['/src/a']);
    expect(foldersAt(geminiCli, '/h/.gemini/trustedFolders.json', { '/src/b': 'TRUST_FOLDER' })).toEqual(['/src/b']);
    expect(foldersAt(geminiCli, '/h/.gemini/trustedFolders.json', ['/src/b'])).toEqual([]);
  });
});
