import type { Socket } from 'node:net';
import { Frames } from '../../../shim/asking/frames.ts';
import { drawNonce, isEqual, proofOf } from '../../../shim/asking/proof.ts';
import { frameBytes, handshakeBytes, parsed, wireName } from '../../../shim/asking/wire.ts';
import type { Peer, SocketServerDeps } from './socket-server.ts';

export interface Greeting extends Pick<SocketServerDeps, 'key' | 'onPeer'> {
  /** For each of the two things that the peer has to say. */
  readonly handshakeMs: number;
  /** It speaks as we do; it has shown nothing yet. */
  readonly onSpeaking: () => void;
  readonly onKnown: () => void;
}

/** Lets a connection show that it holds the key, and then speak. Whatever else it says ends it. */
export function greet(socket: Socket, { key, onPeer, handshakeMs, onSpeaking, onKnown }: Greeting): void {
  const frames = new Frames(handshakeBytes);
  let said = 0;
  // What came while we were busy is heard first: it is no fault of the peer's that nobody listened.
  const wait = (): NodeJS.Timeout => {
    const before = said;
    return setTimeout(() => setImmediate(() => said === before && socket.destroy()), handshakeMs);
  };
  let timer = wait();
  const daemon = drawNonce();
  let expected: string | null = null;
  let take: ((line: string) => boolean) | null = null;
  const say = (message: object): void => void socket.write(`${JSON.stringify(message)}\n`);

  const hello = (line: string): boolean => {
    const message = parsed(line);
    const peer = message?.['nonce'];
    if (message?.['wire'] !== wireName || typeof peer !== 'string' || !/^[0-9a-f]{64}$/.test(peer)) {
      return false;
    }
    const nonces = { daemon, peer };
    expected = proofOf(key, 'peer', nonces);
    said += 1;
    clearTimeout(timer);
    timer = wait();
    onSpeaking();
    say({ wire: wireName, nonce: daemon, proof: proofOf(key, 'daemon', nonces) });
    return true;
  };
  const prove = (line: string, proof: string): boolean => {
    if (!isEqual(proof, parsed(line)?.['proof'])) {
      return false;
    }
    said += 1;
    clearTimeout(timer);
    onKnown();
    frames.allow(frameBytes);
    say({ ok: true });
    take = onPeer(peerOf(socket, say));
    return true;
  };
  const understand = (line: string): boolean =>
    take === null ? (expected === null ? hello(line) : prove(line, expected)) : take(line);

  socket.once('close', () => clearTimeout(timer));
  socket.on('data', (chunk: Buffer) => {
    if (frames.push(chunk)?.every(understand) !== true) {
      socket.destroy();
    }
  });
}

function peerOf(socket: Socket, say: (message: object) => void): Peer {
  return { send: say, onGone: (run) => void socket.once('close', run) };
}
