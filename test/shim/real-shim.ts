import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const shimMain = join(import.meta.dirname, '../../shim/main.ts');
export const badHabits = join(import.meta.dirname, 'fixtures/server.mjs');

/** What came back, parsed; enough for any of our servers. */
export interface Reply {
  readonly id?: unknown;
  readonly method?: string;
  readonly result?: {
    readonly content?: readonly { readonly text?: string }[];
    readonly isError?: boolean;
    readonly tools?: readonly { readonly name: string }[];
  };
  readonly error?: { readonly code: number; readonly message: string };
}

export interface RealShim {
  readonly child: ChildProcess;
  readonly state: string;
  readonly serverLog: string;
  send(message: object): void;
  call(id: number, name: string, args?: object): Promise<Reply>;
  initialize(): Promise<Reply>;
  reply(id: number): Promise<Reply>;
  /** Notifications that have come, in order. */
  notifications(): readonly Reply[];
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  stderr(): string;
  /** What the server wrote down. */
  logged(): readonly { readonly [key: string]: unknown }[];
}

export interface RealOptions {
  readonly flags?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Words in front of the shim's own command line. */
  readonly through?: readonly string[];
  /** Instead of our server with the bad habits. */
  readonly command?: readonly string[];
  readonly cwd?: string;
  /** Instead of a folder of its own. */
  readonly state?: string;
  readonly server?: string;
  /** As the config entry says it. */
  readonly client?: string;
}

/** A folder of this test file, removed by `removeFolders`. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-shim-'));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];
const started: ChildProcess[] = [];

export function removeFolders(): void {
  started.splice(0).forEach((child) => child.kill('SIGKILL'));
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
}

/** The shim as a client starts it, with a real server behind it. */
export function startShim(options: RealOptions = {}): RealShim {
  const { flags = [], env = {}, through = [], command, cwd, server: serverName = 'habits', client = 'test' } = options;
  const state = options.state ?? temporaryFolder();
  const serverLog = join(state, `${serverName}.log`);
  const server = command ?? [process.execPath, badHabits, '--log', serverLog, ...flags];
  const words = [
    ...through,
    process.execPath,
    shimMain,
    'run',
    '--client',
    client,
    '--server',
    serverName,
    '--state',
    state,
    '--',
    ...server,
  ];
  const child = spawn(words[0] ?? '', words.slice(1), {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  started.push(child);
  const replies = new Map<unknown, Reply>();
  const waiting = new Map<unknown, (reply: Reply) => void>();
  const notified: Reply[] = [];
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply: Reply = JSON.parse(line);
    if (reply.method !== undefined) {
      notified.push(reply);
      return;
    }
    replies.set(reply.id, reply);
    waiting.get(reply.id)?.(reply);
  });
  const exit = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const reply = async (id: number): Promise<Reply> =>
    replies.get(id) ?? new Promise((resolve) => waiting.set(id, resolve));
  return {
    child,
    state,
    serverLog,
    send,
    reply,
    exit,
    call: (id, name, args = {}) => {
      send({ id, method: 'tools/call', params: { name, arguments: args } });
      return reply(id);
    },
    initialize: () => {
      send({
        id: 0,
        method: 'initialize',
        params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
      });
      return reply(0);
    },
    stderr: () => errors,
    notifications: () => notified,
    logged: () =>
      readFileSync(serverLog, 'utf8')
        .trim()
        .split('\n')
        .map((line): { readonly [key: string]: unknown } => JSON.parse(line)),
  };
}

/** Pids of the server and of what it started itself. */
export async function pidsOf(shim: RealShim): Promise<{ readonly pid: number; readonly grandchild: number | null }> {
  const reply = await shim.call(900, 'pid');
  return JSON.parse(reply.result?.content?.[0]?.text ?? '');
}

export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie has ended; only its parent has not looked yet.
  return process.platform !== 'linux' || !/^State:\s+[ZX]/m.test(statusOf(pid));
}

/** Waits until a process has ended; the test's own time limit is the only one. */
export async function gone(pid: number): Promise<void> {
  while (runs(pid)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function traceOf(state: string): readonly { readonly [key: string]: unknown }[] {
  const trace = join(state, 'trace');
  return readdirSync(trace)
    .filter((day) => /^\d/.test(day))
    .flatMap((day) => readdirSync(join(trace, day)).map((file) => join(trace, day, file)))
    .flatMap((path) => readFileSync(path, 'utf8').trim().split('\n'))
    .map((line): { readonly [key: string]: unknown } => JSON.parse(line));
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return 'State:\tX';
  }
}
