// What runs in a thread of its own: one job, whose course and end are told to the daemon.
import { parentPort, workerData } from 'node:worker_threads';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { Job } from './job.ts';
import { runJob } from './run-job.ts';
import type { ThreadMessage } from './thread-message.ts';

const PROGRESS_EVERY_MS = 100;

const { job } = workerData as { readonly job: Job };
let toldAt = -Infinity;

runJob(job, (done, total) => {
  const now = performance.now();
  if (now - toldAt >= PROGRESS_EVERY_MS) {
    toldAt = now;
    tell({ kind: 'progress', done, total });
  }
})
  .then((result) => tell({ kind: 'done', result }))
  .catch((error: unknown) => tell({ kind: 'failed', error: asMessage(error) }));

function tell(message: ThreadMessage): void {
  parentPort?.postMessage(message, []);
}

/** A class does not cross to another thread. */
function asMessage(error: unknown): Extract<ThreadMessage, { readonly kind: 'failed' }>['error'] {
  return error instanceof SallyportError
    ? { kind: 'ours', code: error.code, message: error.message, remedy: error.remedy }
    : { kind: 'internal', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
