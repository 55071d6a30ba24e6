import type { Dialect, KeyPath } from '../clients/client.ts';
import type { Entry, Launch } from '../model/launch.ts';
import { at, isRecord, pointer } from './document.ts';
import { namesBoth, type ReadLaunch, readLaunch } from './entry-launch.ts';
import { readSwitches } from './entry-switches.ts';
import { type Fields, type Path, text } from './fields.ts';

/** Linux starts two megabytes of words and variables, the others less. */
const LONGEST_LAUNCH = 2_097_152;
const LONGEST_OTHER = 131_072;
const MOST_OTHERS = 10_000;

export interface Entries {
  readonly entries: readonly Entry[];
  /** Pointers of values that stand where a server should and are none: comments kept as keys, switches, text. */
  readonly strangers: readonly string[];
}

/** Reads the servers at `where` in a parsed config, in file order. Accepts the union of the spellings that clients use. */
export function readEntries(document: unknown, where: KeyPath, dialect: Dialect = {}): Entries {
  const entries: Entry[] = [];
  const strangers: string[] = [];
  for (const { path, value } of containers(document, where, [])) {
    if (typeof value !== 'object' || value === null) {
      strangers.push(pointer(path));
      continue;
    }
    for (const item of items(value, path, dialect)) {
      if (!isRecord(item.value)) {
        strangers.push(pointer(item.path));
      } else if (!dialect.skip?.(item.value)) {
        entries.push(readEntry(item.name, item.path, item.value, dialect));
      }
    }
  }
  return { entries, strangers };
}

/** Every value a key path leads to, whatever its kind; `*` stands for any key. Null is how people empty a map. */
function* containers(
  value: unknown,
  where: KeyPath,
  path: Path,
): Generator<{ readonly path: Path; readonly value: unknown }> {
  const [key, ...rest] = where;
  if (key === undefined) {
    if (value !== null && value !== undefined) {
      yield { path, value };
    }
  } else if (key === '*' && isRecord(value)) {
    for (const [name, child] of Object.entries(value)) {
      yield* containers(child, rest, [...path, name]);
    }
  } else {
    yield* containers(at(value, [key]), rest, [...path, key]);
  }
}

/** The entries of a container: a map by name, a list whose items carry `name`, or one server that stands alone. */
function* items(
  container: unknown,
  path: Path,
  { nameOf }: Dialect,
): Generator<{ readonly name: string; readonly path: Path; readonly value: unknown }> {
  if (Array.isArray(container)) {
    for (const [index, value] of container.entries()) {
      const [inner, ...more] = isRecord(value) ? Object.entries(value) : [];
      if (inner !== undefined && more.length === 0 && inner[0] !== 'transport' && isRecord(inner[1])) {
        // `[{ name: { command … } }]`: no client documents it, but people write it.
        yield { name: inner[0], path: [...path, index, inner[0]], value: inner[1] };
      } else {
        const named = isRecord(value) ? (text(value['name']) ?? text(value['id']) ?? nameOf?.(value)) : undefined;
        yield { name: named ?? String(index), path: [...path, index], value };
      }
    }
  } else if (isRecord(container)) {
    if (launches(container)) {
      yield { name: text(container['name']) ?? 'server', path, value: container };
    } else {
      for (const [name, value] of Object.entries(container)) {
        // A whole document that is itself the map (plugin files) has other keys too: there only what launches counts.
        if (path.length > 0 || (isRecord(value) && launches(value))) {
          yield { name, path: [...path, name], value };
        }
      }
    }
  }
}

/** Whether a record is itself a server rather than a map of servers (one of which may be called `command`). */
function launches(fields: Fields): boolean {
  return ['command', 'url'].some((key) => typeof fields[key] === 'string' || Array.isArray(fields[key]));
}

function readEntry(name: string, path: Path, entry: Fields, dialect: Dialect): Entry {
  // Cline and older Continue files keep the launch one level down.
  const isNested = isRecord(entry['transport']);
  const fields = isRecord(entry['transport']) ? entry['transport'] : entry;
  const launchPath = isNested ? [...path, 'transport'] : path;
  const { launch, places } = withinBounds(readLaunch(fields, launchPath, dialect));
  const modelled = [places.command, places.args.base, places.env, places.url, places.headers];
  return {
    name,
    pointer: pointer(path),
    enabled: entry['disabled'] !== true && entry['enabled'] !== false && entry['active'] !== false,
    launch,
    isTwofold: dialect.addressFirst !== true && namesBoth(fields),
    places,
    switches: readSwitches(entry, path),
    others: new Map(
      texts(entry, path)
        .filter(([where, value]) => value.length <= LONGEST_OTHER && !modelled.some((part) => isWithin(where, part)))
        .slice(0, MOST_OTHERS),
    ),
  };
}

/** What no system could start is not read on: expressions that look for secrets in twenty megabytes run out of stack. */
function withinBounds(read: ReadLaunch): ReadLaunch {
  const { launch, places } = read;
  return !('problem' in launch) && lengthOf(launch) > LONGEST_LAUNCH
    ? {
        launch: {
          transport: 'stdio',
          kind: 'malformed',
          problem: `its launch is longer than ${LONGEST_LAUNCH} characters`,
        },
        places,
      }
    : read;
}

function lengthOf(launch: Launch): number {
  const own =
    launch.transport === 'stdio'
      ? [launch.command, ...launch.args, launch.cwd ?? '', launch.envFile ?? '']
      : [launch.url, ...[...launch.headers].flat(), launch.headersHelper ?? ''];
  return own.concat([...launch.env].flat()).reduce((sum, word) => sum + word.length + 1, 0);
}

function isWithin(where: string, part: string): boolean {
  return where === part || where.startsWith(`${part}/`);
}

/** All text in a value with its pointer. */
function texts(value: unknown, path: Path): readonly (readonly [string, string])[] {
  if (typeof value === 'string') {
    return [[pointer(path), value]];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => texts(item, [...path, index]));
  }
  return isRecord(value) ? Object.entries(value).flatMap(([key, item]) => texts(item, [...path, key])) : [];
}
