import { statSync } from 'node:fs';
import { join } from 'node:path';
import { segmentsIn } from '../../../shim/record/trace-files.ts';
import { type TraceReport, verifyTrace } from '../../../shim/record/verify-trace.ts';
import type { CallStory } from '../../contract/activity.ts';
import type { Jobs } from '../jobs/job.ts';
import { faultWords } from './fault-words.ts';

/** More than this is hashed beside the daemon: an agent that works all day leaves many megabytes in one chain. */
const FEW_BYTES = 512 * 1024;

/** Tells whether nobody changed the chain that a segment belongs to. Who asks while a chain is looked at shares the answer. */
export function chainChecks(
  traceFolder: string,
  jobs: Jobs,
  fewBytes = FEW_BYTES,
): (segment: string) => Promise<CallStory['chain']> {
  const running = new Map<string, Promise<TraceReport>>();
  const verified = (chain: string): Promise<TraceReport> => {
    const known = running.get(chain);
    if (known !== undefined) {
      return known;
    }
    const reins = { signal: new AbortController().signal, progress: () => undefined };
    const begun = jobs.run({ kind: 'verify', traceFolder, chain }, reins).finally(() => running.delete(chain));
    running.set(chain, begun);
    return begun;
  };
  return async (segment) => {
    const segments = segmentsIn(traceFolder);
    const chain = segments.find(({ path }) => path === segment)?.chain;
    if (chain === undefined) {
      return { kind: 'dropped' };
    }
    const bytes = segments
      .filter((one) => one.chain === chain)
      .reduce((sum, { path }) => sum + (statSync(join(traceFolder, path), { throwIfNoEntry: false })?.size ?? 0), 0);
    return stateOf(bytes <= fewBytes ? verifyTrace(traceFolder, (one) => one === chain) : await verified(chain));
  };
}

function stateOf({ faults, unconfirmed, records }: TraceReport): CallStory['chain'] {
  const [fault] = faults;
  return fault === undefined
    ? { kind: unconfirmed.length > 0 ? 'open' : 'holds', records }
    : { kind: 'broken', fault: faultWords(fault) };
}
