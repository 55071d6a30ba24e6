import type { Launch } from './launch.ts';

export type IdentityKind = 'npm' | 'pypi' | 'oci' | 'binary' | 'script' | 'remote' | 'extension' | 'unidentified';

/** What a server is, over all its sightings. Fields that do not apply are null. */
export interface Identity {
  readonly kind: IdentityKind;
  /** Package URL without a version; `npx -y name` has none, so none is invented. */
  readonly purl: string | null;
  /** Exact version, image digest, or null. */
  readonly version: string | null;
  /** Of a remote server: scheme, host, port and path; credentials and secret-looking path parts taken out. */
  readonly origin: string | null;
  /** Of a local file: lower-case hex. */
  readonly sha256: string | null;
  /** Why it is `unidentified`. */
  readonly reason: string | null;
}

export type Route = 'direct' | 'guarded' | 'drifted' | 'foreign-guard' | 'unroutable';

export type Standing = 'malicious' | 'banned' | 'approved' | 'shadow';

/** What really starts once launchers and wrappers are seen through. */
export type Runs =
  | {
      readonly kind: 'package';
      readonly ecosystem: 'npm' | 'pypi';
      /** Name as the ecosystem spells it: npm exact, PyPI by PEP 503. */
      readonly name: string;
      /** What stands after `@` or `==`: an exact version, a tag, a range, or null. */
      readonly requested: string | null;
      /** The requested version when it is exact, else null. */
      readonly version: string | null;
      readonly runner: string;
    }
  | {
      readonly kind: 'source';
      /** Git or archive address, or a folder, that is fetched or built at start. Credentials stripped. */
      readonly from: string;
      readonly pinned: boolean;
      readonly runner: string;
    }
  | {
      readonly kind: 'container';
      readonly engine: string;
      readonly image: string;
      readonly tag: string | null;
      readonly digest: string | null;
      /** The words after the image: for its own program, or in place of it. */
      readonly command: readonly string[];
      readonly options: ContainerOptions;
    }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly role: 'binary' | 'script';
      readonly interpreter: string | null;
      readonly present: FilePresence;
    }
  | { readonly kind: 'remote'; readonly url: string }
  | { readonly kind: 'shell'; readonly shell: string }
  | { readonly kind: 'inline'; readonly interpreter: string }
  | { readonly kind: 'unknown' };

/** Of a program file on disk. `unresolved`: a bare command that is not on the search path we know. */
export type FilePresence = 'present' | 'missing' | 'unresolved' | 'unreadable' | 'placeholder';

/** A path of the host in a container: where it stands there, and whether the container may write it. */
export interface Mount {
  readonly host: string;
  readonly target: string;
  readonly writable: boolean;
}

export interface ContainerOptions {
  readonly privileged: boolean;
  readonly hostNetwork: boolean;
  readonly hostPid: boolean;
  readonly mounts: readonly Mount[];
  /** Devices by their host path, and rules for devices. */
  readonly devices: readonly string[];
  readonly addedCapabilities: readonly string[];
  readonly securityOptOuts: readonly string[];
  readonly publishesOnAllInterfaces: boolean;
}

/** A layer between the client and the server, outermost first. */
export type Layer =
  /** `mounts`: what the container that a guard makes for the server is given of the host. */
  | { readonly kind: 'guard'; readonly guard: string; readonly ours: boolean; readonly mounts: readonly Mount[] }
  | { readonly kind: 'shell'; readonly name: string }
  | { readonly kind: 'elevated'; readonly name: string }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'bridge'; readonly purl: string; readonly version: string | null; readonly name: string }
  | { readonly kind: 'launcher'; readonly name: string };

/** The answer to "what will this entry run?". */
export interface Resolved {
  readonly identity: Identity;
  readonly runs: Runs;
  /** Of the program or script that is started, also where something else may run beside or before it: a ban of it holds all the same. */
  readonly fileSha256: string | null;
  readonly layers: readonly Layer[];
  readonly route: Route;
  /** Why it is `unroutable`, or the name of the foreign guard. */
  readonly routeReason: string | null;
  /** The launch behind guards, shells and `env`; what catalogue, advisories and detectors judge. */
  readonly effective: Launch;
  /** Names of environment variables that change which code runs, from the entry and from layers. */
  readonly codeChangingEnv: readonly string[];
  /** Packages beside the main one whose code also runs: bridges, `--with` extras. */
  readonly alsoRuns: readonly PackageUse[];
  /** Null: nobody has looked, because nobody asked for it. */
  readonly installed: InstalledCopy | null;
}

/** What is on this laptop of the exact package version that a start names. */
export type InstalledCopy =
  /** Hashes of its archive (`sha512-…`), as the package manager noted them when it unpacked it. */
  | { readonly kind: 'noted'; readonly integrity: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface PackageUse {
  readonly purl: string;
  readonly version: string | null;
}
