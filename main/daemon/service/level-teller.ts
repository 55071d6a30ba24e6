import type { Overview } from '../../contract/overview.ts';
import { type ApprovalPlace, type PausePlace, waitingCalls } from './approval-place.ts';
import type { Hub } from './hub.ts';
import { watchPause } from './pause-watch.ts';

export interface LevelDeps {
  readonly hub: Hub;
  readonly stateFolder: string;
  readonly approvals: ApprovalPlace | null;
  readonly pauses: PausePlace | null;
  readonly overview: () => Promise<Overview>;
  readonly onInternal: (name: string, error: unknown) => void;
}

const NEWS_WITHIN_MS = 1000;

/** Tells how things stand whenever that may have changed, and how many asks wait. */
export function tellLevels({ hub, stateFolder, approvals, pauses, overview, onInternal }: LevelDeps): {
  close(): Promise<void>;
} {
  let told = '';
  let soon: NodeJS.Timeout | null = null;
  const tell = async (isOnlyNews = false): Promise<void> => {
    const { level, parts } = await overview();
    const countOf = (kind: string): number =>
      parts.reduce((count, part) => (part.kind === kind && 'count' in part ? part.count : count), 0);
    const now = JSON.stringify([level, ...['asks', 'gaps', 'paused-sessions'].map(countOf)]);
    if (!isOnlyNews || now !== told) {
      told = now;
      hub.tell('level.changed', { level, asks: countOf('asks') });
    }
  };
  const tellSoon = (): void => void tell().catch((error: unknown) => onInternal('level', error));
  /** What is recorded comes in many pieces: it is looked at once for many of them. */
  const tellNews = (): void => {
    soon ??= setTimeout(() => {
      soon = null;
      void tell(true).catch((error: unknown) => onInternal('level', error));
    }, NEWS_WITHIN_MS);
  };
  const stops = [
    hub.listen(({ name }) => {
      if (name === 'inventory.changed' || name === 'approvals.changed' || name === 'policy.changed') {
        tellSoon();
      } else if (name === 'activity.added') {
        tellNews();
      }
    }),
    approvals?.onChange(() => hub.tell('approvals.changed', { waiting: waitingCalls(approvals) })),
  ];
  const pauseWatch = pauses === null ? null : watchPause(stateFolder, () => pauses.current(), tellSoon);
  return {
    close: async () => {
      clearTimeout(soon ?? undefined);
      stops.forEach((stop) => stop?.());
      await pauseWatch?.close();
    },
  };
}
