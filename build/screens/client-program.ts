import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface Entry {
  readonly command: string;
  readonly args: readonly string[];
}

export interface ToolAnswer {
  readonly result?: { readonly content?: readonly { readonly text: string }[]; readonly isError?: boolean };
  readonly error?: { readonly code: number; readonly message: string };
}

/** A program that plays an AI client: it started an entry as its config says, and calls tools over it. */
export interface ClientProgram {
  call(tool: string, args: Readonly<Record<string, unknown>>): Promise<ToolAnswer>;
  /** A call that the agent gives up before it is answered. */
  callAndGiveUp(tool: string, args: Readonly<Record<string, unknown>>): { readonly giveUp: () => void };
  /** Ends it as clients end: by closing the server's input. */
  close(): Promise<void>;
}

// What the client's own program does: it starts the server on its own input and output.
const relay =
  "require('node:child_process').spawn(process.argv[1], process.argv.slice(2), { stdio: 'inherit' }).on('close', (code) => process.exit(code ?? 1))";

export async function startClient({ command, args }: Entry, home: string, name: string): Promise<ClientProgram> {
  const child = spawn(await programOf(home, name), ['-e', relay, '--', command, ...args], {
    cwd: home,
    env: { HOME: home, PATH: process.env['PATH'] ?? '' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = new Map<number, PromiseWithResolvers<ToolAnswer>>();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const giveUp = (): void =>
    waiting.forEach(({ reject }) => reject(new Error(`the server of ${name} ended before it answered`)));
  child.once('close', giveUp);
  child.once('error', giveUp);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line) as ToolAnswer & { readonly id?: number };
    if (message.id !== undefined) {
      waiting.get(message.id)?.resolve(message);
      waiting.delete(message.id);
    }
  });
  let last = 0;
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const ask = (method: string, params: object): Promise<ToolAnswer> => {
    last += 1;
    const id = last;
    const answer = Promise.withResolvers<ToolAnswer>();
    waiting.set(id, answer);
    // Whoever does not wait for a held call must not be ended by its server's end.
    answer.promise.catch(() => undefined);
    send({ id, method, params });
    return answer.promise;
  };
  await ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name, version: '1' } });
  send({ method: 'notifications/initialized' });
  await ask('tools/list', {});
  return {
    call: (tool, toolArguments) => ask('tools/call', { name: tool, arguments: toolArguments }),
    callAndGiveUp: (tool, toolArguments) => {
      void ask('tools/call', { name: tool, arguments: toolArguments });
      const requestId = last;
      return { giveUp: () => send({ method: 'notifications/cancelled', params: { requestId } }) };
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** The client is a program of its own in this home, as the shim sees who started it. */
async function programOf(home: string, name: string): Promise<string> {
  const path = join(home, '.local', 'share', name, name);
  if (!existsSync(path)) {
    await mkdir(join(path, '..'), { recursive: true });
    await copyFile(process.execPath, path);
  }
  return path;
}
