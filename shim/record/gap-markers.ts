import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface GapMarker {
  readonly at: string;
  readonly client: string | null;
  readonly server: string | null;
}

/**
 * Takes what the launcher wrote down when it had to start servers without us. The first to ask gets it, and nobody else.
 */
export function takeGapMarkers(stateFolder: string): readonly GapMarker[] {
  const mine = join(stateFolder, `gaps.${process.pid}.jsonl`);
  try {
    renameSync(join(stateFolder, 'gaps.jsonl'), mine);
  } catch {
    // The usual case: there is none.
    return [];
  }
  const text = readFileSync(mine, 'utf8');
  rmSync(mine);
  return text.split('\n').flatMap(markerOf);
}

function markerOf(line: string): readonly GapMarker[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    // The end of the file, or a line cut by a full disk.
    return [];
  }
  if (typeof parsed !== 'object' || parsed === null || !('at' in parsed) || typeof parsed.at !== 'number') {
    return [];
  }
  const name = (value: unknown): string | null =>
    typeof value === 'string' ? Buffer.from(value, 'hex').toString('utf8') : null;
  return [
    {
      at: new Date(parsed.at * 1000).toISOString(),
      client: name('client' in parsed ? parsed.client : null),
      server: name('server' in parsed ? parsed.server : null),
    },
  ];
}
