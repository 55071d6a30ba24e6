import { definitionHash, hashFormula } from './definition-hash.ts';
import { differOnlyInMoments } from './moments.ts';

export const pinsFormat = 'sallyport.pins/1';

export type PinKind = 'tool' | 'prompt' | 'instructions';

/** What one server was when it was first seen, what somebody has accepted since, and what it is now. */
export interface Pins {
  readonly format: typeof pinsFormat;
  readonly server: { readonly id: string; readonly identity: string; readonly name: string };
  /** ISO 8601. */
  readonly firstSeen: string;
  /** Kinds of which a whole list was seen: what comes after that was added. */
  readonly whole: readonly PinKind[];
  /** Kinds of which the first page was seen, where a list has more: what comes on it after that was added. */
  readonly firstPage?: readonly PinKind[];
  /** Places that start it, as the shim names them, where a script or a binary is started. */
  readonly startedBy?: readonly string[];
  /** By `tool NAME`, `prompt NAME`, `instructions`. */
  readonly entries: Readonly<Record<string, PinEntry>>;
}

export interface PinEntry {
  readonly kind: PinKind;
  readonly name: string;
  /** Null for what was added and is not accepted yet. */
  readonly accepted: Accepted | null;
  /** What it is now, where that is not what was accepted. */
  readonly seen: Pinned | null;
  /** Since when its server lists it no more. */
  readonly gone: string | null;
}

export interface Pinned {
  readonly hash: string;
  readonly formula: number;
  readonly definition: unknown;
  /** ISO 8601. */
  readonly at: string;
}

export interface Accepted extends Pinned {
  /** Who accepted it, and how; null for what was there at first sight. */
  readonly by: { readonly person: string; readonly channel: string } | null;
  /** Somebody has accepted a change of nothing but days, times or drawn ids in it: so they may change from then on. */
  readonly movesOn?: true;
}

export type PinState = 'pinned' | 'changed' | 'added' | 'gone';

/** One thing as its server describes it now. */
export interface Described {
  readonly name: string;
  readonly definition: unknown;
}

export function noPins(server: Pins['server'], at: string): Pins {
  return { format: pinsFormat, server, firstSeen: at, whole: [], entries: {} };
}

export function pinKey(kind: PinKind, name: string): string {
  return kind === 'instructions' ? kind : `${kind} ${name}`;
}

export function stateOf(entry: PinEntry): PinState {
  return entry.gone === null ? lastStateOf(entry) : 'gone';
}

/** What it was when it was last listed: by that calls are judged. Another connection, or the server itself, may list it no more. */
export function lastStateOf({ accepted, seen }: PinEntry): Exclude<PinState, 'gone'> {
  return accepted === null ? 'added' : seen === null ? 'pinned' : 'changed';
}

/** Which part of a list was described. */
export interface PageOfList {
  readonly isFirst: boolean;
  /** Names of the whole list when this was its last page; null when more are to come. */
  readonly whole: ReadonlySet<string> | null;
}

/**
 * What is remembered once a server has described itself.
 *
 * @returns the same object when nothing is new
 */
export function observe(
  pins: Pins,
  kind: PinKind,
  described: readonly Described[],
  { isFirst: isFirstPage, whole }: PageOfList,
  at: string,
): Pins {
  const firstPages = pins.firstPage ?? [];
  const isWholeNews = !pins.whole.includes(kind);
  const isFirst = isWholeNews && !(isFirstPage && firstPages.includes(kind));
  const changes = new Map<string, PinEntry>();
  for (const { name, definition } of oneOfEachName(described)) {
    const key = pinKey(kind, name);
    const before = ownEntry(pins, key);
    const after = entryAfter(before, { kind, name, definition, isFirst, at });
    if (after !== before) {
      changes.set(key, after);
    }
  }
  if (whole !== null) {
    for (const [key, entry] of Object.entries(pins.entries)) {
      if (entry.kind === kind && entry.gone === null && !whole.has(entry.name) && !changes.has(key)) {
        changes.set(key, { ...entry, gone: at });
      }
    }
  }
  const isNowWhole = whole !== null && isWholeNews;
  const isNowBegun = isFirstPage && whole === null && isFirst;
  return changes.size === 0 && !isNowWhole && !isNowBegun
    ? pins
    : {
        ...pins,
        whole: isNowWhole ? [...pins.whole, kind] : pins.whole,
        ...(isNowBegun ? { firstPage: [...firstPages, kind] } : {}),
        entries: { ...pins.entries, ...Object.fromEntries(changes) },
      };
}

/** What is remembered once a person has accepted what some things are now. */
export function accept(pins: Pins, keys: readonly string[], at: string, by: NonNullable<Accepted['by']>): Pins {
  const entries = Object.entries(pins.entries).flatMap(([key, entry]): readonly (readonly [string, PinEntry])[] => {
    if (!keys.includes(key)) {
      return [[key, entry]];
    }
    if (entry.gone !== null) {
      return [];
    }
    const { accepted, seen } = entry;
    return [
      [key, seen === null ? entry : { ...entry, accepted: acceptedNow(accepted, { ...seen, at, by }), seen: null }],
    ];
  });
  return { ...pins, entries: Object.fromEntries(entries) };
}

function acceptedNow(before: Accepted | null, now: Accepted): Accepted {
  const movesOn =
    before !== null && (before.movesOn === true || differOnlyInMoments(before.definition, now.definition));
  return movesOn ? { ...now, movesOn } : now;
}

/** What has one name is one thing, and its definition the list of all that are given for it. */
function oneOfEachName(described: readonly Described[]): readonly Described[] {
  const named = Map.groupBy(described, ({ name }) => name);
  return [...named].map(([name, all]) => {
    const definitions = all.map(({ definition }) => definition);
    return { name, definition: definitions.length === 1 ? definitions[0] : definitions };
  });
}

interface Sight extends Described {
  readonly kind: PinKind;
  readonly isFirst: boolean;
  readonly at: string;
}

function entryAfter(before: PinEntry | null, { kind, name, definition, isFirst, at }: Sight): PinEntry {
  const pinned = { hash: definitionHash(definition), formula: hashFormula, definition, at };
  if (before === null) {
    return isFirst
      ? { kind, name, accepted: { ...pinned, by: null }, seen: null, gone: null }
      : { kind, name, accepted: null, seen: pinned, gone: null };
  }
  const accepted = before.accepted === null ? null : inThisFormula(before.accepted);
  const seen = before.seen === null ? null : inThisFormula(before.seen);
  const isAsKept = before.gone === null && accepted === before.accepted && seen === before.seen;
  if (accepted !== null && isAsAccepted(accepted, pinned)) {
    return isAsKept && seen === null ? before : { ...before, accepted, seen: null, gone: null };
  }
  if (seen?.hash !== pinned.hash) {
    return { ...before, accepted, seen: pinned, gone: null };
  }
  return isAsKept ? before : { ...before, accepted, seen, gone: null };
}

function isAsAccepted({ hash, movesOn, definition }: Accepted, now: Pinned): boolean {
  return hash === now.hash || (movesOn === true && differOnlyInMoments(definition, now.definition));
}

function inThisFormula<Known extends Pinned>(pinned: Known): Known {
  return pinned.formula === hashFormula
    ? pinned
    : { ...pinned, hash: definitionHash(pinned.definition), formula: hashFormula };
}

function ownEntry({ entries }: Pins, key: string): PinEntry | null {
  return Object.hasOwn(entries, key) ? (entries[key] ?? null) : null;
}
