import { readAdvisories } from '../../scanner/advisory-files.ts';
import { advisoriesFor } from '../../scanner/identity/advisories-for.ts';
import type { AdvisoryMatch } from '../../scanner/identity/advisories.ts';
import { resolve } from '../../scanner/identity/resolve.ts';
import { serverKey } from '../../scanner/identity/server-key.ts';
import type { Machine } from '../../scanner/machine.ts';
import type { InstalledCopy, Resolved } from '../../scanner/model/identity.ts';
import { serverId } from '../../scanner/model/ids.ts';
import type { StdioLaunch } from '../../scanner/model/launch.ts';
import { patientDisk } from '../../scanner/patient-disk.ts';
import { realFiles } from '../../scanner/real-files.ts';
import { hashOf } from '../record/chain.ts';
import { hashMemory } from './hash-memory.ts';

/** What the server behind this connection is. Holds for the life of the connection: what was started stays what it is. */
export interface ServerIdentity {
  /** As the inventory calls it. */
  readonly id: string;
  /** What policies call it: its purl, image, hash or origin, or its id when it is unidentified. */
  readonly name: string;
  readonly resolved: Resolved;
  readonly advisories: readonly AdvisoryMatch[];
  /** Looks at what is installed of the package that was started. */
  readonly installed: () => Promise<InstalledCopy>;
}

const answerWithinMs = 5000;

/** Finds out what was started, by the rules of the scan. Reads files and starts nothing. */
export async function serverIdentity(
  launch: StdioLaunch,
  machine: Machine,
  stateFolder: string,
): Promise<ServerIdentity> {
  const hashes = hashMemory(stateFolder);
  const filesNow = () => realFiles({ userId: machine.userId, disk: patientDisk(answerWithinMs), hashes });
  const files = filesNow();
  const resolved = await resolve(launch, { files, machine, project: null, stateFolder, doubts: [] });
  const { advisories } = await readAdvisories(stateFolder);
  const { identity } = resolved;
  const id = serverId(hashOf(serverKey(resolved)));
  const file = identity.sha256 === null ? null : `sha256:${identity.sha256}`;
  return {
    id,
    name: identity.purl ?? identity.origin ?? file ?? id,
    resolved,
    advisories: advisoriesFor(resolved, advisories),
    installed: async () => {
      const { installedCopy } = await import('../../scanner/identity/installed-copy.ts');
      return installedCopy(resolved, { files: filesNow(), machine });
    },
  };
}
