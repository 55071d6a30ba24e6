import { spawn } from 'node:child_process';

interface Entry {
  readonly command: string;
  readonly args: readonly string[];
}

/** Plays an AI client: starts an entry as its config says, calls one tool, and gives the answer's text. */
export async function callTool({ command, args }: Entry, home: string, tool: string): Promise<string> {
  const child = spawn(command, [...args], {
    cwd: home,
    env: { HOME: home, PATH: process.env['PATH'] ?? '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (out.includes('"id":2')) {
      child.stdin.end();
    }
  });
  send({
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'demo', version: '1' } },
  });
  send({ method: 'notifications/initialized' });
  send({ id: 2, method: 'tools/call', params: { name: tool, arguments: { id: 7 } } });
  await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const answers = out
    .trim()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as {
          readonly id?: number;
          readonly result?: { readonly content?: readonly { readonly text: string }[] };
        },
    );
  return answers.find(({ id }) => id === 2)?.result?.content?.[0]?.text ?? 'no answer';
}
