import { createConnection, type Socket } from 'node:net';
import { Frames } from './frames.ts';
import { drawNonce, isEqual, proofOf } from './proof.ts';
import { folderFault, socketPlace } from './socket-place.ts';
import { frameBytes, handshakeBytes, parsed, wireName } from './wire.ts';

/** Why there is no daemon to talk to. */
export type LineFault =
  /** Nobody listens. */
  | 'no-daemon'
  /** The folder of the socket is not this user's alone, or somebody without the key listens there. */
  | 'not-ours'
  /** Somebody listens, and does not answer as our daemon does. */
  | 'unusable';

/** A connection whose two ends have proved to hold the key. */
export interface Line {
  send(message: object): void;
  /** Each line that comes. What came before the first listener is kept for it. */
  onLine(take: (line: string) => void): void;
  onClose(run: () => void): void;
  /** What was sent still goes out. */
  close(): void;
}

const patienceMs = 3000;

/**
 * Connects to the daemon of this state folder. The daemon proves itself first, so that a stranger learns nothing.
 *
 * @param limitBytes longest line that the daemon may send
 */
export function openLine(stateFolder: string, key: Buffer, limitBytes = frameBytes): Promise<Line | LineFault> {
  const place = socketPlace(stateFolder);
  const fault = place.kind === 'socket' ? folderFault(place.folder) : null;
  if (fault !== null) {
    return Promise.resolve(fault === 'absent' ? 'no-daemon' : 'not-ours');
  }
  return new Promise((resolve) => {
    const socket = createConnection(place.path);
    const give = (result: Line | LineFault): void => {
      clearTimeout(timer);
      if (typeof result === 'string') {
        socket.destroy();
      }
      resolve(result);
    };
    const timer = setTimeout(() => give('unusable'), patienceMs);
    socket.on('error', (error: NodeJS.ErrnoException) =>
      give(error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? 'no-daemon' : 'unusable'),
    );
    socket.once('close', () => give('unusable'));
    shakeHands(socket, { key, limitBytes }, give);
  });
}

function shakeHands(
  socket: Socket,
  { key, limitBytes }: { readonly key: Buffer; readonly limitBytes: number },
  give: (result: Line | LineFault) => void,
): void {
  const peer = drawNonce();
  const frames = new Frames(handshakeBytes);
  let step: 'challenged' | 'proved' | 'open' = 'challenged';
  let early: string[] = [];
  let take: (line: string) => void = (line) => void early.push(line);
  const open = (): Line => ({
    send: (message) => void socket.write(`${JSON.stringify(message)}\n`),
    onLine: (listener) => {
      take = listener;
      early.splice(0).forEach(listener);
    },
    onClose: (run) => void (socket.closed ? run() : socket.once('close', run)),
    close: () => void socket.end(),
  });
  const understand = (line: string): void => {
    if (step === 'open') {
      take(line);
      return;
    }
    const said = parsed(line);
    if (step === 'proved') {
      step = 'open';
      frames.allow(limitBytes);
      give(said?.['ok'] === true ? open() : 'unusable');
      return;
    }
    const daemon = said?.['nonce'];
    if (typeof daemon !== 'string' || said?.['wire'] !== wireName) {
      give('unusable');
      return;
    }
    const nonces = { daemon, peer };
    if (!isEqual(proofOf(key, 'daemon', nonces), said['proof'])) {
      give('not-ours');
      return;
    }
    step = 'proved';
    socket.write(`${JSON.stringify({ proof: proofOf(key, 'peer', nonces) })}\n`);
  };
  socket.on('data', (chunk: Buffer) => {
    const lines = frames.push(chunk);
    if (lines === null) {
      socket.destroy();
      return;
    }
    lines.forEach(understand);
  });
  socket.write(`${JSON.stringify({ wire: wireName, nonce: peer })}\n`);
}
