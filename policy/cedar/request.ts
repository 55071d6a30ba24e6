import type { Entities } from './entities.ts';
import type { CedarRecord, EntityRef } from './value.ts';

/** One question to a set of policies. */
export interface Request {
  readonly principal: EntityRef;
  readonly action: EntityRef;
  readonly resource: EntityRef;
  readonly context: CedarRecord;
  readonly entities: Entities;
}
