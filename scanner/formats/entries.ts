import type { Dialect, KeyPath } from '../clients/client.ts';
import type { Entry, EntryPlaces, EntrySwitches, Launch } from '../model/launch.ts';
import { at, isRecord, pointer } from './document.ts';

export interface Entries {
  readonly entries: readonly Entry[];
  /** Pointers of values that stand where a server should and are none: comments kept as keys, switches, text. */
  readonly strangers: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** Reads the servers at `where` in a parsed config, in file order. Accepts the union of the spellings that clients use. */
export function readEntries(document: unknown, where: KeyPath, dialect: Dialect = {}): Entries {
  const entries: Entry[] = [];
  const strangers: string[] = [];
  for (const { path, value } of containers(document, where, [])) {
    for (const item of items(value, path)) {
      if (!isRecord(item.value)) {
        strangers.push(pointer(item.path));
      } else if (!dialect.skip?.(item.value)) {
        entries.push(readEntry(item.name, item.path, item.value, dialect));
      }
    }
  }
  return { entries, strangers };
}

/** Every value a key path leads to; `*` stands for any key. */
function* containers(
  value: unknown,
  where: KeyPath,
  path: Path,
): Generator<{ readonly path: Path; readonly value: unknown }> {
  const [key, ...rest] = where;
  if (key === undefined) {
    if (isRecord(value) || Array.isArray(value)) {
      yield { path, value };
    }
  } else if (key === '*' && isRecord(value)) {
    for (const [name, child] of Object.entries(value)) {
      yield* containers(child, rest, [...path, name]);
    }
  } else if (isRecord(value) && Object.hasOwn(value, key)) {
    yield* containers(value[key], rest, [...path, key]);
  }
}

/** The entries of a container: a map by name, a list whose items carry `name`, or one server that stands alone. */
function* items(
  container: unknown,
  path: Path,
): Generator<{ readonly name: string; readonly path: Path; readonly value: unknown }> {
  if (Array.isArray(container)) {
    for (const [index, value] of container.entries()) {
      const [inner, ...more] = isRecord(value) ? Object.entries(value) : [];
      if (inner !== undefined && more.length === 0 && inner[0] !== 'transport' && isRecord(inner[1])) {
        // `[{ name: { command … } }]`: no client documents it, but people write it.
        yield { name: inner[0], path: [...path, index, inner[0]], value: inner[1] };
      } else {
        const named = isRecord(value) ? (text(value['name']) ?? text(value['id'])) : undefined;
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
  const read = readStdio(fields, launchPath) ?? readRemote(fields, launchPath, dialect);
  const places = read?.places ?? placesUnder(launchPath, {});
  const modelled = [places.command, places.args.base, places.env, places.url, places.headers];
  return {
    name,
    pointer: pointer(path),
    enabled: entry['disabled'] !== true && entry['enabled'] !== false && entry['active'] !== false,
    launch: read?.launch ?? { transport: 'stdio', problem: problemOf(fields) },
    places,
    switches: readSwitches(entry, path),
    others: new Map(
      texts(entry, path).filter(([where]) => !modelled.some((part) => where === part || where.startsWith(`${part}/`))),
    ),
  };
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

interface ReadLaunch {
  readonly launch: Launch;
  readonly places: EntryPlaces;
}

function readStdio(fields: Fields, path: Path): ReadLaunch | undefined {
  const key = ['command', 'cmd'].find((candidate) => fields[candidate] !== undefined && fields[candidate] !== null);
  if (key === undefined || (isRemoteType(fields['type']) && urlKeyOf(fields) !== undefined)) {
    return undefined;
  }
  const given = fields[key];
  const envKey = ['env', 'envs', 'environment'].find((candidate) => isRecord(fields[candidate])) ?? 'env';
  const rest = {
    envFile: text(fields['envFile']) ?? null,
    cwd: text(fields['cwd']) ?? text(fields['workingDirectory']) ?? null,
  };

  // opencode and its kin: one array for program and arguments.
  if (Array.isArray(given)) {
    const [command, ...args] = given.map(String);
    if (command === undefined || command === '') {
      return undefined;
    }
    const launch: Launch = { transport: 'stdio', command, args, env: strings(fields[envKey]), ...rest };
    return { launch, places: placesUnder(path, { command: [key, 0], args: { base: [key], offset: 1 }, env: envKey }) };
  }
  // Zed's older form: `command: { path, args, env }`.
  if (isRecord(given)) {
    const command = text(given['path']);
    if (command === undefined) {
      return undefined;
    }
    const launch: Launch = {
      transport: 'stdio',
      command,
      args: words(given['args']),
      env: strings(given['env']),
      ...rest,
    };
    return { launch, places: placesUnder([...path, key], { command: ['path'] }) };
  }
  if (typeof given !== 'string' || given.trim() === '') {
    return undefined;
  }
  const launch: Launch = {
    transport: 'stdio',
    command: given,
    args: words(fields['args']),
    env: strings(fields[envKey]),
    ...rest,
  };
  return { launch, places: placesUnder(path, { command: [key], env: envKey }) };
}

function readRemote(fields: Fields, path: Path, dialect: Dialect): ReadLaunch | undefined {
  const urlKey = urlKeyOf(fields);
  const url = urlKey === undefined ? undefined : text(fields[urlKey]);
  if (urlKey === undefined || url === undefined) {
    return undefined;
  }
  const { headers, key: headersKey } = readHeaders(fields);
  const launch: Launch = {
    transport: transportOf(fields, urlKey, url, dialect),
    url,
    headers,
    env: strings(fields['env'] ?? fields['envs']),
    headersHelper: text(fields['headersHelper']) ?? null,
  };
  return {
    launch,
    places: placesUnder(path, { url: urlKey, headers: headersKey, env: isRecord(fields['envs']) ? 'envs' : 'env' }),
  };
}

/** In the order in which Gemini CLI, the only client with several, looks at them. */
function urlKeyOf(fields: Fields): string | undefined {
  return ['httpUrl', 'serverUrl', 'url', 'uri', 'tcp'].find((key) => (text(fields[key]) ?? '') !== '');
}

function transportOf(fields: Fields, urlKey: string, url: string, dialect: Dialect): 'http' | 'sse' | 'ws' {
  const type = (text(fields['type']) ?? text(fields['transport']) ?? '').toLowerCase();
  if (type.startsWith('sse')) {
    return 'sse';
  }
  if (type === 'ws' || type === 'websocket' || urlKey === 'tcp' || /^wss?:/i.test(url)) {
    return 'ws';
  }
  return type === '' && urlKey === 'url' ? (dialect.urlTransport ?? 'http') : 'http';
}

function isRemoteType(type: unknown): boolean {
  return typeof type === 'string' && /^(http|sse|ws|websocket|streamable[-_]?http|streamable|remote)$/i.test(type);
}

/** Headers with values; names of variables that will hold them (Codex) become placeholders, which is what they are. */
function readHeaders(fields: Fields): { readonly headers: ReadonlyMap<string, string>; readonly key: string } {
  const places: readonly (readonly [string, unknown])[] = [
    ['headers', fields['headers']],
    ['http_headers', fields['http_headers']],
    ['requestInit/headers', at(fields, ['requestInit', 'headers'])],
    ['requestOptions/headers', at(fields, ['requestOptions', 'headers'])],
  ];
  const [key, values] = places.find(([, value]) => isRecord(value)) ?? ['headers', undefined];
  const headers = new Map(strings(values));
  for (const [header, variable] of strings(fields['env_http_headers'])) {
    headers.set(header, `\${${variable}}`);
  }
  const bearer = text(fields['bearer_token_env_var']);
  if (bearer !== undefined) {
    headers.set('Authorization', `Bearer \${${bearer}}`);
  }
  const apiKey = text(fields['apiKey']);
  if (apiKey !== undefined) {
    headers.set('Authorization', `Bearer ${apiKey}`);
  }
  return { headers, key };
}

function readSwitches(entry: Fields, path: Path): EntrySwitches {
  const approving = ['autoApprove', 'alwaysAllow', 'autoApproved', 'trust', 'default_tools_approval_mode'].find((key) =>
    approves(entry[key]),
  );
  const sandboxKey = ['sandboxEnabled', 'sandbox'].find((key) => entry[key] === false);
  return {
    autoApprove: approving === undefined ? [] : approvedTools(entry[approving]),
    autoApproveAt: approving === undefined ? null : pointer([...path, approving]),
    sandboxOffAt: sandboxKey === undefined ? null : pointer([...path, sandboxKey]),
  };
}

function approves(value: unknown): boolean {
  return value === true || value === 'approve' || (Array.isArray(value) && value.length > 0);
}

function approvedTools(value: unknown): 'all' | readonly string[] {
  return Array.isArray(value) && !value.includes('*') ? value.map(String) : 'all';
}

function problemOf(fields: Fields): string {
  for (const key of ['command', 'cmd']) {
    if (fields[key] !== undefined) {
      return `its ${key} is not a program name`;
    }
  }
  return urlKeyOf(fields) === undefined ? 'it has neither a command nor an address' : 'its address is not text';
}

function placesUnder(
  path: Path,
  keys: {
    readonly command?: Path;
    readonly args?: { readonly base: Path; readonly offset: number };
    readonly env?: string;
    readonly url?: string;
    readonly headers?: string;
  },
): EntryPlaces {
  const under = (more: Path): string => pointer([...path, ...more]);
  return {
    command: under(keys.command ?? ['command']),
    args: { base: under(keys.args?.base ?? ['args']), offset: keys.args?.offset ?? 0 },
    env: under([keys.env ?? 'env']),
    url: under([keys.url ?? 'url']),
    headers: under((keys.headers ?? 'headers').split('/')),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function words(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.map((word) => (typeof word === 'object' ? JSON.stringify(word) : String(word)));
  }
  return typeof value === 'string' ? [value] : [];
}

/** Text values of a map; numbers and booleans as the client would spell them, null (unset) left out. */
function strings(value: unknown): ReadonlyMap<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([key, item]) =>
      typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean' || typeof item === 'bigint'
        ? [[key, String(item)]]
        : [],
    ),
  );
}
