/** What a line of status or doctor is about, and what its parts are, in order. */
export const healthKinds = [
  /** Folder. */
  'state-absent',
  /** Folder. */
  'state-unwritable',
  /** Folder. */
  'state-private',
  /** Folder. */
  'state-open',
  'changes-settled',
  /** Count of changes. */
  'changes-unfinished',
  /** Code of the error. */
  'journal-failed',
  'store-readable',
  'store-unavailable',
  'store-noted',
  'trace-readable',
  /** Where it was set aside. */
  'trace-made-anew',
  /** Code of the error. */
  'trace-failed',
  /** Count of servers. */
  'catalogue-fine',
  /** Code of the error. */
  'catalogue-failed',
  /** What is done on drift. */
  'settings-fine',
  /** Code of the error. */
  'settings-failed',
  'advisories-left-out',
  'policy-none',
  /** Version. */
  'policy-in-force',
  /** Version of the one before, which decides. */
  'policy-passed-over',
  /** Version. */
  'policy-stale',
  /** Mode that holds. */
  'policy-missing',
  /** File of the model. */
  'classifier-fine',
  /** File of the model. */
  'classifier-unusable',
  /** Version. */
  'shim-fine',
  'shim-not-installed',
  /** Path, where it is told. */
  'shim-missing',
  /** Path. */
  'shim-not-startable',
  'shim-damaged',
  'shim-silent',
  /** Version it says, version it should be. */
  'shim-other-version',
  /** Count of starts. */
  'started-unguarded',
  'entries-fine',
  /** File, names of the entries. */
  'entries-moved',
  /** Name, client, file. */
  'entry-drifted',
  /** Name, client, file. */
  'first-start-failed',
  /** File, names of the clients. */
  'change-waiting',
  'config-unread',
  /** File. */
  'not-given-back',
  'daemon-absent',
  /** Process, ISO 8601 time of its start. */
  'daemon-runs',
] as const;

export type HealthKind = (typeof healthKinds)[number];
