import { describe, expect, it } from 'vitest';
import { clientId } from '../../../scanner/model/ids.ts';
import { allowFragment } from '../../../scanner/routing/allow-fragment.ts';

const server = {
  name: 'a.b',
  original: ['npx', '-y', 'pkg@1.0'],
  wrapped: ['/s/sallyport-shim', 'run', '--', 'npx', '-y', 'pkg@1.0'],
};

describe("what an administrator adds to a client's own rules", () => {
  it.each(['claude-code', 'copilot-cli', 'vscode'])('is both commands for %s', (client) => {
    expect(JSON.parse(allowFragment(clientId(client), [server]).text)).toEqual({
      allowedMcpServers: [{ serverCommand: server.original }, { serverCommand: server.wrapped }],
    });
  });

  it('is an identity for Codex, which holds one of the two forms at a time', () => {
    const { text } = allowFragment(clientId('codex'), [server]);

    expect(text).toBe(
      [
        '# unwrapped:',
        '# [mcp_servers."a.b".identity.command]',
        '# executable = "npx"',
        '# args = [{ match = "exact", value = "-y" }, { match = "exact", value = "pkg@1.0" }]',
        '# wrapped:',
        '[mcp_servers."a.b".identity.command]',
        'executable = "/s/sallyport-shim"',
        `args = [${server.wrapped
          .slice(1)
          .map((word) => `{ match = "exact", value = "${word}" }`)
          .join(', ')}]`,
        '',
      ].join('\n'),
    );
  });

  it('is a pattern for each word for Windsurf', () => {
    const [first, second] = JSON.parse(allowFragment(clientId('windsurf'), [server]).text) as readonly unknown[];

    expect(first).toEqual({ serverId: 'a.b', command: 'npx', args: ['-y', String.raw`pkg@1\.0`] });
    expect(second).toEqual({
      serverId: 'a.b',
      command: '/s/sallyport-shim',
      args: ['run', '--', 'npx', '-y', String.raw`pkg@1\.0`],
    });
  });

  it('is a name for Cursor', () => {
    expect(JSON.parse(allowFragment(clientId('cursor'), [server]).text)).toEqual({ mcpAllowlist: ['a.b:*'] });
  });

  it('is nothing for a client whose rules are not known', () => {
    expect(allowFragment(clientId('zed'), [server])).toMatchObject({ format: 'none', text: '' });
  });

  it('leaves out a command that holds a secret, and says so', () => {
    const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
    const { text, notes } = allowFragment(clientId('claude-code'), [{ ...server, original: ['x', '--token', token] }]);

    expect(text).not.toContain(token);
    expect(notes.join()).toContain('a.b');
  });
});
