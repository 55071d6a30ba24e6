import type { FileFacts } from '../files.ts';
import type { Observation } from '../model/finding.ts';
import type { Resolved } from '../model/identity.ts';
import type { ClientId } from '../model/ids.ts';
import type { Entry, Os } from '../model/launch.ts';

/** Everything a detector may look at. Detectors are pure: no disk, no network, no clock. */
export interface Subject {
  readonly entry: Entry;
  readonly resolved: Resolved;
  readonly client: { readonly id: ClientId; readonly name: string; readonly installed: boolean };
  readonly os: Os;
  readonly home: string;
  /** Facts of the config file the entry stands in. */
  readonly config: FileFacts;
  /** Facts of the program or script the entry starts, where it is a file that exists. */
  readonly program: FileFacts | null;
}

export type Detector = (subject: Subject) => readonly Observation[];
