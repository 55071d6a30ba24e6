import type { ActivityReader } from '../activity/activity-reader.ts';
import { openActivity } from '../activity/activity-reader.ts';
import { mendingReader } from '../activity/mending-reader.ts';
import type { Jobs } from '../jobs/job.ts';
import { newFindings } from './finding-teller.ts';
import type { Hub } from './hub.ts';
import { openTraceFeed } from './trace-feed.ts';

export interface TraceHereDeps {
  readonly stateFolder: string;
  readonly now: () => Date;
  readonly hub: Hub;
  readonly onNote: (note: string) => void;
  readonly jobs: Jobs;
  readonly onInternal: (name: string, error: unknown) => void;
}

/** The trace as the daemon holds it: what the shims write is taken in, told and read. */
export interface TraceHere {
  readonly reader: ActivityReader;
  /** What was there at the start is taken in. */
  readonly ready: Promise<void>;
  /** Somebody who reads the store by another way found it damaged. @throws what it can not mend */
  beginAnew(error: unknown): void;
  close(): Promise<void>;
}

export function openTraceHere({ stateFolder, now, hub, onNote, jobs, onInternal }: TraceHereDeps): TraceHere {
  let isClosing = false;
  /** One after the other, so that nothing is told twice. */
  let telling = Promise.resolve();
  const feed = openTraceFeed({
    stateFolder,
    onAdded: (records) => {
      hub.tell('activity.added', { records, newest: reader.newest() });
      telling = telling.then(tellFindings).catch((error: unknown) => {
        if (!isClosing) {
          onInternal('findings', error);
        }
      });
    },
    onFault: (error) => onInternal('trace', error),
    onNote,
    jobs,
    whileNobodyReads: (work) => {
      reader.reopen(work);
      // Places of records count in the store they were taken from.
      findings = newFindings(reader, now);
    },
  });
  const reader = mendingReader(
    () => openActivity(stateFolder),
    (error) => feed.beginAnew(error),
  );
  let findings = newFindings(reader, now);
  const tellFindings = async (): Promise<void> => {
    (await findings()).forEach((found) => hub.tell('finding.seen', found));
  };
  return {
    reader,
    ready: feed.ready,
    beginAnew: (error) => feed.beginAnew(error),
    close: async () => {
      isClosing = true;
      await feed.close();
      await telling;
      reader.close();
    },
  };
}
