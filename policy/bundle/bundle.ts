import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ContentPolicy } from '../content/content-policy.ts';
import type { Mode } from '../decide/decision.ts';

export const bundleFormat = 'sallyport.policy/1';

/** What one bundle holds: everything that decides, and where each part of it was written. */
export interface Bundle {
  readonly format: typeof bundleFormat;
  readonly product: 'sallyport';
  /** Whose bundle it is; null for one that is made and used on one laptop. */
  readonly organisation: string | null;
  /** Grows with every bundle. */
  readonly version: number;
  /** ISO 8601. */
  readonly issuedAt: string;
  /** ISO 8601; null for one without an end. Past it a bundle is stale and keeps deciding. */
  readonly expiresAt: string | null;
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly content: ContentPolicy;
  readonly sets: {
    /** Null when there is no such set, which is not the same as an empty one. */
    readonly person: readonly BundlePolicy[] | null;
    readonly agent: readonly BundlePolicy[] | null;
  };
}

export interface BundlePolicy {
  readonly id: string;
  /** Where it was written: a file of the folder, or `catalogue.yaml` for a policy that a tool mode stands for. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** Cedar's JSON form of the text, validated. */
  readonly form: unknown;
}

export interface Settings {
  readonly mode: Mode;
  /** Declared arguments: `string`, `long`, `bool`, `decimal`, `[type]` or an object of them, by name. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Groups by name, each with the groups it is a member of. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly people: Readonly<Record<string, PersonSettings>>;
  /** Tools that policy can never allow are left out of lists. */
  readonly hideDenied: boolean;
  readonly durability: 'os' | 'disk';
  /** A client may ask its person for a yes to a call that reads, where no daemon runs. */
  readonly elicitation: boolean;
  /** Absent parts are as the shim has them. */
  readonly limits?: LimitSettings;
}

/** What one connection, and the record of all of them, may grow to. */
export interface LimitSettings {
  readonly lineMegabytes?: number;
  readonly traceMegabytes?: number;
  readonly traceDays?: number;
}

export interface PersonSettings {
  readonly name: string | null;
  readonly department: string | null;
  readonly role: string | null;
  readonly groups: readonly string[];
}

export const defaultSettings: Settings = {
  mode: 'monitor',
  arguments: {},
  groups: {},
  people: {},
  hideDenied: false,
  durability: 'os',
  elicitation: false,
};
