import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyHere } from '../../../policy/bundle/policy-here.ts';
import { localSource, syncMemory } from './sync-policy.ts';

/** What keeps the newest policy from being in force, in words; null when nothing does as far as is known. */
export function syncTrouble(stateFolder: string): string | null {
  const memory = syncMemory(stateFolder);
  const source = localSource(stateFolder);
  const edited = newestChange(source);
  if (edited !== null && (memory === null || (memory.source === source && edited > memory.at))) {
    return 'the policy folder was edited and is not in force yet; "sallyport policy sync" or the daemon puts it in force';
  }
  if (memory === null || memory.why === null) {
    return null;
  }
  const what = { broken: 'the policy folder is broken', refused: 'the newest policy was refused' };
  const said =
    memory.outcome === 'broken' || memory.outcome === 'refused'
      ? what[memory.outcome]
      : 'no newer policy could be fetched';
  return `${said} (${memory.why}); the last good one stays`;
}

/**
 * Why the newest policy does not decide although it came; null when nothing is wrong with it. A source that is out of
 * reach, or a folder that was not taken in yet, is no fault of it.
 */
export function policyFault(
  stateFolder: string,
  found: Exclude<PolicyHere, { readonly kind: 'missing' }>,
): string | null {
  if (found.kind === 'in-force' && found.passedOver !== null) {
    return found.passedOver;
  }
  const own = localSource(stateFolder);
  const source = found.trust.from !== 'default' ? found.trust.source : newestChange(own) === null ? null : own;
  const memory = syncMemory(stateFolder);
  const isOfNow = source !== null && memory?.source === source;
  return isOfNow && (memory.outcome === 'broken' || memory.outcome === 'refused') ? syncTrouble(stateFolder) : null;
}

/** Why no policy can be used, with what came of the last try to get one from its source. */
export function whyMissing(stateFolder: string, why: string, source: string | null): string {
  const memory = syncMemory(stateFolder);
  if (memory === null || memory.why === null || memory.source !== source) {
    return why;
  }
  return memory.outcome === 'refused'
    ? `${why}; the last one that came was refused (${memory.why})`
    : `${why}; the last try to fetch one failed (${memory.why})`;
}

/** ISO 8601 time of the last change of a file in a policy folder; null where there is none. */
function newestChange(folder: string): string | null {
  const times = ['.', 'tests'].flatMap((part) => filesIn(join(folder, part)));
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

function filesIn(folder: string): readonly number[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => statSync(join(folder, name)).mtimeMs);
  } catch {
    // No such folder, or a file that went while we looked.
    return [];
  }
}
