import { createHash } from 'node:crypto';
import type { Client, SourceSpec } from './clients/client.ts';
import { withClosedFolders } from './closed-folders.ts';
import { expandPaths, glob, literally, patternText, templatesOf } from './clients/expand.ts';
import type { FileFacts, Files, ReadResult } from './files.ts';
import { at, type ConfigDocument, isRecord } from './formats/document.ts';
import { type Parsed, parseConfig } from './formats/parse.ts';
import { inParallel } from './in-parallel.ts';
import type { Machine } from './machine.ts';
import { type ClientId, type SourceId, sourceId } from './model/ids.ts';
import { type Gap, gap } from './model/gap.ts';
import type { Format, Outcome } from './model/inventory.ts';
import { mayRaiseDialog } from './privacy.ts';

/** One place where one client may keep servers, and what became of looking there. */
export interface SourceReading {
  readonly id: SourceId;
  readonly client: Client;
  readonly spec: SourceSpec;
  /** The project folder it was looked for in; null for a place of the home or the system. */
  readonly project: string | null;
  readonly path: string;
  readonly format: Format;
  readonly outcome: Outcome;
  readonly detail: string | null;
  /** Of a place that may not be read: the folder that is closed, where it is not the file itself. */
  readonly closedBy: string | null;
  readonly content: { readonly document: ConfigDocument; readonly facts: FileFacts } | null;
}

export interface SourceDeps {
  readonly machine: Machine;
  readonly files: Files;
  /** The person agreed that files behind a macOS privacy dialog are read. */
  readonly mayReadGuarded: boolean;
}

/** What a source that could not be read keeps from an answer. */
export function unreadGap({ client, path, outcome, detail }: Omit<SourceReading, 'content'>): Gap {
  const why = detail === null ? '' : ` (${detail})`;
  return gap('source-unread', `${client.name}: ${path}: ${outcome}${why}`, client.name, path, outcome);
}

const LARGEST_CONFIG_BYTES = 32 * 1024 * 1024;
const AT_ONCE = 16;

/**
 * Reads every source of these clients: the home's and the system's, and those of each project. A file that several clients
 * read is read once, and stands under those that are installed; under its first reader when none is.
 */
export async function readSources(
  clients: readonly Client[],
  installed: ReadonlySet<ClientId>,
  projects: readonly string[],
  deps: SourceDeps,
): Promise<readonly SourceReading[]> {
  const reader = onceReader(deps);
  const specs = clients.flatMap((client) => client.sources.map((spec) => ({ client, spec })));
  const ofHome = specs.flatMap(({ client, spec }) => placesOfHome(client, spec, deps.machine));
  const inProjects = specs
    .flatMap((place) => templatesOf(place.spec.paths, deps.machine.os).map((template) => ({ ...place, template })))
    .filter(({ template }) => template.startsWith('{project}'));
  const ofProjects = await inParallel(projects, AT_ONCE, (project) => placesOfProject(inProjects, project, deps));
  const look = (place: Place): Promise<readonly SourceReading[]> => readPlace(place, reader, deps);
  const readings = (await inParallel([...ofHome, ...ofProjects.flat()], AT_ONCE, look)).flat();
  const named = readings.map(placesNamedBy);
  const further = (
    await inParallel(
      named.flatMap(({ within }) => within),
      AT_ONCE,
      look,
    )
  ).flat();
  const beyond = named.flatMap((one) => one.beyond);
  const existing = withoutAbsentReaders(withoutRepeats([...readings, ...further, ...beyond]), installed);
  return withClosedFolders(existing, deps.files);
}

interface Place {
  readonly client: Client;
  readonly spec: SourceSpec;
  readonly project: string | null;
  readonly pattern: string;
  /** A project's absent files are no news; a home's are, once, because they show where was looked. */
  readonly showAbsent: boolean;
}

function placesOfHome(client: Client, spec: SourceSpec, machine: Machine): readonly Place[] {
  return expandPaths(spec.paths, machine).map((pattern) => ({
    client,
    spec,
    project: null,
    pattern,
    showAbsent: true,
  }));
}

/** Files that a file just read names. They are not asked for further ones. */
function placesNamedBy({ client, spec, project, path, content }: SourceReading): {
  readonly within: readonly Place[];
  readonly beyond: readonly SourceReading[];
} {
  const { names } = spec;
  if (names === undefined || content === null) {
    return { within: [], beyond: [] };
  }
  const { within, beyond } = names.files(content.document.value, path);
  const placeAt = (pattern: string): Place => ({ client, spec: names.spec, project, pattern, showAbsent: true });
  return {
    within: within.map((named) => placeAt(literally(named))),
    beyond: beyond.map((outside) =>
      readingOf(
        placeAt(literally(outside)),
        outside,
        'unsupported',
        `it does not belong to what ${path} describes, so it is not read`,
      ),
    ),
  };
}

/**
 * The places of one project that can exist: its folder is listed once, and most of what clients could keep there falls away.
 * A thousand projects times sixty places would otherwise be sixty thousand questions to the disk.
 */
async function placesOfProject(
  specs: readonly { readonly client: Client; readonly spec: SourceSpec; readonly template: string }[],
  project: string,
  { machine, files, mayReadGuarded }: SourceDeps,
): Promise<readonly Place[]> {
  const mayList = mayReadGuarded || !mayRaiseDialog(project, machine);
  const names = mayList ? await files.list(project) : 'denied';
  const known = typeof names === 'string' ? null : new Set(names);
  const canExist = (template: string): boolean => {
    const [, first = ''] = template.split('/');
    return known === null || first.includes('*') || known.has(first);
  };
  return specs
    .filter(({ template }) => canExist(template))
    .flatMap(({ client, spec, template }) =>
      expandPaths([template], machine, project).map((pattern) => ({
        client,
        spec,
        project,
        pattern,
        showAbsent: false,
      })),
    );
}

async function readPlace(place: Place, read: OnceReader, deps: SourceDeps): Promise<readonly SourceReading[]> {
  const isGuarded = (path: string): boolean => !deps.mayReadGuarded && mayRaiseDialog(path, deps.machine);
  const { paths, unlisted, cut } = await glob(place.pattern, deps.files, (folder) => !isGuarded(folder));

  const found = await Promise.all(
    paths.map(async (path) =>
      isGuarded(path) ? lookOnly(place, path, deps.files) : fromFile(place, path, await read(path, place.spec.format)),
    ),
  );
  const gaps = unlisted.map(({ folder, why }) =>
    readingOf(place, folder, why, `the folder could not be listed: ${gapWords[why]}`),
  );
  const cutShort = cut
    ? [
        readingOf(
          place,
          patternText(place.pattern),
          'too-large',
          'more files match, or more folders lie there, than are followed',
        ),
      ]
    : [];
  const seen = [...found, ...gaps, ...cutShort].filter(({ outcome }) => place.showAbsent || outcome !== 'absent');
  return seen.length === 0 && place.showAbsent ? [readingOf(place, patternText(place.pattern), 'absent', null)] : seen;
}

const gapWords = {
  denied: 'permission denied',
  'timed-out': 'no answer in time',
  'needs-consent': 'macOS would ask first',
} as const;

async function lookOnly(place: Place, path: string, files: Files): Promise<SourceReading> {
  const probe = await files.probe(path);
  return probe.kind === 'absent'
    ? readingOf(place, path, 'absent', null)
    : readingOf(place, path, 'needs-consent', 'reading it may raise a macOS privacy dialog');
}

function fromFile(place: Place, path: string, { result, parsed }: OnceRead): SourceReading {
  switch (result.kind) {
    case 'absent':
      return readingOf(place, path, 'absent', null);
    case 'denied':
      return readingOf(place, path, 'denied', 'permission denied');
    case 'timed-out':
      return readingOf(place, path, 'timed-out', 'no answer in time');
    case 'not-a-file':
      return readingOf(place, path, 'unsupported', `not a regular file: ${result.what}`);
    case 'too-large':
      return readingOf(place, path, 'too-large', `${result.sizeBytes} bytes; at most ${LARGEST_CONFIG_BYTES} are read`);
    case 'bytes':
      if (parsed === undefined || !parsed.ok) {
        return readingOf(place, path, parsed?.outcome ?? 'malformed', parsed?.detail ?? null);
      }
      if (isNoMap(parsed.document.value)) {
        return readingOf(place, path, 'malformed', 'the whole file is one value, not a map of settings');
      }
      if (isUnknownVersion(place.spec, parsed.document.value)) {
        return readingOf(place, path, 'unsupported', 'it names a version of its format that is not known');
      }
      return {
        ...readingOf(place, path, 'read', parsed.isEmpty ? 'the file is empty' : null),
        format: parsed.format,
        content: { document: parsed.document, facts: result.facts },
      };
  }
}

/** A file of nothing but comments holds null, which is no fault. */
function isNoMap(document: unknown): boolean {
  return document !== undefined && document !== null && !isRecord(document);
}

function isUnknownVersion({ formatVersion }: SourceSpec, document: unknown): boolean {
  const named = formatVersion === undefined ? undefined : at(document, formatVersion.at);
  return named !== undefined && formatVersion?.known.every((version) => version !== named) === true;
}

function readingOf(
  { client, spec, project }: Place,
  path: string,
  outcome: Outcome,
  detail: string | null,
): SourceReading {
  const id = sourceId(createHash('sha256').update([client.id, spec.scope, path].join('\0')).digest('hex'));
  return { id, client, spec, project, path, format: spec.format, outcome, detail, closedBy: null, content: null };
}

interface OnceRead {
  readonly result: ReadResult;
  readonly parsed: Parsed | undefined;
}
type OnceReader = (path: string, format: Format) => Promise<OnceRead>;

function onceReader({ files }: SourceDeps): OnceReader {
  const known = new Map<string, Promise<OnceRead>>();
  const readNow = async (path: string, format: Format): Promise<OnceRead> => {
    const result = await files.read(path, LARGEST_CONFIG_BYTES);
    return { result, parsed: result.kind === 'bytes' ? await parseConfig(result.bytes, format) : undefined };
  };
  return (path, format) => {
    const family = format === 'toml' || format === 'yaml' ? format : 'json';
    const key = `${family}\0${path}`;
    const reading = known.get(key) ?? readNow(path, format);
    known.set(key, reading);
    return reading;
  };
}

/** One client can reach one file by two ways (a project that is the home folder): the first counts. */
function withoutRepeats(readings: readonly SourceReading[]): readonly SourceReading[] {
  const seen = new Set<string>();
  return readings.filter(({ client, path, spec }) => {
    const key = [client.id, path, JSON.stringify(spec.servers)].join('\0');
    return !seen.has(key) && seen.add(key);
  });
}

function withoutAbsentReaders(
  readings: readonly SourceReading[],
  installed: ReadonlySet<ClientId>,
): readonly SourceReading[] {
  const existing = readings.filter(({ outcome }) => outcome !== 'absent');
  const readers = Map.groupBy(existing, ({ path }) => path);
  const counts = ({ client, path }: SourceReading): boolean => {
    const group = readers.get(path) ?? [];
    const present = group.filter((reading) => installed.has(reading.client.id));
    return present.length > 0 ? installed.has(client.id) : group[0]?.client.id === client.id;
  };
  return readings.filter((reading) => reading.outcome === 'absent' || counts(reading));
}
