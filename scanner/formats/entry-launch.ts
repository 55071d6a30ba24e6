import type { Dialect } from '../clients/client.ts';
import type { EntryPlaces, Launch, NoLaunch } from '../model/launch.ts';
import { at, isRecord, pointer } from './document.ts';
import { type Fields, type Path, strings, text, words } from './fields.ts';

export interface ReadLaunch {
  readonly launch: Launch | NoLaunch;
  readonly places: EntryPlaces;
}

/** How an entry starts or reaches its server, in any dialect, with the places of its parts. */
export function readLaunch(fields: Fields, path: Path, dialect: Dialect): ReadLaunch {
  const odd = dialect.noLaunch?.(fields) ?? null;
  return (
    (odd === null ? (readStdio(fields, path, dialect) ?? readRemote(fields, path, dialect)) : undefined) ?? {
      launch: odd ?? { transport: 'stdio', kind: 'malformed', problem: problemOf(fields) },
      places: placesUnder(path, {}),
    }
  );
}

/** Whether it names a program and an address. */
export function namesBoth(fields: Fields): boolean {
  const key = commandKeyOf(fields);
  return key !== undefined && fields[key] !== '' && urlKeyOf(fields) !== undefined;
}

function readStdio(fields: Fields, path: Path, { addressFirst = false }: Dialect): ReadLaunch | undefined {
  const key = commandKeyOf(fields);
  if (key === undefined || ((addressFirst || isRemoteType(fields['type'])) && urlKeyOf(fields) !== undefined)) {
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
      env: strings(given['env'] ?? fields[envKey]),
      ...rest,
    };
    const places = placesUnder([...path, key], { command: ['path'] });
    return { launch, places: isRecord(given['env']) ? places : { ...places, env: pointer([...path, envKey]) } };
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

function commandKeyOf(fields: Fields): string | undefined {
  return ['command', 'cmd'].find((candidate) => fields[candidate] !== undefined && fields[candidate] !== null);
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
