import * as z from 'zod';
import type { Standing } from '../../scanner/model/identity.ts';
import { hash, nothing, time } from './inputs.ts';
import { operation } from './operation.ts';
import type { CatalogueLine } from './servers.ts';
import type { Work } from './work.ts';

/** What decides now, and why it may be believed. */
export interface PolicyView {
  readonly source: 'none' | 'local' | 'managed';
  readonly state: 'in-force' | 'stale' | 'missing' | 'unusable';
  /** Why the newest is not the one that decides, or can not be used; null when all is well. */
  readonly trouble: string | null;
  readonly mode: 'monitor' | 'lockdown';
  readonly organisation: string | null;
  readonly version: number;
  readonly sha256: string | null;
  readonly issuedAt: string | null;
  readonly expiresAt: string | null;
  readonly signedBy: readonly string[];
  readonly rules: readonly PolicyRule[];
  readonly catalogue: readonly (CatalogueLine & { readonly identity: string; readonly dataClass: string | null })[];
  readonly suppressions: readonly {
    readonly rule: string;
    readonly server: string | null;
    readonly reason: string;
    readonly owner: string;
    readonly until: string;
  }[];
  readonly settings: readonly PolicySetting[];
  /** May the local policy be edited here. */
  readonly isEditable: boolean;
}

export interface PolicyRule {
  readonly set: 'person' | 'agent';
  readonly id: string;
  /** `ask`: permits what a person says yes to. `observe`: decides nothing, and is recorded when it would have. */
  readonly effect: 'permit' | 'ask' | 'forbid' | 'observe';
  /** Where it was written. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly isLocked: boolean;
}

export interface PolicySetting {
  readonly name: string;
  readonly value: string;
  /** Who set it: a file, the organisation, or nobody (`default`). */
  readonly source: string;
  readonly isLocked: boolean;
}

/** The folder the local policy is written in. */
export interface PolicyFiles {
  readonly folder: string;
  /** Of all files together; goes back with `policy.save`. */
  readonly hash: string;
  readonly files: readonly PolicyFile[];
}

export interface PolicyFile {
  readonly name: string;
  readonly text: string;
}

export interface PolicyProblem {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly help: string | null;
}

export interface PolicyCheck {
  readonly ok: boolean;
  readonly problems: readonly PolicyProblem[];
  /** Null where it can not be built. */
  readonly policies: { readonly person: number | null; readonly agent: number | null } | null;
  readonly mode: 'monitor' | 'lockdown' | null;
}

export type PolicyExplained =
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] }
  | {
      readonly ok: true;
      readonly effect: 'allow' | 'ask' | 'deny';
      /** The policies or reasons that settled it, as they are named everywhere. */
      readonly because: readonly string[];
      readonly question: string | null;
      readonly mode: 'monitor' | 'lockdown';
      readonly lockdownWould: 'allow' | 'ask' | 'deny';
      readonly policies: readonly {
        readonly rule: string;
        readonly effect: 'permit' | 'forbid';
        readonly outcome: 'holds' | 'does-not-hold' | 'fault';
        readonly fault: string | null;
        readonly values: readonly { readonly path: string; readonly value: string | null }[];
      }[];
    };

/** What a candidate would have made of recorded calls. */
export interface Simulation {
  readonly calls: number;
  readonly unchanged: number;
  /** Calls of which too much was not recorded. */
  readonly undecidable: number;
  readonly notRecorded: readonly { readonly what: string; readonly calls: number }[];
  /** Servers of the last scan that would stand otherwise. */
  readonly standings: readonly { readonly server: string; readonly was: Standing; readonly wouldBe: Standing }[];
  readonly changes: readonly {
    readonly person: string;
    readonly server: string;
    readonly tool: string;
    readonly was: 'allow' | 'ask' | 'deny';
    readonly wouldBe: 'allow' | 'ask' | 'deny';
    readonly because: readonly string[];
    readonly calls: number;
    /** One of them, for `policy explain`. */
    readonly example: string;
  }[];
}

const files = z
  .array(
    z.strictObject({ name: z.string().regex(/^[\w-]+(\/[\w.-]+)?\.(yaml|cedar)$/), text: z.string().max(1_000_000) }),
  )
  .max(200);
/** Null: the policy in force. */
const candidate = files.nullable();

export const policyOperations = {
  'policy.show': operation<PolicyView>()('read', nothing),
  'policy.files': operation<PolicyFiles>()('read', nothing),
  'policy.check': operation<PolicyCheck>()('read', z.strictObject({ files })),
  /** Saves and puts in force; refused with the problems when it can not be built, or when the folder changed since. */
  'policy.save': operation<PolicyCheck & { readonly saved: boolean }>()(
    'approve',
    z.strictObject({ files, basedOn: hash }),
  ),
  /** Writes the files of a preset where none are. */
  'policy.begin': operation<PolicyFiles>()(
    'approve',
    z.strictObject({ preset: z.enum(['observe', 'balanced', 'strict']) }),
  ),
  /** @see docs for the call's form: YAML such as `{ tool: query, person: anna }` */
  'policy.explain': operation<PolicyExplained>()('read', z.strictObject({ call: z.string().max(100_000), candidate })),
  'policy.simulate': operation<Work>()('read', z.strictObject({ candidate, since: time })),
  'policy.simulated': operation<Simulation>()('read', z.strictObject({ work: z.string().max(100) })),
};
