import type * as z from 'zod';

/**
 * What a caller must have been granted. `read` changes nothing on the laptop; `change` makes things stricter or can be
 * taken back; `approve` loosens something, so that a person must say yes to a question first.
 */
export type Access = 'read' | 'change' | 'approve';

/** One operation: who may, what goes in. What comes out is only a type. */
export interface Operation<Output, Schema extends z.ZodType> {
  readonly access: Access;
  readonly input: Schema;
  /** Never there: carries the type of the answer. */
  readonly output?: Output;
}

/** `operation<Output>()(access, schema)`: twice called, because a type argument can not be given beside inferred ones. */
export function operation<Output>() {
  return <const Level extends Access, Schema extends z.ZodType>(
    access: Level,
    input: Schema,
  ): Operation<Output, Schema> & { readonly access: Level } => ({ access, input });
}
