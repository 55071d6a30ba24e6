import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ErrorCode } from '../../../scanner/model/errors.ts';
import type { Granted } from '../../contract/dispatch.ts';
import type { Door } from '../service/door.ts';
import type { Hub } from '../service/hub.ts';
import { streamEvents } from './event-stream.ts';
import { safeHeaders } from './headers.ts';
import { isForUs, isFromOurPage } from './origin-checks.ts';
import { type Body, readBody } from './read-body.ts';
import type { Screens } from './screens.ts';
import { openSessions, type Session } from './sessions.ts';

export interface HostDeps {
  readonly door: Door;
  readonly hub: Hub;
  readonly screens: Screens;
  readonly now: () => Date;
  /** Zero for one that is free. */
  readonly port: number;
  readonly onInternal: (name: string, error: unknown) => void;
}

/** The screens for a browser on this machine, and for nobody else. */
export interface LoopbackHost {
  readonly port: number;
  /** An address that opens one window, once, within two minutes. */
  link(granted: Granted): string;
  /** How many windows listen now. */
  windows(): number;
  close(): Promise<void>;
}

/** The largest honest call is a policy folder. */
const largestCallBytes = 4 * 1024 * 1024;
/** Whoever asks for a session has shown nothing yet. */
const largestTokenBytes = 1024;

/** Opens the host on 127.0.0.1, and on ::1 where there is one, at the same port. */
export async function openHost(deps: HostDeps): Promise<LoopbackHost> {
  const sessions = openSessions(deps.now);
  let port = deps.port;
  let windows = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isForUs(request, port)) {
      return refuse(response, 421, 'FOREIGN_REQUEST', 'this host answers to its own address only');
    }
    const { method = '', url = '' } = request;
    const screen = method === 'GET' || method === 'HEAD' ? deps.screens.get(url) : undefined;
    if (screen !== undefined) {
      response.writeHead(200, { ...safeHeaders, 'content-type': screen.type });
      response.end(method === 'HEAD' ? undefined : screen.bytes);
      return;
    }
    if (!isFromOurPage(request)) {
      return refuse(response, 403, 'FOREIGN_REQUEST', 'this request comes from another page');
    }
    if (method === 'POST' && url === '/session') {
      return openSession(request, response);
    }
    const session = sessions.find(cookieOf(request, port), request.headers['x-sallyport-proof']);
    if (session === null) {
      return refuse(response, 401, 'NOT_SIGNED_IN', 'this window has no session');
    }
    if (method === 'GET' && url === '/events') {
      windows += 1;
      response.once('close', () => (windows -= 1));
      return streamEvents(response, deps.hub, () => !sessions.holds(session));
    }
    if (method === 'POST' && url === '/call') {
      return call(request, response, session);
    }
    return refuse(response, 404, 'UNKNOWN_OPERATION', 'there is nothing at this address');
  };

  const openSession = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, largestTokenBytes);
    if (!body.ok && body.why !== 'no-json') {
      return refuseBody(response, body.why);
    }
    const token = body.ok ? textAt(body.value, 'token') : null;
    const opened = token === null ? null : sessions.open(token, cookieOf(request, port));
    if (opened === null) {
      return refuse(response, 401, 'NOT_SIGNED_IN', 'this link was used, is old, or was never given');
    }
    const cookie = `${cookieName(port)}=${opened.cookie}; HttpOnly; SameSite=Strict; Path=/`;
    send(response, 200, { proof: opened.proof, granted: [...opened.granted] }, { 'set-cookie': cookie });
  };

  const call = async (request: IncomingMessage, response: ServerResponse, session: Session): Promise<void> => {
    const body = await readBody(request, largestCallBytes);
    if (!body.ok) {
      return refuseBody(response, body.why);
    }
    const input =
      typeof body.value === 'object' && body.value !== null && 'input' in body.value ? body.value.input : {};
    const name = textAt(body.value, 'name') ?? '';
    send(response, 200, await deps.door.call(session, { name, input, confirmed: textAt(body.value, 'confirmed') }));
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch((error: unknown) => {
      deps.onInternal('host', error);
      response.destroy();
    });
  };

  const first = await listen('127.0.0.1', port, onRequest);
  port = portOf(first);
  // A machine without IPv6, or a port that is taken there, costs only the second way in.
  const second = await listen('::1', port, onRequest).catch(() => null);
  const servers = second === null ? [first] : [first, second];
  return {
    port,
    link: (granted) => `http://127.0.0.1:${port}/#${sessions.link(granted)}`,
    windows: () => windows,
    close: async () => {
      await Promise.all(
        servers.map((server) => {
          const closed = new Promise<void>((resolve) => server.close(() => resolve()));
          server.closeAllConnections();
          return closed;
        }),
      );
    },
  };
}

function listen(
  address: string,
  port: number,
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  const server = createServer({ maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 30_000 }, onRequest);
  server.maxConnections = 64;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port, ipv6Only: address === '::1' }, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Cookies know no ports: two hosts of two people on one machine must not take each other's away. */
function cookieName(port: number): string {
  return `sallyport-${port}`;
}

function cookieOf({ headers }: IncomingMessage, port: number): string | undefined {
  const start = `${cookieName(port)}=`;
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length);
}

function textAt(value: unknown, key: string): string | null {
  const found =
    typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : null;
  return typeof found === 'string' ? found : null;
}

function send(
  response: ServerResponse,
  status: number,
  value: unknown,
  more: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...safeHeaders, ...more, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

const remedies: Readonly<Partial<Record<ErrorCode, string>>> = {
  FOREIGN_REQUEST: 'Open the address that `sallyport dashboard` printed.',
  NOT_SIGNED_IN: 'Run `sallyport dashboard` again: each link opens one window.',
  TOO_LARGE: 'Send less at once.',
};

function refuseBody(response: ServerResponse, why: Exclude<Body, { readonly ok: true }>['why']): void {
  switch (why) {
    case 'too-large':
      return refuse(response, 413, 'TOO_LARGE', 'this request is larger than any honest one', true);
    case 'no-json':
      return refuse(response, 400, 'BAD_INPUT', 'this request is no JSON');
    case 'gone':
      // Nobody is there to be told.
      response.destroy();
  }
}

function refuse(response: ServerResponse, status: number, code: ErrorCode, message: string, mustHangUp = false): void {
  const remedy = remedies[code] ?? 'Update the program that asked.';
  send(response, status, { ok: false, error: { code, message, remedy } }, mustHangUp ? { connection: 'close' } : {});
}
