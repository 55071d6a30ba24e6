import { afterEach, describe, expect, it } from 'vitest';
import { type ServiceUnderTest, serviceWith } from './a-service.ts';

const cursor = {
  mcpServers: {
    files: { command: 'npx', args: ['-y', '@scope/files@1.2.3', '/srv/data'], env: { API_TOKEN: 'x' } },
    remote: { url: 'https://mcp.example.com/sse' },
  },
};

let under: ServiceUnderTest;
afterEach(async () => {
  await under.service.close();
});

describe('a laptop that was never scanned', () => {
  it('says so, and that scanning is the next thing to do', async () => {
    under = serviceWith({ '.cursor/mcp.json': cursor });
    const { handlers, ready } = under.service;
    await ready;

    await expect(handlers['overview.show']({})).resolves.toMatchObject({
      level: 'not-scanned',
      parts: [{ kind: 'not-scanned' }],
      scan: null,
      nextStep: { kind: 'scan' },
      isFirstRun: true,
    });
    await expect(handlers['servers.list']({})).resolves.toEqual({ collectedAt: null, servers: [], clients: {} });
  });
});

describe('a laptop where a place could not be read', () => {
  const harmless = { mcpServers: { files: { command: 'npx', args: ['-y', '@scope/files@1.2.3'] } } };
  const levelOf = async (files: Readonly<Record<string, unknown>>) => {
    under = serviceWith(files);
    const { handlers, ready } = under.service;
    await ready;
    await handlers['scan.start']({});
    await expect.poll(async () => (await handlers['work.list']({}))[0]?.state.kind).toBe('done');
    return handlers['overview.show']({});
  };

  it('needs attention, and the sentence says so: unknown is not clean', async () => {
    const { level, parts } = await levelOf({
      '.cursor/mcp.json': '{"mcpServers":{"x":',
      '.codeium/windsurf/mcp_config.json': harmless,
    });

    expect(level).toBe('attention');
    expect(parts[0]).toEqual({ kind: 'unreadable-sources', count: 1 });
  });

  it('needs none when every place was read', async () => {
    await expect(levelOf({ '.cursor/mcp.json': harmless })).resolves.toMatchObject({ level: 'fine' });
  });
});

describe('a scan that was asked for', () => {
  it('tells that it runs and that it is done, and then servers, clients and the map are there', async () => {
    under = serviceWith({ '.cursor/mcp.json': cursor });
    const { handlers, hub, ready } = under.service;
    await ready;
    const states: string[] = [];
    const done = new Promise<void>((resolve) => {
      hub.listen(({ name, data }) => {
        if (name === 'work.changed') {
          states.push(data.state.kind);
          if (data.endedAt !== null) {
            resolve();
          }
        }
      });
    });

    await handlers['scan.start']({});
    await done;

    expect([...new Set(states)]).toEqual(['running', 'done']);
    const { servers } = await handlers['servers.list']({});
    expect(new Set(servers.map(({ names }) => names[0]))).toEqual(new Set(['files', 'remote']));
    const clients = await handlers['clients.list']({});
    expect(clients.find(({ id }) => id === 'cursor')).toMatchObject({ servers: 2, outcomes: { read: 1 } });
    const map = await handlers['overview.map']({});
    const reached = map.reaching.map(({ server, reach }) => [map.servers.find(({ id }) => id === server)?.name, reach]);
    expect(reached).toEqual(
      expect.arrayContaining([
        ['files', 'account'],
        ['files', 'folder:/srv/data'],
        ['files', 'credential:API_TOKEN'],
        ['remote', 'network:mcp.example.com'],
      ]),
    );
    expect(map.routes).toEqual([
      { client: 'cursor', server: expect.any(String) as string, route: 'direct', enabled: true },
      { client: 'cursor', server: expect.any(String) as string, route: 'unroutable', enabled: true },
    ]);
    expect(under.faults).toEqual([]);
  });
});
