import { join } from 'node:path';
import type { CallStory, TraceCheck } from '../../contract/activity.ts';
import type { Handlers } from '../../contract/operations.ts';
import type { Traffic } from '../../contract/overview.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { TraceReport } from '../../../shim/record/verify-trace.ts';
import type { ActivityReader } from '../activity/activity-reader.ts';
import { chainChecks } from '../activity/chain-check.ts';
import { exportText } from '../activity/export-text.ts';
import { faultWords } from '../activity/fault-words.ts';
import { trafficOf, trafficSpan } from '../activity/traffic.ts';
import type { Jobs } from '../jobs/job.ts';
import type { Works } from './works.ts';

export interface ActivityDeskDeps {
  readonly stateFolder: string;
  readonly now: () => Date;
  readonly reader: ActivityReader;
  readonly works: Works;
  readonly jobs: Jobs;
}

type ActivityName = Extract<keyof Handlers, `activity.${string}`> | 'overview.traffic';

/** Answers questions about the trace. */
export function activityDesk({
  stateFolder,
  now,
  reader,
  works,
  jobs,
}: ActivityDeskDeps): Pick<Handlers, ActivityName> {
  const traceFolder = join(stateFolder, 'trace');
  const checkChain = chainChecks(traceFolder, jobs);
  return {
    'activity.query': ({ filter, before, limit }) => reader.page(filter, before, limit),
    'activity.count': ({ filter, most }) => reader.count(filter, most),
    'activity.facets': () => reader.facets(),
    'activity.story': ({ segment, seq }) => storyOf(reader, checkChain, segment, seq),
    'activity.verify': () =>
      Promise.resolve(
        works.begin('verify', { canStop: true }, async (reins) =>
          checkOf(await jobs.run({ kind: 'verify', traceFolder, chain: null }, reins)),
        ),
      ),
    'activity.checked': ({ work }) => Promise.resolve(works.result(work) as TraceCheck),
    'activity.export': async ({ filter, format, after, limit }) => {
      const { stored, next } = await reader.onwards(filter, after, limit);
      return { text: exportText(stored, format, after === null), next };
    },
    'overview.traffic': async ({ hours }): Promise<Traffic> =>
      trafficOf(await reader.hours(...trafficSpan(hours, now())), hours, now()),
  };
}

async function storyOf(
  reader: ActivityReader,
  checkChain: ReturnType<typeof chainChecks>,
  segment: string,
  seq: number,
): Promise<CallStory> {
  const records = reader.callOf(segment, seq);
  const [first] = records;
  if (first === undefined) {
    throw new SallyportError({
      code: 'RECORD_UNKNOWN',
      message: 'the trace has no such record',
      remedy: 'Look for it anew: old records are dropped after a while.',
    });
  }
  return {
    records: records.map(({ row, stored }) => ({ row, record: asObject(stored.record) })),
    connection: asObject(first.stored.connection),
    chain: await checkChain(segment),
  };
}

function checkOf({ segments, records, faults, unconfirmed, dropped }: TraceReport): TraceCheck {
  return {
    segments,
    records,
    faults: faults.map((fault) => ({ segment: fault.segment, fault: faultWords(fault) })),
    unconfirmed,
    dropped,
  };
}

function asObject(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
