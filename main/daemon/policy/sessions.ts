import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { momentNow, type SessionEntry, SessionFile } from '../../../shim/session/session-file.ts';

/** What the connections of one session have done together, as far as policies and labels follow it. */
export interface SessionRow {
  readonly session: string;
  /** ISO 8601. */
  readonly lastActive: string;
  readonly calls: number;
  readonly denials: number;
  readonly labels: readonly string[];
}

/** The sessions of the last days, the latest first. */
export function sessionsIn(stateFolder: string): readonly SessionRow[] {
  const folder = join(stateFolder, 'sessions');
  return namesIn(folder)
    .flatMap((name): readonly SessionRow[] => {
      const session = /^(s[0-9a-f]{12})\.jsonl$/.exec(name)?.[1];
      if (session === undefined) {
        return [];
      }
      const file = new SessionFile(stateFolder, session);
      const { calls, denials, labels } = file.totals(momentNow());
      file.close();
      return [{ session, lastActive: statSync(join(folder, name)).mtime.toISOString(), calls, denials, labels }];
    })
    .toSorted((a, b) => b.lastActive.localeCompare(a.lastActive));
}

/** Notes something in a session that a person has said about it. */
export function noteInSession(stateFolder: string, session: string, entry: SessionEntry): void {
  const file = new SessionFile(stateFolder, session);
  file.add(entry, momentNow());
  file.close();
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No folder: no session has left anything.
    return [];
  }
}
