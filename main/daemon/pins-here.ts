import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { accept, type Pins } from '../../policy/pins/pins.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import { pinPath, pinsFolder, readPins, updatePins } from '../../shim/pins/pin-file.ts';

export interface PinsHere {
  /** By the servers' names. */
  readonly servers: readonly Pins[];
  /** Files that hold no pins we can read. */
  readonly unreadable: readonly string[];
}

/** What is remembered of all servers. */
export function pinsHere(stateFolder: string): PinsHere {
  const folder = pinsFolder(stateFolder);
  const files = namesIn(folder).filter((name) => name.endsWith('.json'));
  const read = files.map((name) => ({ path: join(folder, name), result: readPins(join(folder, name)) }));
  return {
    servers: read
      .flatMap(({ result }) => (result.kind === 'read' ? [result.pins] : []))
      .toSorted((one, other) => one.server.name.localeCompare(other.server.name)),
    unreadable: read.flatMap(({ path, result }) => (result.kind === 'unreadable' ? [path] : [])),
  };
}

/** What a person has looked at, by key, with the hash that was shown; null for a thing that is gone. */
export type Shown = ReadonlyMap<string, string | null>;

/**
 * Accepts what some things of a server are now, as they were shown.
 *
 * @throws SallyportError `PIN_CHANGED_MEANWHILE` when one of them is another one by now; nothing is accepted then
 */
export async function acceptPins(
  stateFolder: string,
  serverId: string,
  shown: Shown,
  by: { readonly person: string; readonly channel: string },
  now: Date,
): Promise<void> {
  await updatePins(pinPath(stateFolder, serverId), (read) => {
    const entries = read.kind === 'read' ? read.pins.entries : {};
    for (const [key, hash] of shown) {
      const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
      const isAsShown = entry !== undefined && (entry.gone === null ? (entry.seen?.hash ?? '') : null) === hash;
      if (!isAsShown) {
        throw new SallyportError({
          code: 'PIN_CHANGED_MEANWHILE',
          message: `${key} has changed again since it was shown`,
          remedy: 'Look at it with `sallyport pins diff`, then accept it.',
        });
      }
    }
    return read.kind === 'read' ? accept(read.pins, [...shown.keys()], now.toISOString(), by) : null;
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return [];
    }
    throw new SallyportError({
      code: 'STORE_UNREADABLE',
      message: `could not read ${folder} while looking for pins`,
      remedy: 'Make the state folder readable, or choose another with `--state DIR`.',
      cause: error,
    });
  }
}
