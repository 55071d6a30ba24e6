import type { Overview } from '../../contract/overview.ts';
import type { ApprovalPlace, PausePlace } from './approval-place.ts';
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

/** Tells how things stand whenever that may have changed, and how many asks wait. */
export function tellLevels({ hub, stateFolder, approvals, pauses, overview, onInternal }: LevelDeps): {
  close(): Promise<void>;
} {
  const tell = async (): Promise<void> => {
    const { level, parts } = await overview();
    const asks = parts.reduce((count, part) => (part.kind === 'asks' ? part.count : count), 0);
    hub.tell('level.changed', { level, asks });
  };
  const tellSoon = (): void => void tell().catch((error: unknown) => onInternal('level', error));
  const stops = [
    hub.listen(({ name }) => {
      if (name === 'inventory.changed' || name === 'approvals.changed' || name === 'policy.changed') {
        tellSoon();
      }
    }),
    approvals?.onChange(() => hub.tell('approvals.changed', { waiting: approvals.list().groups.length })),
  ];
  const pauseWatch = pauses === null ? null : watchPause(stateFolder, () => pauses.current(), tellSoon);
  return {
    close: async () => {
      stops.forEach((stop) => stop?.());
      await pauseWatch?.close();
    },
  };
}
