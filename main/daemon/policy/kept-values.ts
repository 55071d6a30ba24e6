import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from '../../../shim/record/own-lines.ts';
import { valuesFolder } from '../../../shim/record/value-file.ts';
import { textAt } from './record-parts.ts';

/** Values that were kept beside the trace, read once a connection and day. */
export class KeptValues {
  readonly #stateFolder: string;
  readonly #read = new Map<string, ReadonlyMap<string, string>>();

  constructor(stateFolder: string) {
    this.#stateFolder = stateFolder;
  }

  /** The arguments with this hash; null where they were not kept, or are deleted. */
  find(connection: string, day: string, sha256: string | null): object | null {
    if (sha256 === null) {
      return null;
    }
    // A call just before midnight may have its value in the next day's file.
    const text = this.#days()
      .filter((one) => one >= day)
      .slice(0, 2)
      .map((one) => this.#of(one, connection).get(sha256))
      .find((one) => one !== undefined);
    const value: unknown = text === undefined ? null : parsed(text);
    return typeof value === 'object' ? value : null;
  }

  #days(): readonly string[] {
    try {
      return readdirSync(valuesFolder(this.#stateFolder)).toSorted();
    } catch {
      // Nothing was ever kept.
      return [];
    }
  }

  #of(day: string, connection: string): ReadonlyMap<string, string> {
    const key = `${day}/${connection}`;
    const known = this.#read.get(key) ?? readValues(join(valuesFolder(this.#stateFolder), day, `${connection}.jsonl`));
    this.#read.set(key, known);
    return known;
  }
}

function readValues(path: string): ReadonlyMap<string, string> {
  let lines: readonly string[];
  try {
    lines = linesOf(readFileSync(path, 'utf8'));
  } catch {
    // Deleted, as values may be.
    return new Map();
  }
  return new Map(
    lines.flatMap((line): readonly (readonly [string, string])[] => {
      const value = parsed(line);
      const [sha256, text] = [textAt(value, 'sha256'), textAt(value, 'text')];
      return sha256 === null || text === null ? [] : [[sha256, text]];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A line that was cut off.
    return null;
  }
}
