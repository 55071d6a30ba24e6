import { describe, expect, it } from 'vitest';
import { detectListensOnAllInterfaces } from '../../../scanner/detect/listens-on-all-interfaces.ts';
import { container, npm, stdio, subjectOf } from './subject.ts';

describe('a server that listens', () => {
  it.each([
    [['--host', '0.0.0.0'], 1, 'certain'],
    [['--host=0.0.0.0'], 0, 'certain'],
    [['--host', '*'], 1, 'certain'],
    [['--bind', '[::]:8080'], 1, 'certain'],
    [['--http-host', '::'], 1, 'certain'],
    [['--listen', '0.0.0.0:8080'], 1, 'certain'],
    [['serve', '0.0.0.0', '8080'], 1, 'likely'],
  ])('on every interface by its arguments: %j', (args, at, confidence) => {
    expect(detectListensOnAllInterfaces(subjectOf({ runs: npm('x-mcp'), launch: stdio('npx', args) }))).toMatchObject([
      {
        rule: 'config/listens-on-all-interfaces',
        severity: 'medium',
        confidence,
        where: `/mcpServers/github/args/${at}`,
      },
    ]);
  });

  it.each(['HOST', 'MCP_HOST', 'BIND_ADDRESS', 'FASTMCP_HOST'])('on every interface by %s', (name) => {
    const launch = stdio('server', [], { [name]: '0.0.0.0' });

    expect(detectListensOnAllInterfaces(subjectOf({ launch }))).toMatchObject([
      { where: `/mcpServers/github/env/${name}` },
    ]);
  });

  it.each([
    ['this machine alone', ['--host', '127.0.0.1'], {}],
    ['a glob that is no host', ['--include', '*'], {}],
    ['who may call', ['--allowed-hosts', '*'], {}],
    ['an origin', ['--cors-origin=*'], {}],
    ['a version that looks alike', ['--version', '10.0.0.0'], {}],
    ['a named host', [], { DB_HOST: 'db.example.com' }],
    ['another variable', [], { ALLOWED_HOST: '*' }],
  ])('is fine with %s', (_, args, env) => {
    expect(detectListensOnAllInterfaces(subjectOf({ launch: stdio('server', args, env) }))).toEqual([]);
  });
});

describe('a container that listens', () => {
  it('is judged by what it publishes', () => {
    const launch = stdio('docker', ['run', '-p', '8080:8080', 'mcp/fetch']);

    expect(
      detectListensOnAllInterfaces(subjectOf({ launch, runs: container({ publishesOnAllInterfaces: true }) })),
    ).toMatchObject([{ confidence: 'certain', where: '/mcpServers/github/args/1' }]);
  });

  it('may listen on every interface inside its own network', () => {
    const launch = stdio('docker', ['run', '-p', '127.0.0.1:8080:8080', 'mcp/fetch', '--host', '0.0.0.0']);

    expect(detectListensOnAllInterfaces(subjectOf({ launch, runs: container() }))).toEqual([]);
  });

  it("may not on the machine's own network", () => {
    const launch = stdio('docker', ['run', '--network', 'host', 'mcp/fetch', '--host', '0.0.0.0']);

    expect(detectListensOnAllInterfaces(subjectOf({ launch, runs: container({ hostNetwork: true }) }))).toHaveLength(1);
  });
});
