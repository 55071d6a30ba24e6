/** Why an entry is not put behind the shim, and what the person can do. */
export interface Obstacle {
  readonly kind: ObstacleKind;
  readonly reason: string;
  readonly remedy: string;
}

export type ObstacleKind =
  | 'managed'
  | 'plugin'
  | 'extension'
  | 'legacy'
  | 'project-file'
  | 'runs-elsewhere'
  | 'confined-client'
  | 'client-sandbox'
  | 'client-debugger'
  | 'remote'
  | 'client-sign-in'
  | 'foreign-guard'
  | 'malformed'
  | 'not-editable'
  | 'needs-expansion'
  | 'shell-line'
  | 'too-long'
  | 'denied-by-policy'
  | 'not-allowed'
  | 'allow-list'
  | 'policy-unreadable';

export function obstacle(kind: ObstacleKind, reason: string, remedy: string): Obstacle {
  return { kind, reason, remedy };
}
