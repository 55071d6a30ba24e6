import { processTable } from '../daemon/process-table.ts';
import { runningDaemon } from '../daemon/running-daemon.ts';
import { openWholeTrace, type WholeTrace } from '../daemon/whole-trace.ts';
import type { Context } from './verb.ts';

/** Another command may be taking in months of records: it lets others in now and then, and leaves them little to do. */
const longestWaitMs = 60_000;

/** The trace with all that was written until now; what had to be done for it is told beside the output. */
export function traceOf({ stateFolder, env, output }: Context): WholeTrace {
  return openWholeTrace({
    stateFolder,
    waitMs: longestWaitMs,
    isInUse: () => runningDaemon(stateFolder, processTable(env)) !== null,
    onSetAside: (note) => output.note(`sallyport: ${note}`),
  });
}
