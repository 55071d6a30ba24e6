import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { at } from '../../../scanner/formats/document.ts';
import { contentHash } from './content-hash.ts';

/** What a server said when it was started once. */
export type Started =
  | { readonly ok: true; readonly server: string; readonly tools: readonly string[] }
  /** `why` names the kind of failure, never what the server printed. */
  | { readonly ok: false; readonly why: string };

export interface OneStart {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string | null;
  readonly timeoutMs: number;
}

const END_MS = 2000;

/** Starts a server as a client would, asks who it is and which tools it has, and ends it again. */
export function startOnce({ command, args, env, cwd, timeoutMs }: OneStart): Promise<Started> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
      ...(cwd === null ? {} : { cwd }),
    });
    let isSettled = false;
    let server = '';
    const settle = (result: Started): void => {
      if (isSettled) {
        return;
      }
      isSettled = true;
      clearTimeout(timer);
      child.stdin.end();
      const end = setTimeout(() => child.kill('SIGKILL'), END_MS);
      child.once('close', () => clearTimeout(end));
      resolve(result);
    };
    const timer = setTimeout(
      () => settle({ ok: false, why: `no answer within ${timeoutMs / 1000} seconds` }),
      timeoutMs,
    );
    const send = (message: object): void =>
      void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

    child.once('error', (error) =>
      settle({ ok: false, why: `it can not be started (${'code' in error ? String(error.code) : error.name})` }),
    );
    child.once('exit', (code, signal) => settle({ ok: false, why: `it ended at once (${signal ?? code})` }));
    // A server that ends early closes the pipe; its exit tells the story.
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const answer = answerOf(line);
      if (answer?.id === 1 && answer.result === null) {
        settle({ ok: false, why: 'it refuses to begin' });
      } else if (answer?.id === 1) {
        server = JSON.stringify([
          at(answer.result, ['serverInfo']),
          Object.keys(Object(at(answer.result, ['capabilities']))).toSorted(),
        ]);
        send({ method: 'notifications/initialized' });
        if (at(answer.result, ['capabilities', 'tools']) === undefined) {
          settle({ ok: true, server, tools: [] });
        } else {
          send({ id: 2, method: 'tools/list' });
        }
      } else if (answer?.id === 2) {
        settle({ ok: true, server, tools: toolsOf(answer.result) });
      }
    });
    send({
      id: 1,
      method: 'initialize',
      params: {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'sallyport-check', version: '1' },
      },
    });
  });
}

function answerOf(line: string): { readonly id: unknown; readonly result: unknown } | null {
  try {
    const message: unknown = JSON.parse(line);
    return { id: at(message, ['id']), result: at(message, ['result']) ?? null };
  } catch {
    // Servers print other things too; clients skip those lines.
    return null;
  }
}

/** Name and a hash of all a tool says about itself. */
function toolsOf(result: unknown): readonly string[] {
  const tools = at(result, ['tools']);
  return (Array.isArray(tools) ? tools : []).map(
    (tool: unknown) => `${String(at(tool, ['name']))} ${contentHash(Buffer.from(JSON.stringify(tool)))}`,
  );
}
