import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveApprovals, type ServedApprovals } from '../../../../main/daemon/approvals/serve.ts';
import type { SocketLimits } from '../../../../main/daemon/approvals/socket-server.ts';
import { type Line, openLine } from '../../../../shim/asking/line.ts';
import { drawNonce, proofOf } from '../../../../shim/asking/proof.ts';
import { socketPlace } from '../../../../shim/asking/socket-place.ts';
import { wireName } from '../../../../shim/asking/wire.ts';
import { daemonKey } from '../../../../shim/record/device-key.ts';
import { folderWith } from '../../scan-home.ts';

let stateFolder: string;
let served: ServedApprovals | null;
const sockets: Socket[] = [];
beforeEach(() => {
  stateFolder = join(folderWith({}), '.sallyport');
  served = null;
});
afterEach(async () => {
  sockets.splice(0).forEach((socket) => socket.destroy());
  await served?.close();
});

async function serve(limits?: SocketLimits): Promise<ServedApprovals> {
  served = await serveApprovals({
    stateFolder,
    channels: () => 'any',
    openWindow: null,
    onError: (error) => {
      throw error;
    },
    ...(limits === undefined ? {} : { limits }),
  });
  return served;
}

const opened = (count: number): Promise<readonly (Line | string)[]> =>
  Promise.all(Array.from({ length: count }, () => openLine(stateFolder, daemonKey(stateFolder))));

async function connected(): Promise<Socket> {
  const socket = createConnection(socketPlace(stateFolder).path);
  socket.on('error', () => undefined);
  sockets.push(socket);
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  return socket;
}

const next = (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())).once('close', () => resolve('')));

/** A shim that has said who it is, and proves it when it is told to. */
async function hello(from?: Socket): Promise<{ readonly socket: Socket; readonly prove: () => void }> {
  const socket = from ?? (await connected());
  const peer = drawNonce();
  socket.write(`${JSON.stringify({ wire: wireName, nonce: peer })}\n`);
  const { nonce } = JSON.parse(await next(socket)) as { readonly nonce: string };
  const proof = proofOf(daemonKey(stateFolder), 'peer', { daemon: nonce, peer });
  return { socket, prove: () => void socket.write(`${JSON.stringify({ proof })}\n`) };
}

/** Nothing else runs meanwhile. */
function busyFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** Connections that never say who they are. @returns once they are made */
async function saysNothing(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => connected()));
}

describe('shims that come to the daemon at one moment', () => {
  it('are all let in, two hundred of them, each as slow as it likes, and each may ask', async () => {
    const { approvals } = await serve();

    const shims = await Promise.all(Array.from({ length: 200 }, () => hello()));
    shims.forEach(({ prove }) => prove());
    shims.forEach(({ socket }, index) => {
      const id = index.toString(16).padStart(10, '0');
      const asked = { type: 'ask', id, question: { ...question, session: `session-${index}` } };
      socket.write(`${JSON.stringify(asked)}\n`);
    });

    await expect.poll(() => approvals.list().length, { timeout: 10_000 }).toBe(200);
  });

  it('are let in while hundreds of others say nothing', async () => {
    await serve();
    await saysNothing(900);

    const lines = await opened(20);

    expect(lines.filter((line) => typeof line === 'string')).toEqual([]);
    lines.forEach((line) => typeof line !== 'string' && line.close());
  });

  it('are let in by a daemon that was busy for longer than they have to show who they are', async () => {
    await serve({ connections: 100, strangers: 50, handshakeMs: 200 });
    const socket = await connected();
    await new Promise((resolve) => setTimeout(resolve, 20));

    const shim = hello(socket);
    busyFor(400);
    (await shim).prove();
    busyFor(400);

    await expect(next(socket)).resolves.toBe('{"ok":true}\n');
  });
});

describe('connections that do not show who they are', () => {
  it('are bounded: the one that is silent longest goes first', async () => {
    await serve({ connections: 100, strangers: 3, handshakeMs: 60_000 });
    await saysNothing(5);

    await expect
      .poll(() => sockets.map(({ closed }) => closed), { timeout: 5000 })
      .toEqual([true, true, false, false, false]);
  });

  it('go when their time is up', async () => {
    await serve({ connections: 100, strangers: 3, handshakeMs: 50 });
    await saysNothing(1);

    await expect.poll(() => sockets.every(({ closed }) => closed), { timeout: 5000 }).toBe(true);
  });
});

const hash = 'a'.repeat(64);
const question = {
  person: { id: '1000', name: 'kim' },
  agent: { client: 'cursor', verified: null, confidence: 'none', mode: 'principal', delegation: [] },
  server: { identity: 'pkg:npm/x', name: 'files' },
  method: 'tools/call',
  tool: 'write_file',
  input: {},
  question: 'Run it?',
  because: ['person/ask'],
  term: 'session',
  effect: 'write',
  era: 'legacy',
  bindings: { once: hash, session: hash, until: hash },
  isExact: true,
  heldUntil: new Date(Date.now() + 60_000).toISOString(),
};
