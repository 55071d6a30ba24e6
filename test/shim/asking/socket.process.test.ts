import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { serveApprovals, type ServedApprovals } from '../../../main/daemon/approvals/serve.ts';
import { openLine } from '../../../shim/asking/line.ts';
import { folderFault, socketPlace } from '../../../shim/asking/socket-place.ts';
import { wireName } from '../../../shim/asking/wire.ts';
import { daemonKey } from '../../../shim/record/device-key.ts';
import { removeFolders, temporaryFolder } from '../real-shim.ts';
import { endChildren, startAskingShim } from './asking.ts';

vi.setConfig({ testTimeout: 60_000 });
const served: ServedApprovals[] = [];
const strangers: Server[] = [];
afterEach(async () => {
  endChildren();
  await Promise.all(served.splice(0).map((one) => one.close()));
  strangers.splice(0).forEach((server) => server.close());
});
afterAll(removeFolders);

const limits = { connections: 100, strangers: 5, handshakeMs: 3000 };

async function serve(state: string): Promise<ServedApprovals> {
  const one = await serveApprovals({
    stateFolder: state,
    channels: () => 'any',
    openWindow: null,
    onError: (error) => {
      throw error;
    },
    limits,
  });
  served.push(one);
  return one;
}

function pathOf(state: string): string {
  return socketPlace(state).path;
}

/** A connection of a program that speaks what it likes. */
function stranger(state: string): {
  readonly socket: Socket;
  readonly closed: Promise<string>;
  readonly heard: string[];
} {
  const socket = createConnection(pathOf(state));
  const heard: string[] = [];
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => heard.push(chunk.toString()));
  return { socket, heard, closed: new Promise((resolve) => socket.on('close', () => resolve('closed'))) };
}

/** Somebody else's program in the place of the daemon. */
async function impostor(state: string, says: (line: string) => string | null): Promise<void> {
  mkdirSync(join(state, 'run'), { mode: 0o700 });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const answer = says(chunk.toString());
      if (answer !== null) {
        socket.write(answer);
      }
    });
  });
  strangers.push(server);
  await new Promise<void>((resolve) => server.listen(pathOf(state), resolve));
}

describe('the place of the socket', () => {
  it('is the state folder, or a short one of this user where that is too deep', () => {
    const deep = `/home/kim/${'very-'.repeat(20)}deep`;

    expect(socketPlace('/home/kim/.sallyport', 'linux', 501)).toEqual({
      kind: 'socket',
      folder: '/home/kim/.sallyport/run',
      path: '/home/kim/.sallyport/run/daemon.sock',
    });
    const far = socketPlace(deep, 'darwin', 501);
    expect(far).toMatchObject({ folder: '/tmp/sallyport-501' });
    expect(far.path.length).toBeLessThan(104);
    expect(socketPlace(`${deep}er`, 'darwin', 501).path).not.toBe(far.path);
  });

  it('is a named pipe on Windows', () => {
    expect(socketPlace('C:\\Users\\kim\\.sallyport', 'win32').path).toMatch(/^\\\\\.\\pipe\\sallyport-[0-9a-f]{24}$/);
  });

  it('must be a folder of this user alone', () => {
    const state = temporaryFolder();
    const own = join(state, 'own');
    mkdirSync(own, { mode: 0o700 });
    symlinkSync(own, join(state, 'link'));
    const shared = join(state, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o770);

    expect(folderFault(own)).toBe(null);
    expect(folderFault(own, 12_345)).toBe('foreign-owner');
    expect(folderFault(shared)).toBe('open-to-others');
    expect(folderFault(join(state, 'link'))).toBe('not-a-folder');
    expect(folderFault(join(state, 'none'))).toBe('absent');
  });
});

describe('a shim', () => {
  it('does not ask where others may write in the folder of the socket', async () => {
    const state = temporaryFolder();
    await serve(state);
    chmodSync(join(state, 'run'), 0o777);
    const shim = startAskingShim(state);

    shim.call(1, 'ask');

    expect(await shim.text(1)).toContain('somebody else listens in the place of the Sallyport service');
  });

  it.runIf(process.getuid?.() === 0)('does not ask in a folder of somebody else', async () => {
    const state = temporaryFolder();
    await serve(state);
    chownSync(join(state, 'run'), 12_345, 12_345);
    const shim = startAskingShim(state);

    shim.call(1, 'ask');

    expect(await shim.text(1)).toContain('somebody else listens in the place of the Sallyport service');
  });

  it('does not ask about arguments that nobody could read', async () => {
    const state = temporaryFolder();
    const { approvals } = await serve(state);
    const shim = startAskingShim(state);

    shim.call(1, 'ask', { text: 'x'.repeat(1024 * 1024) });

    expect(await shim.text(1)).toContain('its arguments are too large to be shown to anybody');
    expect(approvals.list()).toEqual([]);
  });

  it('tells nothing to a program that does not hold the key', async () => {
    const state = temporaryFolder();
    const heard: string[] = [];
    await impostor(state, (line) => {
      heard.push(line);
      return `{"wire":"${wireName}","nonce":"${'0'.repeat(64)}","proof":"${'0'.repeat(64)}"}\n`;
    });
    const shim = startAskingShim(state);

    shim.call(1, 'ask', { table: 'sales' });

    expect(await shim.text(1)).toContain('somebody else listens in the place of the Sallyport service');
    expect(heard).toEqual([expect.stringMatching(new RegExp(`^\\{"wire":"${wireName}","nonce":"[0-9a-f]{64}"\\}\n$`))]);
  });

  it.each([
    ['words', 'hello\n'],
    ['a line without end', 'x'.repeat(10_000)],
  ])('gives up on a daemon that answers with %s', async (_, answer) => {
    const state = temporaryFolder();
    await impostor(state, () => answer);
    const shim = startAskingShim(state);

    shim.call(1, 'ask');

    expect(await shim.text(1)).toContain('the Sallyport service does not answer');
  });

  it('takes the socket of a daemon that was killed for none', async () => {
    const state = temporaryFolder();
    mkdirSync(join(state, 'run'), { mode: 0o700 });
    writeFileSync(pathOf(state), '');
    const shim = startAskingShim(state);

    shim.call(1, 'ask');

    expect(await shim.text(1)).toContain('the Sallyport service is not running');
  });
});

describe('the daemon', () => {
  it.each([
    ['words', 'hello\n'],
    ['JSON of another kind', '[1,2,3]\n'],
    ['another version', '{"wire":"sallyport-approvals/0","nonce":"00"}\n'],
    ['a line without end', 'x'.repeat(5000)],
    ['bytes', '\u0000\u00ff\u0001\n'],
  ])('hangs up on %s', async (_, said) => {
    const state = temporaryFolder();
    await serve(state);
    const { socket, closed, heard } = stranger(state);

    socket.write(said);
    await closed;

    expect(heard).toEqual([]);
  });

  it('hangs up on a peer that can not prove that it holds the key', async () => {
    const state = temporaryFolder();
    const { approvals } = await serve(state);
    const { socket, closed } = stranger(state);

    socket.write(`{"wire":"${wireName}","nonce":"${'a'.repeat(64)}"}\n`);
    socket.write(`{"proof":"${'0'.repeat(64)}"}\n{"type":"list"}\n`);
    await closed;

    expect(approvals.list()).toEqual([]);
  });

  it('hangs up on a peer with another key', async () => {
    const state = temporaryFolder();
    await serve(state);

    expect(await openLine(state, Buffer.alloc(32, 7))).toBe('not-ours');
  });

  it('hangs up on who says nothing', async () => {
    const state = temporaryFolder();
    await serve(state);

    expect(await stranger(state).closed).toBe('closed');
  });

  it('hangs up on a peer that holds the key and talks nonsense', async () => {
    const state = temporaryFolder();
    await serve(state);
    const line = await openLine(state, daemonKey(state));
    if (typeof line === 'string') {
      throw new Error(line);
    }

    const closed = new Promise<string>((resolve) => line.onClose(() => resolve('closed')));
    line.send({ type: 'ask', id: '0123456789', question: 'why' });

    expect(await closed).toBe('closed');
  });

  it('still takes questions while strangers flood it', async () => {
    const state = temporaryFolder();
    const { approvals } = await serve(state);
    const asked = new Promise<string>((resolve) => approvals.onChange(({ request }) => resolve(request.tool)));
    const flood = Array.from({ length: 200 }, () => stranger(state));
    await Promise.all(flood.map(({ closed }) => closed));
    const shim = startAskingShim(state);

    shim.call(1, 'ask');

    expect(await asked).toBe('ask');
  });

  it('takes fifty questions of one session and denies the next', async () => {
    const state = temporaryFolder();
    const { approvals } = await serve(state);
    const shim = startAskingShim(state);
    const fifty = new Promise<void>((resolve) => approvals.onChange(() => approvals.list().length === 50 && resolve()));

    for (let id = 1; id <= 50; id += 1) {
      shim.call(id, 'ask', { id });
    }
    const refused = shim.next(({ result }) => result !== undefined);
    await fifty;
    shim.call(51, 'ask', { id: 51 });

    expect(JSON.stringify(await refused)).toContain('too many calls wait for that already');
  });

  it.runIf(process.getuid?.() === 0)('does not start in a folder that belongs to another user', async () => {
    const state = temporaryFolder();
    mkdirSync(join(state, 'run'), { mode: 0o700 });
    chownSync(join(state, 'run'), 12_345, 12_345);

    await expect(serve(state)).rejects.toMatchObject({ code: 'SOCKET_UNSAFE' });
  });

  it('does not start where its folder is a file', async () => {
    const state = temporaryFolder();
    writeFileSync(join(state, 'run'), 'a file in its place');

    await expect(serve(state)).rejects.toMatchObject({ code: 'SOCKET_UNSAFE' });
  });

  it('closes a folder of its own that was open to others', async () => {
    const state = temporaryFolder();
    mkdirSync(join(state, 'run'));
    chmodSync(join(state, 'run'), 0o777);

    await serve(state);

    expect(folderFault(join(state, 'run'))).toBe(null);
  });

  it('keeps its key to its owner', async () => {
    const state = temporaryFolder();
    await serve(state);

    expect(readFileSync(join(state, 'daemon.key'))).toHaveLength(32);
    rmSync(join(state, 'daemon.key'));
    // Another key means another daemon: who has the new one does not take the old one for his.
    expect(await openLine(state, daemonKey(state))).toBe('not-ours');
  });
});
