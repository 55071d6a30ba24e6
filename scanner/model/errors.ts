/** What a failure says: `code` for programs, `message` and `remedy` for people. Codes have a page in `docs/errors.md`. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
  readonly cause?: unknown;
}

export type ErrorCode =
  | 'USAGE'
  | 'NO_HOME'
  | 'STATE_UNWRITABLE'
  | 'STORE_UNREADABLE'
  | 'NO_SCAN_YET'
  | 'UNKNOWN_SERVER'
  | 'UNKNOWN_SCALAR'
  | 'UNKNOWN_CLIENT'
  | 'UNKNOWN_RULE'
  | 'CATALOGUE_INVALID'
  | 'SETTINGS_INVALID'
  | 'ADVISORIES_INVALID'
  | 'NEEDS_TERMINAL'
  | 'REFUSED_FOR_AGENT'
  | 'NOT_CONFIRMED'
  | 'NEEDS_ROOT'
  | 'PROJECT_UNREADABLE'
  | 'CONFIG_CHANGED_MEANWHILE'
  | 'CONFIG_UNWRITABLE'
  | 'CONFIG_LOCKED'
  | 'LAUNCHER_MISSING'
  | 'PLAN_UNKNOWN'
  | 'UNDO_UNKNOWN'
  | 'WORK_UNKNOWN'
  | 'RECORD_UNKNOWN'
  | 'NOT_AVAILABLE'
  | 'DAEMON_RUNNING'
  | 'UNKNOWN_OPERATION'
  | 'BAD_INPUT'
  | 'NOT_GRANTED'
  | 'NEEDS_CONFIRMATION'
  | 'NOT_SIGNED_IN'
  | 'FOREIGN_REQUEST'
  | 'TOO_LARGE'
  | 'PATTERN_INVALID'
  | 'UNKNOWN_PIN'
  | 'PIN_CHANGED_MEANWHILE'
  | 'MANAGED'
  | 'UNKNOWN_REQUEST'
  | 'APPROVAL_TOO_BROAD'
  | 'APPROVALS_WINDOW_ONLY'
  | 'DAEMON_NOT_RUNNING'
  | 'SOCKET_UNSAFE'
  | 'CLASSIFIER_UNAVAILABLE'
  | 'INTERNAL';

/** A failure that Sallyport understands. Nothing branches on its message. */
export class SallyportError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string;

  constructor({ code, message, remedy, cause }: Failure) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SallyportError';
    this.code = code;
    this.remedy = remedy;
  }
}
