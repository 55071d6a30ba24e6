import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeShim } from '../../../shim/install/installed-shim.ts';
import { codeOf } from './file-bytes.ts';

/** Names in a state folder that are ours; whatever else lies there is not touched. */
const history = /^(?:trace|values|sessions|pins|(?:store|trace|events)\.db.*|device\.key)$/;
const rest =
  /^(?:backups|gaps(?:\.\d+)?\.jsonl|journal\.db.*|settings\.json|screens\.json|window\.json|notices\.json|app\.log(?:\.1)?|staged\.json|eras|policy|advisories|device\.json|fingerprint\.key|ambient\.json|consent|run|approvals|daemon\.key|daemon\.lock.*|keys|\.[0-9a-f]{12}\.tmp)$/;

/**
 * Removes what we keep in a state folder, the shim included unless it still runs.
 *
 * @returns names that were left: kept on request, not ours, or `bin` while clients still use it
 */
export function removeState(stateFolder: string, keepsHistory: boolean): readonly string[] {
  removeShim(stateFolder);
  for (const name of namesIn(stateFolder)) {
    if (rest.test(name) || (!keepsHistory && history.test(name))) {
      rmSync(join(stateFolder, name), { recursive: true, force: true });
    }
  }
  const left = namesIn(stateFolder);
  if (left.length === 0) {
    removeIfThere(stateFolder);
  }
  return left;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

function removeIfThere(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw error;
    }
    // There never was one.
  }
}
