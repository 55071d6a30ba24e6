import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedBundle } from '../../policy/bundle/load.ts';
import { machineFolder } from '../../policy/bundle/machine-folder.ts';
import { policyHere, type PolicyHere } from '../../policy/bundle/policy-here.ts';
import { readAdvisories } from '../../scanner/advisory-files.ts';
import { readCatalogue } from '../daemon/catalogue-file.ts';
import { type RecordedCall, recordedCalls } from '../daemon/policy/recorded-calls.ts';
import { type Against, against } from '../daemon/policy/replay.ts';
import { rememberedIn } from '../daemon/policy/tool-then.ts';
import { traceOf } from './trace-of.ts';
import type { Context } from './verb.ts';

/** The policy of this computer, whoever made it. */
export function hereNow({ stateFolder, machine, now }: Context): PolicyHere {
  return policyHere(stateFolder, machineFolder(process.platform, machine.env), now);
}

/** What recorded calls are decided on anew. @param candidate decides as if it were in force; null for what is */
export async function againstHere(candidate: LoadedBundle | null, context: Context): Promise<Against> {
  const { stateFolder } = context;
  const { catalogue: own } = await readCatalogue(stateFolder);
  const { advisories } = await readAdvisories(stateFolder);
  const remembered = rememberedIn(stateFolder);
  return against({ inForce: hereNow(context), candidate, own, advisories, remembered });
}

/** Runs something over the recorded calls, with all that was written until now taken in. */
export function withRecordedCalls<Result>(context: Context, run: (calls: Iterable<RecordedCall>) => Result): Result {
  const { stateFolder } = context;
  if (!existsSync(join(stateFolder, 'trace'))) {
    return run([]);
  }
  const trace = traceOf(context);
  try {
    return run(recordedCalls(() => trace.rows(), stateFolder));
  } finally {
    trace.close();
  }
}
