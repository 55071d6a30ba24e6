import { parseConfig } from '../../../scanner/formats/parse.ts';
import type { Launch } from '../../../scanner/model/launch.ts';
import { readBereft, readOurs } from '../../../scanner/routing/our-words.ts';
import type { Candidate } from '../protect/candidates.ts';
import { contentHash } from '../protect/content-hash.ts';
import { entriesIn } from '../protect/entries-in.ts';
import { isLauncher } from '../protect/launcher.ts';
import type { EntryName } from '../protect/plan.ts';

/** One entry as the watch remembers it. Holds no value of the entry, only a hash of what it starts. */
export interface EntryState extends EntryName {
  readonly isGuarded: boolean;
  /** Of the server's own command, arguments or address; the shim before it makes no difference. */
  readonly start: string;
}

/** What stands in one file; null when it can not be parsed. */
export async function entryStates(
  candidate: Candidate,
  bytes: Uint8Array,
  stateFolder: string,
): Promise<readonly EntryState[] | null> {
  const [first] = candidate.readings;
  const parsed = first === undefined ? null : await parseConfig(bytes, first.spec.format);
  if (parsed === null || !parsed.ok) {
    return null;
  }
  return entriesIn(candidate, parsed.document).map(({ reading, entry }) => {
    const ours = 'problem' in entry.launch ? null : (readOurs(entry.launch) ?? readBereft(entry));
    const words = 'problem' in entry.launch ? [] : (ours?.words ?? startOf(entry.launch));
    return {
      client: reading.client.id,
      scope: reading.spec.scope,
      name: entry.name,
      pointer: entry.pointer,
      isGuarded: ours !== null && 'command' in entry.launch && isLauncher(entry.launch.command, stateFolder),
      start: contentHash(Buffer.from(JSON.stringify(words))),
    };
  });
}

function startOf(launch: Launch): readonly string[] {
  return launch.transport === 'stdio' ? [launch.command, ...launch.args] : [launch.url];
}
