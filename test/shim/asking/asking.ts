import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ApprovalRequest } from '../../../main/daemon/approvals/request.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const server = join(import.meta.dirname, '../fixtures/server.mjs');
const children: ChildProcess[] = [];

export function endChildren(): void {
  children.splice(0).forEach((child) => child.kill('SIGKILL'));
}

/** Lines of a child as they come; `next` waits for the first one, seen before or not, that fits. */
export interface Talking {
  readonly child: ChildProcess;
  say(message: object): void;
  /** Takes the first line that fits out of what came. */
  next(fits: (line: Line) => boolean): Promise<Line>;
  /** What came and was not taken. */
  readonly seen: readonly Line[];
  /** Settles when it has ended. */
  readonly end: Promise<number | null>;
}

export interface Line {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: { readonly [key: string]: unknown };
  readonly result?: { readonly content?: readonly { readonly text: string }[]; readonly isError?: boolean };
  readonly kind?: string;
  readonly request?: ApprovalRequest;
  readonly receivedAt?: number;
  readonly answered?: string;
  readonly effect?: string;
  readonly code?: string;
  readonly ready?: boolean;
  readonly failed?: string;
}

function start(script: string, words: readonly string[], env: Readonly<Record<string, string>> = {}): Talking {
  const child = spawn(process.execPath, [script, ...words], {
    // Servers complain there about the shims that tests kill.
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  child.stdin.on('error', () => undefined);
  const seen: Line[] = [];
  const waiting: {
    readonly fits: (line: Line) => boolean;
    readonly give: (line: Line) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line: Line = JSON.parse(text);
    const at = waiting.findIndex(({ fits }) => fits(line));
    if (at === -1) {
      seen.push(line);
    } else {
      waiting.splice(at, 1)[0]?.give(line);
    }
  });
  const end = new Promise<number | null>((resolve) => child.on('close', resolve));
  // One that ends by itself, and not by our hand, would let a test wait for ever.
  child.on('close', (code) => {
    if (code !== null && code !== 0) {
      waiting.splice(0).forEach(({ fail }) => fail(new Error(`${script} ended with ${code}`)));
    }
  });
  return {
    child,
    seen,
    say: (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
    next: (fits) =>
      new Promise((resolve, reject) => {
        const at = seen.findIndex(fits);
        const [found] = at === -1 ? [] : seen.splice(at, 1);
        if (found === undefined) {
          waiting.push({ fits, give: resolve, fail: reject });
        } else {
          resolve(found);
        }
      }),
    end,
  };
}

export interface Daemon extends Talking {
  /** The next question. */
  asked(): Promise<ApprovalRequest>;
  /** Answers and gives what became of it: an effect or an error code. */
  answer(id: string, answer: 'approve' | 'deny', more?: object): Promise<string | undefined>;
  changed(kind: string): Promise<Line>;
}

export async function startDaemon(state: string, ...words: readonly string[]): Promise<Daemon> {
  const talking = start(join(fixtures, 'daemon.ts'), [state, ...words]);
  await talking.next(({ ready, failed }) => ready === true || failed !== undefined);
  return {
    ...talking,
    asked: async () => {
      const { request } = await talking.next(({ kind }) => kind === 'asked');
      if (request === undefined) {
        throw new Error('a question without its request');
      }
      return request;
    },
    answer: async (id, answer, more = {}) => {
      talking.say({ id, answer, ...more });
      const { effect, code } = await talking.next(({ answered }) => answered === id);
      return effect ?? code;
    },
    changed: (kind) => talking.next((line) => line.kind === kind),
  };
}

export interface AskingShim extends Talking {
  call(id: number, tool: string, args?: object, more?: object): void;
  /** Text of the answer to a call. */
  text(id: number): Promise<string>;
  /** Calls that reached the server. */
  ran(): number;
}

export interface ShimOptions {
  readonly limitMs?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly client?: string;
}

let shims = 0;

export function startAskingShim(
  state: string,
  { limitMs, env = {}, command, client = 'codex' }: ShimOptions = {},
): AskingShim {
  shims += 1;
  const log = join(state, `server-${shims}.log`);
  const behind = command ?? [process.execPath, server, '--log', log];
  const words = ['run', '--client', client, '--server', 'habits', '--state', state, '--', ...behind];
  const talking = start(join(fixtures, 'asking-shim.ts'), words, {
    ...env,
    ...(limitMs === undefined ? {} : { TEST_LIMIT_MS: String(limitMs) }),
  });
  const say = (message: object): void => talking.say({ jsonrpc: '2.0', ...message });
  return {
    ...talking,
    say,
    call: (id, name, args = {}, more = {}) =>
      say({ id, method: 'tools/call', params: { name, arguments: args, ...more } }),
    text: async (id) => {
      const { result } = await talking.next((line) => line.id === id && line.method === undefined);
      return result?.content?.[0]?.text ?? JSON.stringify(result);
    },
    // A server that has just started may not have written anything yet.
    ran: () =>
      (existsSync(log) ? readFileSync(log, 'utf8') : '').split('\n').filter((line) => line.includes('"ran"')).length,
  };
}

/** `initialize` with these capabilities, and its answer. */
export async function initialize(shim: AskingShim, capabilities: object): Promise<void> {
  const clientInfo = { name: 'test', version: '1' };
  shim.say({ id: 0, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities, clientInfo } });
  await shim.next(({ id }) => id === 0);
}
