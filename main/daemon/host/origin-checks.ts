import type { IncomingMessage } from 'node:http';

/** The only names under which this host is spoken to. `localhost` is not among them: what it means can be changed. */
export function hostNames(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `[::1]:${port}`];
}

/** Whether the request names this host itself: a name that was pointed at us by its owner (DNS rebinding) does not. */
export function isForUs({ headers }: IncomingMessage, port: number): boolean {
  return headers.host !== undefined && hostNames(port).includes(headers.host);
}

/**
 * Whether a request that asks for something comes from our own page. Browsers send `Origin` with every POST, and
 * `Sec-Fetch-Site` wherever they know it; what has neither is no browser and has to bring the session all the same.
 */
export function isFromOurPage({ headers, method }: IncomingMessage): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (site !== undefined && site !== 'same-origin') {
    return false;
  }
  return origin === undefined ? method === 'GET' : origin === `http://${headers.host ?? ''}`;
}
