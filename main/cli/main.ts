import { realMachine } from '../machine.ts';
import { runCli } from './run-cli.ts';
import type { Output, Verbs } from './verb.ts';

/** The command line of this process: runs it and ends the process with its exit code. */
export async function main(verbs: Verbs): Promise<never> {
  const { stdout, stderr } = process;
  const words = process.argv.slice(2);
  const isDaemon = words[0] === 'daemon';
  const goesOn = isDaemon || words.includes('--follow');
  // Node takes it for open again after each error.
  let isRead = true;
  // Whoever could be told of it is gone, and what was to be done is done all the same.
  stderr.on('error', () => undefined);
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) is no fault of ours, and changes nothing about what the exit code says.
    if (error.code !== 'EPIPE') {
      if (isDaemon) {
        // Its work does not hang on what it tells: a full disk under its log, a terminal that is gone.
        output.note(`sallyport: what happens can not be written any more (${error.code ?? error.message})`);
        return;
      }
      stderr.write(`sallyport: the answer could not be written (${error.code ?? error.message})\n`, () =>
        process.exit(5),
      );
    } else if (goesOn) {
      process.exit(0);
    }
    isRead = false;
  });

  const isTerminal = stdout.isTTY;
  const output: Output = {
    out: (text) => void (isRead && stdout.write(text)),
    taken: async () => {
      await drained(stdout);
      return isRead;
    },
    note: (text) => void stderr.write(`${text}\n`),
    isTerminal,
    color: isTerminal && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb',
    // A terminal that does not know its width says 0.
    columns: isTerminal ? stdout.columns || 80 : 200,
  };
  const code = await runCli(words, {
    verbs,
    env: process.env,
    machine: () => realMachine(process.env),
    now: new Date(),
    output,
    // In this order: whoever asks for the standard input opens it.
    ask: stderr.isTTY && process.stdin.isTTY ? ask : null,
    agentAbove: async () => (await import('../daemon/agent-above.ts')).agentAbove(process.env),
    runningClients: async () => {
      const [{ runningClients }, { processTable }] = await Promise.all([
        import('../daemon/protect/running-clients.ts'),
        import('../daemon/process-table.ts'),
      ]);
      return runningClients(processTable(process.env));
    },
  });
  // A system call that never returns (a dead network mount) would keep the process alive for ever: leave when all is written.
  await Promise.all(
    [stdout, stderr]
      .filter((stream) => !stream.destroyed)
      .map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))),
  );
  process.exit(code);
}

/** Settles when a stream takes more, or has failed. */
async function drained(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableNeedDrain) {
    await new Promise<void>((resolve) => {
      const settle = (): void => {
        stream.off('drain', settle).off('error', settle);
        resolve();
      };
      stream.on('drain', settle).on('error', settle);
    });
  }
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
