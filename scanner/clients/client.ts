import type { Observation } from '../model/finding.ts';
import type { Entry, NoLaunch, Os } from '../model/launch.ts';
import type { ClientId } from '../model/ids.ts';
import type { Format, Scope } from '../model/inventory.ts';

/**
 * A path with a leading token and `*` globs inside single segments, always with `/`:
 * `{home}` `{appData}` `{localAppData}` `{config}` (XDG) `{data}` (XDG) `{programFiles}` `{programData}` `{system}` (the root folder)
 * `{project}`, or `{env:NAME}`, which is skipped where the variable is unset or relative.
 * `**` as a whole segment stands for up to four folders.
 */
export type PathTemplate = string;
export type Paths = readonly PathTemplate[] | { readonly [System in Os]?: readonly PathTemplate[] };

/** Keys down to a server container; `*` stands for any key. */
export type KeyPath = readonly string[];

/** One client, as data. Facts and their sources: `scanner/clients/README.md`. */
export interface Client {
  readonly id: ClientId;
  readonly name: string;
  /** Any of these exists: the program is on this machine, or has left data that only a running program writes. */
  readonly evidence: Paths;
  /** Names that are looked up on the search path as further evidence. */
  readonly commands: readonly string[];
  readonly sources: readonly SourceSpec[];
  readonly recentProjects: readonly RecentProjects[];
}

export interface SourceSpec {
  readonly scope: Scope;
  readonly paths: Paths;
  readonly format: Format;
  /** Where servers stand in the document; empty for a file that only holds switches. */
  readonly servers: readonly KeyPath[];
  /** Versions of the file's own format that we know; a file that names another is not guessed at. */
  readonly formatVersion?: { readonly at: KeyPath; readonly known: readonly string[] };
  /** What differs from the common entry shape. */
  readonly dialect?: Dialect;
  /** Keys of the client itself that are risky when set. */
  readonly switches?: readonly RiskySwitch[];
  /** For the odd client: more entries than `servers` can name. */
  readonly moreServers?: (document: unknown) => readonly KeyPath[];
  /** For the odd client: corrects what the entry alone can not say, such as a deny list elsewhere in the document. */
  readonly adjust?: (entry: Entry, document: unknown) => Entry;
  /** Which entries of this client's other files this one switches off. A project's file is only asked about that project's. */
  readonly switchesOff?: (document: unknown) => SwitchesOff | null;
  /** Further files that this one names, and how each is read; those out of bounds are told and not read. */
  readonly names?: {
    readonly files: (document: unknown, path: string) => NamedFiles;
    readonly spec: SourceSpec;
  };
}

export interface NamedFiles {
  readonly within: readonly string[];
  readonly beyond: readonly string[];
}

export type SwitchesOff = (entry: {
  readonly name: string;
  readonly scope: Scope;
  /** The folder of the project whose file holds the entry. */
  readonly project: string | null;
}) => boolean;

/** What differs from `{command, args, env} | {type, url, headers}`; readers accept the common spelling too. */
export interface Dialect {
  /** Transport of an entry with only `url`. Default `http`. */
  readonly urlTransport?: 'http' | 'sse';
  /** An address counts although a program stands beside it. */
  readonly addressFirst?: boolean;
  /** Entries of this kind are not MCP servers that someone configured: built in, or settings of an extension. */
  readonly skip?: (entry: Readonly<Record<string, unknown>>) => boolean;
  /** Of an entry that is right without a program or an address: what it is instead. */
  readonly noLaunch?: (entry: Readonly<Record<string, unknown>>) => NoLaunch | null;
  /** What an entry in a list is called that carries no name of its own. */
  readonly nameOf?: (entry: Readonly<Record<string, unknown>>) => string | null;
}

export interface RiskySwitch {
  readonly at: KeyPath;
  readonly when: (value: unknown) => boolean;
  readonly finding: Omit<Observation, 'where'>;
}

/** A list of folders the client itself has opened. Reading it must not need more than this one file. */
export type RecentProjects = FolderFile | FolderDatabase;

interface FolderFile {
  readonly paths: Paths;
  readonly format: Format;
  /** Absolute paths or `file:` addresses; the walk checks that each is a folder. */
  readonly folders: (document: unknown) => readonly string[];
}

interface FolderDatabase {
  readonly paths: Paths;
  readonly format: 'sqlite';
  /** For the client's present tables and its earlier ones: the first that fits is asked. */
  readonly queries: readonly string[];
  /** As above, from the rows. */
  readonly folders: (rows: unknown) => readonly string[];
}
