import { createHash } from 'node:crypto';
import { wordForShell } from './clients/client-shell.ts';
import type { SwitchesOff } from './clients/client.ts';
import { emptiedByDuplicates } from './duplicate-keys.ts';
import type { FileFacts } from './files.ts';
import { at, pointer } from './formats/document.ts';
import { readEntries } from './formats/entries.ts';
import { installedCopy } from './identity/installed-copy.ts';
import { resolve, type ResolveDeps } from './identity/resolve.ts';
import { serverKey } from './identity/server-key.ts';
import { inParallel } from './in-parallel.ts';
import type { Observation } from './model/finding.ts';
import type { Resolved } from './model/identity.ts';
import { type ClientId, type ServerId, serverId } from './model/ids.ts';
import type { Entry, Os } from './model/launch.ts';
import { onThisMachine } from './other-machines.ts';
import { withoutDialogs } from './privacy.ts';
import type { Judge } from './servers.ts';
import type { SourceDeps, SourceReading } from './sources.ts';

/** One entry in one source, with what it will run. */
export interface Sighting {
  readonly source: Source;
  readonly entry: Entry;
  readonly resolved: Resolved;
  readonly server: ServerId;
  /** Of the program or script it starts, where that is a file we can see. */
  readonly program: FileFacts | null;
}

/** A source once its document has been read out: a thousand parsed documents are not kept for the rest of the scan. */
export interface Source extends Omit<SourceReading, 'content'> {
  /** Null when it could not be read. */
  readonly file: { readonly facts: FileFacts; readonly duplicates: readonly string[] } | null;
}

/** What one source holds; `strangers` are values among its entries that are no servers. */
export interface SourceEntries {
  readonly source: Source;
  readonly entries: readonly Entry[];
  readonly strangers: readonly string[];
  readonly isCut: boolean;
  /** What no entry could tell: risky switches of the client itself, servers that a second key of the same name takes out. */
  readonly ofClient: readonly Observation[];
  /** What this file says about the entries of others. */
  readonly switchesOff: SwitchesOff | null;
}

const MOST_ENTRIES = 10_000;
const AT_ONCE = 16;

export function entriesOf({ content, ...reading }: SourceReading): SourceEntries {
  if (content === null) {
    const source = { ...reading, file: null };
    return { source, entries: [], strangers: [], isCut: false, ofClient: [], switchesOff: null };
  }
  const { spec } = reading;
  const { value, duplicates } = content.document;
  const places = [...spec.servers, ...(spec.moreServers?.(value) ?? [])];
  const read = places.map((where) => readEntries(value, where, spec.dialect));
  const entries = read.flatMap((part) => part.entries).map((entry) => spec.adjust?.(entry, value) ?? entry);
  return {
    source: { ...reading, file: { facts: content.facts, duplicates } },
    entries: entries.slice(0, MOST_ENTRIES),
    strangers: read.flatMap((part) => part.strangers),
    isCut: entries.length > MOST_ENTRIES,
    ofClient: [
      ...(spec.switches ?? [])
        .filter((risky) => risky.when(at(value, risky.at)))
        .map((risky) => ({ ...risky.finding, where: pointer(risky.at) })),
      ...(duplicates.length === 0 ? [] : emptiedByDuplicates(duplicates, entries, places)),
    ],
    switchesOff: spec.switchesOff?.(value) ?? null,
  };
}

/** Finds out what each entry runs. Equal launches are looked at once: the same server stands in many clients. */
export async function findSightings(
  sources: readonly SourceEntries[],
  deps: SourceDeps &
    Pick<ResolveDeps, 'stateFolder'> & {
      readonly judge: Pick<Judge, 'asksIntegrity'>;
      readonly onLooked: (looked: number, entries: number) => void;
    },
): Promise<readonly Sighting[]> {
  const known = new Map<string, Promise<Omit<Sighting, 'source' | 'entry'>>>();
  const here = onThisMachine(deps.files, deps.machine);
  const files = deps.mayReadGuarded ? here : withoutDialogs(here, deps.machine);
  const pairs = sources.flatMap(({ source, entries }) => entries.map((entry) => ({ source, entry })));
  let done = 0;
  return inParallel(pairs, AT_ONCE, async ({ source, entry }) => {
    const { project } = source;
    const doubts = doubtsOf(entry, source.client.id, deps.machine.os);
    const key = `${project ?? ''}\0${doubts.join(';')}\0${launchKey(entry)}`;
    const looking = known.get(key) ?? look(entry, { ...deps, files, project, doubts });
    known.set(key, looking);
    const looked = await looking;
    done += 1;
    deps.onLooked(done, pairs.length);
    return { source, entry, ...looked };
  });
}

function doubtsOf({ launch, isTwofold }: Entry, client: ClientId, os: Os): readonly string[] {
  const isReadByShell = !('problem' in launch) && wordForShell(client, launch, os) !== null;
  return [
    ...(isReadByShell ? ['its client hands it to a shell, which acts on signs in its words'] : []),
    ...(isTwofold ? ['it names a program and an address, and clients disagree which of them counts'] : []),
  ];
}

async function look(
  { name, launch, isTwofold }: Entry,
  deps: ResolveDeps & { readonly judge: Pick<Judge, 'asksIntegrity'> },
): Promise<Omit<Sighting, 'source' | 'entry'>> {
  const told = await whatRuns(launch, deps);
  // A guard before the program is none before the address.
  const seen: Resolved = isTwofold ? { ...told, route: 'direct', routeReason: null } : told;
  const isAsked = deps.judge.asksIntegrity(seen.identity.purl);
  const resolved = isAsked ? { ...seen, installed: await installedCopy(seen, deps) } : seen;
  // Nothing is known of what two broken entries would start: only those of one name may be the same.
  const key =
    'problem' in launch && launch.kind !== 'made-by-client'
      ? `malformed:${JSON.stringify([name, launch.problem])}`
      : serverKey(resolved);
  const server = serverId(createHash('sha256').update(key).digest('hex'));
  const { runs } = resolved;
  const found = runs.kind === 'file' && runs.present === 'present' ? await deps.files.probe(runs.path) : null;
  return { resolved, server, program: found?.kind === 'file' ? found.facts : null };
}

async function whatRuns(launch: Entry['launch'], deps: ResolveDeps): Promise<Resolved> {
  if (!('problem' in launch)) {
    return resolve(launch, deps);
  }
  const left = unreadable(launch.problem);
  if (launch.kind !== 'made-by-client') {
    return left;
  }
  const { identity, route, routeReason } = left;
  return { ...(await resolve(launch.starts, deps)), identity, route, routeReason };
}

function unreadable(problem: string): Resolved {
  return {
    identity: { kind: 'unidentified', purl: null, version: null, origin: null, sha256: null, reason: problem },
    runs: { kind: 'unknown' },
    fileSha256: null,
    layers: [],
    route: 'unroutable',
    routeReason: problem,
    effective: { transport: 'stdio', command: '', args: [], env: new Map(), envFile: null, cwd: null },
    codeChangingEnv: [],
    alsoRuns: [],
    installed: null,
  };
}

function launchKey({ name, launch }: Entry): string {
  return JSON.stringify('problem' in launch ? [name, launch] : launch, (_key, value: unknown) =>
    value instanceof Map ? [...value] : value,
  );
}
