import type { Gap } from '../../scanner/model/gap.ts';
import * as z from 'zod';
import type { Scope } from '../../scanner/model/inventory.ts';
import type { ObstacleKind } from '../../scanner/model/obstacle-kind.ts';
import { hash, id, name, serverId } from './inputs.ts';
import { operation } from './operation.ts';

/** A change of configs that was worked out and not done. It is applied by its id, and only over the bytes it was made from. */
export interface Plan {
  readonly id: string;
  /** Of what is shown here; must be sent back with the id. */
  readonly hash: string;
  readonly kind: 'protect' | 'restore';
  readonly madeAt: string;
  readonly files: readonly PlannedFile[];
  readonly guarded: readonly PlannedEntry[];
  /** What is left as it is, and why. */
  readonly left: readonly (PlannedEntry & Left)[];
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** Of a restore: changes that were agreed to, wait for their client, and would not be made any more. */
  readonly withdrawn: readonly {
    readonly path: string;
    readonly clients: readonly string[];
    readonly agreedAt: string;
  }[];
}

/** Why an entry is left as it is, in English, and what that is about. `edit-refused`: its text can not be changed safely. */
export interface Left {
  readonly kind: ObstacleKind | 'edit-refused';
  readonly reason: string;
  readonly remedy: string;
}

export interface PlannedFile {
  readonly path: string;
  /** Names of the clients that read it. */
  readonly clients: readonly string[];
  /** Of a restore: the exact bytes from before come back. */
  readonly isExact: boolean;
  readonly changes: readonly PlannedChange[];
}

export interface PlannedEntry {
  readonly path: string;
  readonly client: string;
  readonly scope: Scope;
  readonly name: string;
  readonly pointer: string;
}

export interface PlannedChange extends PlannedEntry {
  /** The start, a word each; secrets masked. Empty for a restore. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What the client will do about it. */
  readonly causes: readonly { readonly kind: string; readonly text: string }[];
}

/** What became of a plan, file by file. */
export interface Applied {
  readonly plan: string;
  readonly files: readonly {
    readonly path: string;
    readonly result:
      | { readonly kind: 'done' }
      /** Done, after its client had written too. */
      | { readonly kind: 'merged' }
      /** Its client wrote its own copy back. */
      | { readonly kind: 'not-kept' }
      | { readonly kind: 'gone' }
      /** Its client runs and would write its own copy back: done once the client has quit. */
      | { readonly kind: 'waiting'; readonly client: string }
      | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly remedy: string };
  }[];
}

/** Which entries; nulls choose all. */
const choice = z.strictObject({
  client: name.nullable(),
  servers: z.array(serverId).max(5000).nullable(),
  scope: z.enum(['user', 'local', 'profile', 'project', 'workspace']).nullable(),
});
const planned = z.strictObject({ plan: id, hash });

export const planOperations = {
  'protect.plan': operation<Plan>()('read', choice),
  /** Refused with `PLAN_UNKNOWN` for one that is old or was applied; a file that changed meanwhile fails by itself. */
  'protect.apply': operation<Applied>()('change', planned),
  'restore.plan': operation<Plan>()('read', choice),
  'restore.apply': operation<Applied>()('approve', planned),
};
