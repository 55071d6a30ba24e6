import { connect } from 'node:net';
import { type LoopbackHost, openHost } from '../../../../main/daemon/host/host.ts';
import type { Screens } from '../../../../main/daemon/host/screens.ts';
import type { Access } from '../../../../main/contract/operation.ts';
import { type ServiceUnderTest, serviceWith } from '../service/a-service.ts';

export const page: Screens = new Map([
  ['/', { type: 'text/html; charset=utf-8', bytes: Buffer.from('<!doctype html>') }],
]);
export const looking: ReadonlySet<Access> = new Set(['read']);
export const everything: ReadonlySet<Access> = new Set(['read', 'change', 'approve']);

export interface HostUnderTest extends ServiceUnderTest {
  readonly host: LoopbackHost;
  /** The clock of the host; a test may move it. */
  readonly clock: { now: Date };
  close(): Promise<void>;
}

/** A real host over the real service. */
export async function hostWith(files: Readonly<Record<string, unknown>>): Promise<HostUnderTest> {
  const clock = { now: new Date() };
  const under = serviceWith(files, { now: () => clock.now });
  await under.service.ready;
  const host = await openHost({
    door: under.service.door,
    hub: under.service.hub,
    screens: page,
    now: () => clock.now,
    port: 0,
    onInternal: (name, error) => {
      throw new Error(`host: ${name}`, { cause: error });
    },
  });
  return {
    ...under,
    host,
    clock,
    close: async () => {
      await host.close();
      await under.service.close();
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly host?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One request, written by hand: what a browser would never send is sent too. */
export function ask(
  port: number,
  { method = 'GET', path = '/', host, headers = {}, body = '' }: Asked,
): Promise<Answer> {
  const named = host === null ? [] : [`host: ${host ?? `127.0.0.1:${port}`}`];
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...named,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(method === 'POST' ? [`content-length: ${Buffer.byteLength(body)}`] : []),
    'connection: close',
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part));
    // A host that has refused hangs up on what is still being sent; what it said is the answer.
    socket.on('error', (error) => (parts.length === 0 ? reject(error) : undefined));
    socket.on('close', () => resolve(answerOf(Buffer.concat(parts).toString('utf8'))));
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    socket.write(body);
  });
}

function answerOf(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    ),
    body: rest.join('\r\n\r\n').replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/g, ''),
  };
}

/** A window that was let in, as its page speaks. */
export interface WindowUnderTest {
  readonly cookie: string;
  readonly proof: string;
  call(name: string, input: unknown, confirmed?: string): Promise<{ readonly ok: boolean } & Record<string, unknown>>;
}

export function tokenOf(link: string): string {
  return new URL(link).hash.slice(1);
}

export function exchange(port: number, token: string, changed: Partial<Asked> = {}): Promise<Answer> {
  return ask(port, {
    method: 'POST',
    path: '/session',
    headers: {
      'content-type': 'application/json',
      origin: `http://127.0.0.1:${port}`,
      'sec-fetch-site': 'same-origin',
    },
    body: JSON.stringify({ token }),
    ...changed,
  });
}

/** @param brought the cookie that the browser has from another window */
export async function openWindow(
  { host }: HostUnderTest,
  granted = everything,
  brought?: string,
): Promise<WindowUnderTest> {
  const { port } = host;
  const answer = await exchange(
    port,
    tokenOf(host.link(granted)),
    brought === undefined
      ? {}
      : { headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}`, cookie: brought } },
  );
  const cookie = answer.headers['set-cookie']?.split(';')[0] ?? '';
  const { proof } = JSON.parse(answer.body) as { proof: string };
  return {
    cookie,
    proof,
    call: async (name, input, confirmed) => {
      const { body } = await ask(port, {
        method: 'POST',
        path: '/call',
        headers: {
          'content-type': 'application/json',
          origin: `http://127.0.0.1:${port}`,
          cookie,
          'x-sallyport-proof': proof,
        },
        body: JSON.stringify({ name, input, confirmed }),
      });
      return JSON.parse(body) as { ok: boolean };
    },
  };
}
