import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { folderFault, socketPlace, type SocketPlace } from '../../../shim/asking/socket-place.ts';
import { greet } from './greet.ts';

export interface SocketLimits {
  readonly connections: number;
  /** Of connections that have not shown who they are. */
  readonly strangers: number;
  readonly handshakeMs: number;
}

export const usualLimits: SocketLimits = { connections: 600, strangers: 64, handshakeMs: 2000 };

export interface SocketServerDeps {
  readonly stateFolder: string;
  readonly key: Buffer;
  /** A peer that holds the key. @returns what to do with each of its lines; false ends the connection */
  readonly onPeer: (peer: Peer) => (line: string) => boolean;
  readonly limits?: SocketLimits;
}

export interface Peer {
  send(message: object): void;
  onGone(run: () => void): void;
}

/**
 * Listens where the shims of this state folder look. The caller must be the only daemon: whatever lies in the place of
 * the socket is left over from one that is gone.
 *
 * @throws SallyportError `SOCKET_UNSAFE` when the folder is not this user's alone
 */
export async function serveSocket({ limits = usualLimits, ...deps }: SocketServerDeps): Promise<() => Promise<void>> {
  const place = socketPlace(deps.stateFolder);
  makeReady(place);
  const open = new Set<Socket>();
  let strangers = 0;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    if (strangers >= limits.strangers) {
      socket.destroy();
      return;
    }
    open.add(socket);
    strangers += 1;
    let isStranger = true;
    const known = (): void => {
      strangers -= isStranger ? 1 : 0;
      isStranger = false;
    };
    socket.once('close', () => {
      open.delete(socket);
      known();
    });
    greet(socket, { ...deps, handshakeMs: limits.handshakeMs, onKnown: known });
  });
  server.maxConnections = limits.connections;
  await listen(server, place);
  return async () => {
    open.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  };
}

function makeReady(place: SocketPlace): void {
  if (place.kind === 'pipe') {
    return;
  }
  const before = folderFault(place.folder);
  if (before === 'absent') {
    mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  } else if (before === 'open-to-others') {
    // Ours, and made with looser rights by somebody's umask or hand.
    chmodSync(place.folder, 0o700);
  }
  const fault = folderFault(place.folder);
  if (fault !== null) {
    throw new SallyportError({
      code: 'SOCKET_UNSAFE',
      message: `${place.folder} is not a folder of this user alone (${fault})`,
      remedy: 'Remove it, then start the daemon again.',
    });
  }
  rmSync(place.path, { force: true });
}

function listen(server: Server, { kind, path }: SocketPlace): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      if (kind === 'socket') {
        chmodSync(path, 0o600);
      }
      resolve();
    });
  });
}
