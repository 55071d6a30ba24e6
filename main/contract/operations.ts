import type * as z from 'zod';
import { activityOperations } from './activity.ts';
import { approvalOperations } from './approvals.ts';
import { clientOperations } from './clients.ts';
import { healthOperations } from './health.ts';
import { overviewOperations } from './overview.ts';
import { planOperations } from './plans.ts';
import { policyOperations } from './policy.ts';
import { serverOperations } from './servers.ts';
import { settingsOperations } from './settings.ts';
import { workOperations } from './work.ts';

/** Everything that can be asked of the daemon. Handlers, the screens' `Api` and the test double are derived from this. */
export const operations = {
  ...overviewOperations,
  ...serverOperations,
  ...clientOperations,
  ...planOperations,
  ...activityOperations,
  ...policyOperations,
  ...approvalOperations,
  ...settingsOperations,
  ...healthOperations,
  ...workOperations,
};

type Operations = typeof operations;
export type OperationName = keyof Operations;
export type InputOf<Name extends OperationName> = z.output<Operations[Name]['input']>;
export type OutputOf<Name extends OperationName> = Operations[Name] extends { readonly output?: infer Output }
  ? Output
  : never;

export type Handlers = {
  readonly [Name in OperationName]: (input: InputOf<Name>) => Promise<OutputOf<Name>>;
};

/** The operations that loosen something. */
export type ApproveName = {
  [Name in OperationName]: Operations[Name]['access'] extends 'approve' ? Name : never;
}[OperationName];

/** What a person is asked before such an operation runs, in words that name what will be loosened. */
export type Questions = {
  readonly [Name in ApproveName]: (input: InputOf<Name>) => Promise<string>;
};
