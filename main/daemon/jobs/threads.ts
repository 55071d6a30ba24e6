import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { Job, Jobs, Reins } from './job.ts';
import type { ThreadMessage } from './thread-message.ts';

/** Does each job in a thread of its own, which ends with it. A job that is stopped ends at once, wherever it is. */
export const threads: Jobs = {
  // INVARIANT: the thread answers a job of a kind with the result of that kind.
  run: (job, reins) => inThread(job, reins) as never,
};

async function inThread(job: Job, { signal, progress }: Reins): Promise<unknown> {
  signal.throwIfAborted();
  const thread = startThread(job);
  const outcome = Promise.withResolvers<unknown>();
  thread.on('message', (message: ThreadMessage) => {
    switch (message.kind) {
      case 'progress':
        progress(message.done, message.total);
        break;
      case 'done':
        outcome.resolve(message.result);
        break;
      case 'failed':
        outcome.reject(asError(message.error));
        break;
    }
  });
  thread.on('error', outcome.reject);
  thread.on('exit', (code) => outcome.reject(new Error(`the thread of a ${job.kind} ended with ${code}`)));
  const stop = (): void => outcome.reject(signal.reason);
  signal.addEventListener('abort', stop);
  try {
    return await outcome.promise;
  } finally {
    signal.removeEventListener('abort', stop);
    // What it was writing to SQLite is undone or whole: its connections are closed with it.
    await thread.terminate();
  }
}

/**
 * The build leaves one script for it. That is read here and handed over as text, since inside the app it lies in an archive,
 * whose files are checked when they are read and which a thread can not open.
 */
function startThread(job: Job): Worker {
  const here = import.meta.dirname;
  const built = join(here, 'jobs.cjs');
  // What is loaded as machine code lies beside that archive.
  const folder = here.replace(/\.asar$/, '.asar.unpacked');
  return existsSync(built)
    ? new Worker(readFileSync(built, 'utf8'), { eval: true, workerData: { job, folder } })
    : new Worker(join(here, 'thread.ts'), { workerData: { job } });
}

function asError(error: Extract<ThreadMessage, { readonly kind: 'failed' }>['error']): Error {
  if (error.kind === 'ours') {
    return new SallyportError(error);
  }
  const failure = new Error('a job failed in its thread');
  failure.stack = error.stack;
  return failure;
}
