import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeHome } from '../e2e/sallyport.ts';

const bin = join(process.env['SALLYPORT_REAL_CLIENTS'] ?? '', 'servers', 'node_modules', '.bin');
const jail = process.env['SALLYPORT_JAIL'] ?? '';
const shim = join(import.meta.dirname, '..', '..', 'dist', 'bin', 'sallyport-shim');

interface RealServer {
  readonly program: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

// Keys are dummies; loopback is the only network, so nothing leaves.
const servers: readonly RealServer[] = [
  { program: 'mcp-server-everything' },
  { program: 'mcp-server-filesystem', args: ['.'] },
  { program: 'mcp-server-memory' },
  { program: 'mcp-server-sequential-thinking' },
  { program: 'context7-mcp' },
  { program: 'firecrawl-mcp', env: { FIRECRAWL_API_KEY: 'dummy' } },
  { program: 'notion-mcp-server', env: { NOTION_TOKEN: 'dummy' } },
  { program: 'mcp-server-supabase', args: ['--access-token', 'dummy'] },
  { program: 'figma-developer-mcp', args: ['--figma-api-key=dummy', '--stdio'] },
  { program: 'tavily-mcp', env: { TAVILY_API_KEY: 'dummy' } },
  { program: 'mcp-server-sqlite-npx', args: ['it.db'] },
  { program: 'mcp-server-github', env: { GITHUB_PERSONAL_ACCESS_TOKEN: 'dummy' } },
  { program: 'playwright-mcp' },
];

type Message = { readonly id?: number; readonly result?: { readonly tools?: readonly { readonly name: string }[] } };

/** What a client sees of one connection: the lines that answer initialize, tools/list and one call, as they stand on the wire. */
async function seen(
  words: readonly string[],
  home: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const child = spawn(jail, [...words], {
    cwd: home,
    env: { HOME: home, PATH: `${join(process.execPath, '..')}:/usr/bin:/bin:/usr/sbin:/sbin`, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const answers: string[] = [];
  let rest = '';
  const done = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const message = JSON.parse(line) as Message;
        if (message.id === 1) {
          send({ method: 'notifications/initialized' });
          send({ id: 2, method: 'tools/list' });
        } else if (message.id === 2) {
          send({
            id: 3,
            method: 'tools/call',
            params: { name: message.result?.tools?.[0]?.name ?? 'none', arguments: {} },
          });
        } else if (message.id === 3) {
          child.stdin.end();
        } else {
          continue;
        }
        answers.push(line);
      }
    });
  });
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'comparison', version: '1' } };
  send({ id: 1, method: 'initialize', params });
  await done;
  return answers;
}

describe('a real server from npm', () => {
  it.each(servers)(
    '$program answers through the shim byte for byte as without it',
    async ({ program, args = [], env = {} }) => {
      const home = makeHome();
      const command = [join(bin, program), ...args];

      const direct = await seen(command, home, env);
      const guarded = await seen(
        [shim, 'run', '--client', 'cursor', '--server', program, '--state', home, '--', ...command],
        home,
        env,
      );

      expect(direct).toHaveLength(3);
      expect(guarded).toEqual(direct);
    },
  );
});
