import type { Finding, Severity } from './finding.ts';
import type { Gap } from './gap.ts';
import type { ClientId, ServerId, SourceId } from './ids.ts';
import type { Identity, Route, Standing } from './identity.ts';
import type { Os } from './launch.ts';
import type { ObstacleKind } from './obstacle-kind.ts';

/** What became of one place where a client may keep servers. `absent` is a fact, every other non-`read` outcome is a gap. */
export type Outcome =
  | 'read'
  | 'absent'
  | 'denied'
  | 'malformed'
  | 'too-large'
  | 'timed-out'
  | 'unsupported'
  | 'needs-consent';
export type Format = 'json' | 'jsonc' | 'json5' | 'toml' | 'yaml';
export type Scope =
  | 'user'
  | 'profile'
  | 'local'
  | 'project'
  | 'workspace'
  | 'plugin'
  | 'extension'
  | 'managed'
  | 'system'
  | 'legacy';
export type Change = 'new' | 'seen' | 'changed' | 'gone';
export type Transport = 'stdio' | 'http' | 'sse' | 'ws';

/** The published shape of `sallyport scan --json`; `inventory.schema.json` says the same for other programs. */
export interface Inventory {
  readonly schema: 'sallyport.inventory/1.0';
  readonly collectedAt: string;
  readonly tool: { readonly name: 'sallyport'; readonly version: string; readonly advisories: string };
  readonly device: {
    readonly id: string;
    readonly os: Os;
    readonly osVersion: string;
    readonly arch: string;
    readonly hostname: string;
  };
  readonly user: { readonly name: string; readonly id: string };
  readonly completeness: {
    readonly complete: boolean;
    readonly reasons: readonly string[];
    /** The same by kind. Inventories that an earlier version kept have none. */
    readonly gaps?: readonly Gap[];
  };
  readonly policy: {
    readonly source: 'none' | 'local' | 'managed';
    readonly version: number;
    readonly mode: 'monitor' | 'lockdown';
    readonly state: 'in-force' | 'stale' | 'missing';
  };
  readonly clients: readonly ClientRow[];
  readonly sources: readonly SourceRow[];
  readonly servers: readonly ServerRow[];
  readonly summary: Summary;
}

export interface ClientRow {
  readonly id: ClientId;
  readonly name: string;
  readonly installed: boolean;
  readonly version: string | null;
  /** Risky switches of the client itself, such as "never ask". */
  readonly findings: readonly Finding[];
}

export interface SourceRow {
  readonly id: SourceId;
  readonly client: ClientId;
  readonly scope: Scope;
  readonly path: string;
  readonly format: Format;
  readonly outcome: Outcome;
  readonly detail: string | null;
  /** Of a place that may not be read: the folder that is closed, where it is not the file itself. */
  readonly closedBy?: string;
  readonly servers: number;
}

export interface ServerRow {
  readonly id: ServerId;
  readonly identity: Identity;
  readonly names: readonly string[];
  readonly transport: Transport;
  readonly standing: Standing;
  /** What gave it that standing, for people; null when nothing did. */
  readonly standingBy: string | null;
  readonly risk: Severity;
  readonly sightings: readonly SightingRow[];
  readonly findings: readonly Finding[];
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly change: Change;
}

export interface SightingRow {
  readonly source: SourceId;
  readonly client: ClientId;
  readonly scope: Scope;
  readonly path: string;
  readonly pointer: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly route: Route;
  readonly reason: string | null;
  /** Null: no reason, or one that is a name. Inventories that an earlier version kept have none. */
  readonly reasonKind: ReasonKind | null;
  readonly launch: LaunchRow;
}

/** What the reason of a route is about. */
export type ReasonKind = ObstacleKind | 'personal-copy';

export type LaunchRow =
  | {
      readonly transport: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly envNames: readonly string[];
    }
  | {
      readonly transport: 'http' | 'sse' | 'ws';
      readonly url: string;
      readonly headerNames: readonly string[];
      readonly envNames: readonly string[];
    };

export interface Summary {
  readonly servers: number;
  readonly shadow: number;
  readonly banned: number;
  readonly malicious: number;
  readonly guarded: number;
  readonly direct: number;
  readonly findings: Readonly<Record<Severity, number>>;
}
