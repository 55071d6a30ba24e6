import { closeSync, constants, fstatSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOf } from './chain.ts';
import { writeLine } from './own-lines.ts';

/** What a policy wants kept of a call beside its record. */
export type ValuePart = 'args' | 'result';

/** Values of calls, outside the chain: they can be deleted, and the record still tells what they were by their hash. */
export interface ValueFile {
  /** @returns the hash of the text, lower-case hex; null when it could not be kept */
  put(call: number, part: ValuePart, text: string, at: Date): string | null;
}

/** Of one connection in one day; past it, records say that a value could not be kept. */
const mostBytes = 64 * 1024 * 1024;

/** `values/<yyyy-mm-dd>/<session>-<connection>.jsonl` below a state folder; made when the first value comes. */
export function valueFile(stateFolder: string, connection: string): ValueFile {
  let day = '';
  let file: number | null = null;
  let sizeBytes = 0;
  return {
    put: (call, part, text, at) => {
      const today = at.toISOString().slice(0, 10);
      try {
        if (file === null || day !== today) {
          if (file !== null) {
            closeSync(file);
          }
          file = openAppending(join(valuesFolder(stateFolder), today, `${connection}.jsonl`));
          day = today;
          sizeBytes = fstatSync(file).size;
        }
        if (sizeBytes + text.length > mostBytes) {
          return null;
        }
        const sha256 = hashOf(text);
        sizeBytes += writeLine(file, JSON.stringify({ v: 1, call, part, sha256, text }));
        return sha256;
      } catch {
        // A full disk or an unwritable folder: the record says that the value is not there.
        return null;
      }
    },
  };
}

export function valuesFolder(stateFolder: string): string {
  return join(stateFolder, 'values');
}

function openAppending(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, 0o600);
}
