import type { Severity, Suppressed } from '../../scanner/model/finding.ts';
import type { RuleId, ServerId } from '../../scanner/model/ids.ts';

/** What people decided about servers and findings. Later entries do not override earlier ones: the strongest word counts. */
export interface Catalogue {
  readonly servers: readonly CatalogueEntry[];
  readonly suppressions: readonly Suppression[];
}

export interface CatalogueEntry {
  readonly identity: CatalogueIdentity;
  readonly status: 'approved' | 'banned';
  readonly owner: string;
  readonly reason: string;
  readonly risk: Severity | null;
  readonly dataClass: string | null;
  readonly category: string | null;
  readonly tools: Readonly<Record<string, ToolMode>>;
  readonly labels: readonly string[];
  /** Last day it holds, `yyyy-mm-dd`; null when it has no end. */
  readonly until: string | null;
}

/** What an entry is about: always what runs or is reached, never the name of a command or of an entry in a config. */
export type CatalogueIdentity =
  | {
      readonly kind: 'package';
      readonly purl: string;
      /** Range of versions; null for every exact version. */
      readonly versions: string | null;
      /** Starts that name no exact version count too. */
      readonly anyVersion: boolean;
      /** One or more hashes of the archive, with spaces between. An approval that asks for it needs proof; a ban does not look at it. */
      readonly integrity: string | null;
    }
  | { readonly kind: 'image'; readonly repository: string; readonly tag: string | null; readonly digest: string | null }
  | { readonly kind: 'file'; readonly sha256: string }
  | { readonly kind: 'remote'; readonly origin: string }
  | { readonly kind: 'extension'; readonly extension: string };

type ToolMode = 'off' | 'read' | 'draft' | 'ask' | 'auto';

export interface Suppression extends Suppressed {
  readonly rule: RuleId;
  /** Null: for every server. */
  readonly server: ServerId | null;
}

export const emptyCatalogue: Catalogue = { servers: [], suppressions: [] };

/** One line that is equal for two identities exactly when they mean the same. */
export function identityKey(identity: CatalogueIdentity): string {
  const { kind, ...parts } = identity;
  return JSON.stringify([kind, ...Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
