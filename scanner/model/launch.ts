export type Os = 'darwin' | 'win32' | 'linux';

/** How a client starts or reaches a server, with the values as the config holds them: secrets included, so never shown or stored. */
export type Launch = StdioLaunch | RemoteLaunch;

export interface StdioLaunch {
  readonly transport: 'stdio';
  readonly command: string;
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly envFile: string | null;
  readonly cwd: string | null;
}

export interface RemoteLaunch {
  readonly transport: 'http' | 'sse' | 'ws';
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly env: ReadonlyMap<string, string>;
  /** A program the client runs to make headers. It is reported, never run. */
  readonly headersHelper: string | null;
}

/** What an entry has that names neither a program nor an address. */
export type NoLaunch = { readonly transport: 'stdio'; readonly problem: string } & (
  | { readonly kind: 'malformed' }
  /** It refers to a server that is defined where we can not read. */
  | { readonly kind: 'defined-elsewhere' }
  /** Its client makes a start of its own from it: this one. */
  | { readonly kind: 'made-by-client'; readonly starts: StdioLaunch }
);

/** JSON pointers (RFC 6901) of an entry's parts in its own document; for TOML and YAML the path of keys in the same notation. */
export interface EntryPlaces {
  readonly command: string;
  /** `args[i]` stands at `<base>/<i + offset>`: some dialects keep command and arguments in one array. */
  readonly args: { readonly base: string; readonly offset: number };
  readonly env: string;
  readonly url: string;
  readonly headers: string;
}

/** Switches beside the launch that loosen what the client lets this server do. */
export interface EntrySwitches {
  /** Tools that run without asking: their names, or `all`. */
  readonly autoApprove: 'all' | readonly string[];
  /** The key that says so, for the finding's place; null when none does. */
  readonly autoApproveAt: string | null;
  /** Where the entry turns the client's own confinement off; null when it does not. */
  readonly sandboxOffAt: string | null;
  /** Where the entry has the client check no certificate of its server; null when it does not. */
  readonly certificatesOffAt: string | null;
}

/** One server as one config entry names it. */
export interface Entry {
  readonly name: string;
  readonly pointer: string;
  readonly enabled: boolean;
  readonly launch: Launch | NoLaunch;
  /** It names a program and an address, and which of them its client takes is not known. */
  readonly isTwofold: boolean;
  readonly places: EntryPlaces;
  readonly switches: EntrySwitches;
  /** Every other text in the entry, by pointer: OAuth secrets and tokens stand in keys that only their client knows. */
  readonly others: ReadonlyMap<string, string>;
}
