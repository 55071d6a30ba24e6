import { processTable } from '../daemon/process-table.ts';
import { runningDaemon } from '../daemon/running-daemon.ts';
import { openWholeTrace, type WholeTrace } from '../daemon/whole-trace.ts';
import type { Context } from './verb.ts';

/** The trace with all that was written until now; what had to be done for it is told beside the output. */
export function traceOf({ stateFolder, env, output }: Context): WholeTrace {
  return openWholeTrace({
    stateFolder,
    isInUse: () => runningDaemon(stateFolder, processTable(env)) !== null,
    onSetAside: (note) => output.note(`sallyport: ${note}`),
  });
}
