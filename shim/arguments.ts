/** What a config entry asks the shim to do. */
export type ShimArguments =
  | {
      readonly kind: 'run';
      readonly client: string;
      readonly server: string;
      /** Null for the usual folder. */
      readonly stateFolder: string | null;
      /** The state folder that the launcher lies in; absent where none has started us. */
      readonly installedIn?: string;
      readonly command: string;
      readonly args: readonly string[];
    }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly why: string };

/**
 * `--overlay HASH` says of which entry of a shared file this one is a personal copy; it changes nothing here. `--installed
 * DIR` is no entry's word: the launcher says with it which state folder it was installed in.
 */
const known: ReadonlySet<string> = new Set(['--client', '--server', '--state', '--overlay', '--installed']);

/**
 * Reads `run --client ID --server NAME [--state DIR] [--overlay HASH] -- command args…`. Entries of clients that put a shell in between
 * end in `--b64 WORD` instead, a list of command and arguments in base64url, and their names are percent-encoded.
 */
export function parseArguments(words: readonly string[]): ShimArguments {
  if (words[0] === '--version') {
    return { kind: 'version' };
  }
  if (words[0] !== 'run') {
    return wrong(words[0] === undefined ? 'nothing to do' : `unknown word ${words[0]}`);
  }
  const options = new Map<string, string>();
  for (let at = 1; at < words.length; at += 2) {
    const name = words[at];
    const value = words[at + 1];
    if (name === '--') {
      return withCommand(options, words.slice(at + 1), (text) => text);
    }
    if (name === '--b64') {
      const unpacked = value === undefined || at + 2 < words.length ? null : unpack(value);
      return unpacked === null
        ? wrong('--b64 takes one word, the last, made by sallyport protect')
        : withCommand(options, unpacked, decoded);
    }
    if (name === '--transport' || name === '--url') {
      return wrong('remote servers are not supported by this version');
    }
    if (name === undefined || !known.has(name)) {
      return wrong(`unknown option ${name ?? ''}`);
    }
    if (value === undefined || value === '') {
      return wrong(`${name} needs a value`);
    }
    options.set(name, value);
  }
  return wrong('the command is missing: it stands after --');
}

function withCommand(
  options: ReadonlyMap<string, string>,
  words: readonly string[],
  read: (text: string) => string,
): ShimArguments {
  const client = options.get('--client');
  const server = options.get('--server');
  const [command, ...args] = words;
  if (client === undefined || server === undefined) {
    return wrong('--client and --server are needed');
  }
  if (command === undefined || command === '') {
    return wrong('the command is missing: it stands after --');
  }
  const state = options.get('--state');
  const stateFolder = state === undefined ? null : read(state);
  const installedIn = options.get('--installed');
  return {
    kind: 'run',
    client: read(client),
    server: read(server),
    stateFolder,
    ...(installedIn === undefined ? {} : { installedIn }),
    command,
    args,
  };
}

function unpack(word: string): readonly string[] | null {
  let list: unknown;
  try {
    list = JSON.parse(Buffer.from(word, 'base64url').toString('utf8'));
  } catch {
    // Not our writing.
    return null;
  }
  return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign was never encoded.
    return text;
  }
}

function wrong(why: string): ShimArguments {
  return { kind: 'wrong', why };
}
