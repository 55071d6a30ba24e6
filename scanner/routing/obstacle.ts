import type { ObstacleKind } from '../model/obstacle-kind.ts';

/** Why an entry is not put behind the shim, and what the person can do. */
export interface Obstacle {
  readonly kind: ObstacleKind;
  readonly reason: string;
  readonly remedy: string;
}

export function obstacle(kind: ObstacleKind, reason: string, remedy: string): Obstacle {
  return { kind, reason, remedy };
}
