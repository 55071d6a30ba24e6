import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { folderFault, socketPlace, type SocketPlace } from '../../../shim/asking/socket-place.ts';
import { greet } from './greet.ts';

export interface SocketLimits {
  /** Room for all calls that may wait, and for as many strangers beside them. */
  readonly connections: number;
  /** Connections that have not shown who they are. One more, and the one that is silent longest has to go. */
  readonly strangers: number;
  /** For each of the two things that a connection has to say before it is known. */
  readonly handshakeMs: number;
}

const usualLimits: SocketLimits = { connections: 1100, strangers: 500, handshakeMs: 2000 };

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
  const strangers = openStrangers(limits.strangers);
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    open.add(socket);
    strangers.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      strangers.forget(socket);
    });
    greet(socket, {
      ...deps,
      handshakeMs: limits.handshakeMs,
      onSpeaking: () => strangers.isSpeaking(socket),
      onKnown: () => strangers.forget(socket),
    });
  });
  server.maxConnections = limits.connections;
  await listen(server, place, limits.connections);
  const ours = socketAt(place);
  return async () => {
    open.forEach((socket) => socket.destroy());
    if (socketAt(place) !== ours) {
      // Another daemon listens there now, and closing would take its socket away: ours goes with the process.
      server.unref();
      return;
    }
    await new Promise((resolve) => server.close(resolve));
  };
}

function socketAt({ kind, path }: SocketPlace): string | null {
  const facts = kind === 'pipe' ? undefined : lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return facts === undefined ? null : `${facts.dev}:${facts.ino}`;
}

interface Strangers {
  add(socket: Socket): void;
  isSpeaking(socket: Socket): void;
  forget(socket: Socket): void;
}

/**
 * Those of whom nobody knows who they are. A shim speaks at once, and then waits only for us: so those that say nothing go
 * first, and many shims that come together are let in beside any number of them.
 */
function openStrangers(most: number): Strangers {
  const silent = new Set<Socket>();
  const speaking = new Set<Socket>();
  const forget = (socket: Socket): void => {
    silent.delete(socket);
    speaking.delete(socket);
  };
  return {
    add: (socket) => {
      silent.add(socket);
      if (silent.size + speaking.size <= most) {
        return;
      }
      const [longest = socket] = silent.size > 1 ? silent : speaking;
      forget(longest);
      longest.destroy();
    },
    isSpeaking: (socket) => {
      if (silent.delete(socket)) {
        speaking.add(socket);
      }
    },
    forget,
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

function listen(server: Server, { kind, path }: SocketPlace, backlog: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path, backlog }, () => {
      server.off('error', reject);
      if (kind === 'socket') {
        chmodSync(path, 0o600);
      }
      resolve();
    });
  });
}
