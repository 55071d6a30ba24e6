import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHost } from '../../../../main/daemon/host/host.ts';
import {
  ask,
  exchange,
  everything,
  type HostUnderTest,
  hostWith,
  looking,
  openWindow,
  page,
  tokenOf,
} from './a-host.ts';

let under: HostUnderTest;
let port: number;
beforeEach(async () => {
  under = await hostWith({ '.cursor/mcp.json': { mcpServers: { files: { command: 'npx', args: ['files@1.0.0'] } } } });
  ({ port } = under.host);
});
afterEach(async () => {
  await under.close();
});

const json = { 'content-type': 'application/json' };

describe('who can reach the host', () => {
  it('is this machine over its loopback addresses, and nobody over any other address', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    const outcome = (address: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect(port, address);
        socket.once('connect', () => resolve('connected'));
        socket.once('error', () => resolve('refused'));
      });

    expect(await outcome('127.0.0.1')).toBe('connected');
    expect(await Promise.all(others.map(outcome))).toEqual(others.map(() => 'refused'));
  });

  it('gets another port each time', async () => {
    const other = await hostWith({});

    expect(other.host.port).not.toBe(port);

    await other.close();
  });
});

describe('a request that names another host (DNS rebinding)', () => {
  it.each([
    'evil.example',
    'localhost',
    'localhost.evil.example',
    '127.0.0.1',
    '127.0.0.1.evil.example:80',
    '0.0.0.0',
    '',
  ])('is refused before anything is looked at: %j', async (name) => {
    const { cookie, proof } = await openWindow(under);

    const answers = await Promise.all([
      ask(port, { host: name }),
      ask(port, {
        method: 'POST',
        path: '/call',
        host: name,
        headers: { ...json, origin: `http://${name}`, cookie, 'x-sallyport-proof': proof },
        body: JSON.stringify({ name: 'servers.list', input: {} }),
      }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([421, 421]);
    expect(answers.every(({ body }) => body.includes('FOREIGN_REQUEST'))).toBe(true);
  });

  it('is refused with the right name and another port', async () => {
    expect((await ask(port, { host: `127.0.0.1:${port + 1}` })).status).toBe(421);
  });

  it('is none when it names one of the two addresses', async () => {
    expect((await ask(port, {})).status).toBe(200);
    expect((await ask(port, { host: `[::1]:${port}` })).status).toBe(200);
  });
});

describe('a request from another page', () => {
  const foreign: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['its origin', { origin: 'https://evil.example' }],
    ['no origin at all', {}],
    ['the origin null of a sandbox', { origin: 'null' }],
    ['a port of this machine', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' }],
    ['its site', { origin: 'SELF', 'sec-fetch-site': 'cross-site' }],
    ['another scheme', { origin: 'https://127.0.0.1:PORT' }],
  ];

  it.each(foreign)('is refused for %s, also with all that opens a session', async (_, headers) => {
    const { cookie, proof } = await openWindow(under);
    const own = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        value.replace('SELF', `http://127.0.0.1:${port}`).replace('PORT', String(port)),
      ]),
    );

    const answer = await ask(port, {
      method: 'POST',
      path: '/call',
      headers: { ...json, ...own, cookie, 'x-sallyport-proof': proof },
      body: JSON.stringify({ name: 'servers.list', input: {} }),
    });

    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([403, { error: { code: 'FOREIGN_REQUEST' } }]);
  });

  it('is never told that it may ask: no CORS header on any answer, a preflight is refused', async () => {
    const preflight = await ask(port, {
      method: 'OPTIONS',
      path: '/call',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-sallyport-proof',
      },
    });
    const answers = [preflight, await ask(port, {}), await ask(port, { path: '/events' })];

    expect(preflight.status).toBe(403);
    expect(
      answers.flatMap(({ headers }) => Object.keys(headers)).filter((name) => name.startsWith('access-control')),
    ).toEqual([]);
  });

  it('can not send a form: only JSON under its own name is read', async () => {
    const { cookie, proof } = await openWindow(under);

    const answer = await ask(port, {
      method: 'POST',
      path: '/call',
      headers: {
        'content-type': 'text/plain',
        origin: `http://127.0.0.1:${port}`,
        cookie,
        'x-sallyport-proof': proof,
      },
      body: JSON.stringify({ name: 'servers.list', input: {} }),
    });

    expect(answer.status).toBe(400);
  });
});

describe('the link of a window', () => {
  it('opens one window, once', async () => {
    const token = tokenOf(under.host.link(everything));

    const first = await exchange(port, token);
    const second = await exchange(port, token);

    expect([first.status, second.status]).toEqual([200, 401]);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  it('is good for two minutes', async () => {
    const token = tokenOf(under.host.link(everything));
    under.clock.now = new Date(under.clock.now.getTime() + 2 * 60_000 + 1);

    expect((await exchange(port, token)).status).toBe(401);
  });

  it('carries its token where no server, log or other site is sent it', () => {
    const link = new URL(under.host.link(everything));

    expect(link.hash).toMatch(/^#[\w-]{43}$/);
    expect(`${link.pathname}${link.search}`).toBe('/');
  });

  it('is void once somebody has guessed ten times', async () => {
    const token = tokenOf(under.host.link(everything));
    for (let guess = 0; guess < 10; guess += 1) {
      expect((await exchange(port, `guess-${guess}`)).status).toBe(401);
    }

    expect((await exchange(port, token)).status).toBe(401);
  });

  it('is not voided by nine wrong ones', async () => {
    const token = tokenOf(under.host.link(everything));
    for (let guess = 0; guess < 9; guess += 1) {
      await exchange(port, `guess-${guess}`);
    }

    expect((await exchange(port, token)).status).toBe(200);
  });

  it('is not exchanged for another page', async () => {
    const token = tokenOf(under.host.link(everything));
    const stolen = await exchange(port, token, { headers: { ...json, origin: 'https://evil.example' } });

    expect(stolen.status).toBe(403);
    expect((await exchange(port, token)).status).toBe(200);
  });
});

describe('a session', () => {
  it('has a cookie that scripts can not read and other sites do not send', async () => {
    const { headers } = await exchange(port, tokenOf(under.host.link(everything)));

    expect(headers['set-cookie']).toMatch(
      new RegExp(`^sallyport-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    );
  });

  it.each([
    ['the cookie alone, as any other port of this machine is sent it', { cookie: true, proof: false }],
    ['the proof alone', { cookie: false, proof: true }],
    ['nothing', { cookie: false, proof: false }],
  ])('is not opened by %s', async (_, given) => {
    const { cookie, proof } = await openWindow(under);
    const headers = {
      ...json,
      origin: `http://127.0.0.1:${port}`,
      ...(given.cookie ? { cookie } : {}),
      ...(given.proof ? { 'x-sallyport-proof': proof } : {}),
    };

    const call = await ask(port, {
      method: 'POST',
      path: '/call',
      headers,
      body: '{"name":"servers.list","input":{}}',
    });
    const events = await ask(port, { path: '/events', headers });

    expect([call.status, events.status]).toEqual([401, 401]);
  });

  it('is not opened by the cookie of one window and the proof of another', async () => {
    const one = await openWindow(under);
    const other = await openWindow(under);

    const answer = await ask(port, {
      method: 'POST',
      path: '/call',
      headers: { ...json, origin: `http://127.0.0.1:${port}`, cookie: one.cookie, 'x-sallyport-proof': other.proof },
      body: '{"name":"servers.list","input":{}}',
    });

    expect(answer.status).toBe(401);
  });

  it('goes on when the same browser opens another window', async () => {
    const one = await openWindow(under);
    const other = await openWindow(under, looking, one.cookie);

    expect(other.cookie).toBe(one.cookie);
    expect(other.proof).not.toBe(one.proof);
    await expect(one.call('settings.save', { theme: 'dark' })).resolves.toMatchObject({ ok: true });
    await expect(other.call('settings.save', { theme: 'light' })).resolves.toMatchObject({
      error: { code: 'NOT_GRANTED' },
    });
  });

  it('takes no cookie that it did not give', async () => {
    const mine = `sallyport-${port}=${'a'.repeat(43)}`;

    expect((await openWindow(under, everything, mine)).cookie).not.toBe(mine);
  });

  it('ends after twelve hours', async () => {
    const window = await openWindow(under);
    under.clock.now = new Date(under.clock.now.getTime() + 12 * 3_600_000 + 1);

    await expect(window.call('servers.list', {})).resolves.toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  });
});

describe('a window', () => {
  it('gets what the service answers', async () => {
    const window = await openWindow(under);

    await expect(window.call('clients.list', {})).resolves.toEqual({ ok: true, value: [] });
  });

  it('that may only look is refused every change', async () => {
    const window = await openWindow(under, looking);

    await expect(window.call('overview.show', {})).resolves.toMatchObject({ ok: true });
    await expect(window.call('settings.save', { theme: 'dark' })).resolves.toMatchObject({
      error: { code: 'NOT_GRANTED' },
    });
  });

  it('hears events as they happen', async () => {
    const window = await openWindow(under);
    const heard = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('data', (part) => {
        text += part.toString('utf8');
        if (text.includes(': hello')) {
          void window.call('settings.save', { theme: 'dark' });
        }
        if (text.includes('event: settings.changed\ndata: {}\n\n')) {
          socket.destroy();
          resolve(text);
        }
      });
      socket.write(
        `GET /events HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${window.cookie}\r\nx-sallyport-proof: ${window.proof}\r\n\r\n`,
      );
    });

    expect(heard).toContain('content-type: text/event-stream');
    await expect.poll(() => under.host.windows()).toBe(0);
  });
});

describe('a stream of events', () => {
  it('ends with its session: the next event is told to nobody', async () => {
    const { cookie, proof } = await openWindow(under);
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (part) => (heard += part.toString('utf8')));
    const ended = new Promise((resolve) => socket.once('end', resolve));
    socket.write(
      `GET /events HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\ncookie: ${cookie}\r\nx-sallyport-proof: ${proof}\r\n\r\n`,
    );
    await expect.poll(() => heard).toContain(': hello');
    under.service.hub.tell('policy.changed', { version: 1 });
    await expect.poll(() => heard).toContain('"version":1');

    under.clock.now = new Date(under.clock.now.getTime() + 12 * 3_600_000 + 1);
    under.service.hub.tell('policy.changed', { version: 2 });

    await ended;
    expect(heard).not.toContain('"version":2');
    await expect.poll(() => under.host.windows()).toBe(0);
  });
});

describe('a request that is broken off', () => {
  it('is no fault of the host, which answers the next one', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /session HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: http://127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"token"`,
      () => socket.destroy(),
    );
    await new Promise((resolve) => socket.once('close', resolve));

    await expect(openWindow(under)).resolves.toMatchObject({ proof: expect.any(String) as string });
  });
});

describe('a request that is too much', () => {
  it('is refused early from whoever has shown nothing yet', async () => {
    expect((await exchange(port, 'x'.repeat(2000))).status).toBe(413);
  });

  it('is refused with TOO_LARGE after four megabytes, and hung up on', async () => {
    const { cookie, proof } = await openWindow(under);

    const answer = await ask(port, {
      method: 'POST',
      path: '/call',
      headers: { ...json, origin: `http://127.0.0.1:${port}`, cookie, 'x-sallyport-proof': proof },
      body: Buffer.alloc(5 * 1024 * 1024, 0x20),
    });

    expect([answer.status, answer.headers['connection']]).toEqual([413, 'close']);
    expect(answer.body).toContain('TOO_LARGE');
  });

  it('is refused when its headers are larger than any honest ones', async () => {
    expect((await ask(port, { headers: { 'x-padding': 'x'.repeat(20_000) } })).status).toBe(431);
  });

  it.each(['{', '', '[]', 'null', '"x"', '{"name":1}'])(
    'is an answer and no fault when it is no call: %j',
    async (body) => {
      const { cookie, proof } = await openWindow(under);

      const answer = await ask(port, {
        method: 'POST',
        path: '/call',
        headers: { ...json, origin: `http://127.0.0.1:${port}`, cookie, 'x-sallyport-proof': proof },
        body,
      });

      expect(JSON.parse(answer.body)).toMatchObject({ ok: false });
    },
  );
});

describe('what is served', () => {
  it('is the page under a strict policy, and nothing by a path', async () => {
    const answer = await ask(port, {});
    const others = await Promise.all(
      ['/../package.json', '/%2e%2e/package.json', '//etc/passwd', '/index.html', '/.sallyport/store.db'].map((path) =>
        ask(port, { path }),
      ),
    );

    expect(answer.headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 401));
  });
});

describe('a port that somebody else holds', () => {
  it('is an error to whoever wanted it, and never shared', async () => {
    const holder = createServer((_: IncomingMessage, response) => response.end());
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const held = typeof address === 'object' && address !== null ? address.port : 0;

    const opening = openHost({
      door: under.service.door,
      hub: under.service.hub,
      screens: page,
      now: () => new Date(),
      port: held,
      onInternal: () => undefined,
    });

    await expect(opening).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await new Promise((resolve) => holder.close(resolve));
  });
});
