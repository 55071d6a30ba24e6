import { verifyTrace } from '../../../shim/record/verify-trace.ts';
import { scanLaptop } from '../scan-laptop.ts';
import { bringLogIn } from '../trace-store.ts';
import type { Job, JobResult, Reins } from './job.ts';

/** Does a job in this very thread. */
export async function runJob(job: Job, progress: Reins['progress']): Promise<JobResult<Job['kind']>> {
  switch (job.kind) {
    case 'scan':
      return scanLaptop({ ...job, allUsers: false, only: null, onStep: progress });
    case 'verify':
      return verifyTrace(job.traceFolder, (chain) => job.chain === null || chain === job.chain, progress);
    case 'bring-log-in':
      bringLogIn(job.file);
      return null;
  }
}
