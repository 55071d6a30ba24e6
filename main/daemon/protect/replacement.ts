export interface Replacement {
  /** The file itself, no link. */
  readonly target: string;
  /** In the same folder. */
  readonly temporary: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Moments at which a test may stop the process. */
export type Step =
  | 'begun'
  | 'backed-up'
  | 'temporary-made'
  | 'temporary-half-written'
  | 'temporary-written'
  | 'in-place-half-written'
  | 'replaced'
  | 'folder-synced'
  | 'finished';
export type OnStep = (step: Step) => void;
