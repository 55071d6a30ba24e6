import type { Overview } from '../../contract/overview.ts';
import type { ApprovalPlace, PausePlace } from './approval-place.ts';
import type { Hub } from './hub.ts';
import { paced } from './paced.ts';
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
const LOOK_EVERY_MS = 60_000;
/** A hundred questions that come at once are one piece of news; a person sees each within a fifth of a second. */
const ASKS_EVERY_MS = 100;

/**
 * Tells how things stand whenever that may have changed, and how many asks wait. Of some changes nobody tells: a session that
 * was begun anew at a terminal or is not too fast any more, a gap that is a day old.
 */
export function tellLevels(
  { hub, stateFolder, approvals, pauses, overview, onInternal }: LevelDeps,
  { lookEveryMs = LOOK_EVERY_MS } = {},
): { close(): Promise<void> } {
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
  const levels = paced(() => void tell().catch((error: unknown) => onInternal('level', error)), ASKS_EVERY_MS);
  const asks = paced(() => hub.tell('approvals.changed', { waiting: approvals?.waiting() ?? 0 }), ASKS_EVERY_MS);
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
        levels.wish();
      } else if (name === 'activity.added') {
        tellNews();
      }
    }),
    approvals?.onChange(asks.wish),
  ];
  const looking = setInterval(tellNews, lookEveryMs).unref();
  const pauseWatch = pauses === null ? null : watchPause(stateFolder, () => pauses.current(), levels.wish);
  return {
    close: async () => {
      clearInterval(looking);
      clearTimeout(soon ?? undefined);
      levels.close();
      asks.close();
      stops.forEach((stop) => stop?.());
      await pauseWatch?.close();
    },
  };
}
