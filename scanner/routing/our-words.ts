import { namesShim, shimName } from '../identity/ours.ts';
import { clients } from '../clients/all.ts';
import type { Entry, Launch, StdioLaunch } from '../model/launch.ts';

/** How our launcher is called in the entries we write. */
export interface Guard {
  /** Absolute path of the installed launcher. */
  readonly launcher: string;
  readonly client: string;
  /** Null for the usual folder. */
  readonly stateFolder: string | null;
}

/**
 * `plain`: the server's own command and arguments follow `--`, where the client still expands its placeholders.
 * `packed`: everything is one word without blanks or quotes, for clients that put a shell in between.
 */
export type Form = 'plain' | 'packed';

/** What one of our own entries says. */
export interface OurEntry {
  readonly form: Form;
  readonly client: string;
  readonly server: string;
  readonly stateFolder: string | null;
  /** Hash of the entry in a shared file that this one is a personal copy of; null for an entry of its own. */
  readonly overlay: string | null;
  /** The server's command and arguments. */
  readonly words: readonly string[];
  /** Arguments of ours before the first of those words; all of them when packed. */
  readonly own: readonly string[];
}

const ownOptions: ReadonlySet<string> = new Set(['--client', '--server', '--state', '--overlay']);

/** The arguments in front of the server's own command. */
export function plainPrefix(
  server: string,
  { client, stateFolder }: Guard,
  overlay: string | null = null,
): readonly string[] {
  return [
    'run',
    '--client',
    client,
    '--server',
    server,
    ...(stateFolder === null ? [] : ['--state', stateFolder]),
    ...(overlay === null ? [] : ['--overlay', overlay]),
    '--',
  ];
}

/** All arguments of an entry whose command line has to survive a shell. */
export function packedArgs(
  server: string,
  words: readonly string[],
  { client, stateFolder }: Guard,
): readonly string[] {
  const state = stateFolder === null ? [] : ['--state', encoded(stateFolder)];
  const word = Buffer.from(JSON.stringify(words)).toString('base64url');
  return ['run', '--client', encoded(client), '--server', encoded(server), ...state, '--b64', word];
}

/** Reads a launch that starts our launcher directly; null for any other, and for ours in a form we do not write. */
export function readOurs(launch: Launch): OurEntry | null {
  if (launch.transport !== 'stdio' || !namesShim(launch.command) || launch.args[0] !== 'run') {
    return null;
  }
  const { args } = launch;
  const options = new Map<string, string>();
  for (let at = 1; at < args.length; at += 2) {
    const [name = '', value] = args.slice(at, at + 2);
    if (name === '--') {
      return entry('plain', options, args.slice(at + 1), args.slice(0, at + 1), (text) => text);
    }
    if (name === '--b64') {
      // What somebody has written behind the packed word was meant for the server.
      const words = value === undefined ? null : unpacked(value);
      const more = args.slice(at + 2);
      return words === null ? null : entry('packed', options, [...words, ...more], args, decoded);
    }
    if (value === undefined || !ownOptions.has(name)) {
      return null;
    }
    options.set(name, value);
  }
  return null;
}

/**
 * Reads a launch whose arguments are ours and whose command is not any more: somebody gave back the command alone. It can not
 * start a server, and its arguments still say which. Null for any other, such as a program that has arguments like ours: those we
 * wrote name the entry itself, and a client.
 */
export function readBereft({ launch, name }: Pick<Entry, 'launch' | 'name'>): OurEntry | null {
  if ('problem' in launch || launch.transport !== 'stdio' || namesShim(launch.command) || launch.args[0] !== 'run') {
    return null;
  }
  const ours = readOurs({ ...launch, command: shimName });
  return ours?.server === name && clients.some(({ id }) => id === ours.client) ? ours : null;
}

/** The launch behind one of ours; the rest of the entry is the server's own already. */
export function behindOurs(launch: StdioLaunch, { words }: OurEntry): StdioLaunch {
  const [command = '', ...args] = words;
  return { ...launch, command, args };
}

function entry(
  form: Form,
  options: ReadonlyMap<string, string>,
  words: readonly string[],
  own: readonly string[],
  read: (text: string) => string,
): OurEntry | null {
  const client = options.get('--client');
  const server = options.get('--server');
  const state = options.get('--state');
  return client === undefined || server === undefined || words.length === 0
    ? null
    : {
        form,
        client: read(client),
        server: read(server),
        stateFolder: state === undefined ? null : read(state),
        overlay: options.get('--overlay') ?? null,
        words,
        own,
      };
}

function unpacked(word: string): readonly string[] | null {
  try {
    const list: unknown = JSON.parse(Buffer.from(word, 'base64url').toString('utf8'));
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : null;
  } catch {
    // Somebody's own writing: what it means is not for us to guess.
    return null;
  }
}

/** A name that could be taken for one of our options, or that terminals and shells act on, is only written percent-encoded. */
export function staysPlain(name: string): boolean {
  return !name.startsWith('-') && !/\p{Cc}/u.test(name);
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign was never encoded.
    return text;
  }
}
