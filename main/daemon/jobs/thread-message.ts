import type { Failure } from '../../../scanner/model/errors.ts';

/** What a thread tells of its job. */
export type ThreadMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number | null }
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'failed';
      readonly error:
        | ({ readonly kind: 'ours' } & Omit<Failure, 'cause'>)
        | { readonly kind: 'internal'; readonly stack: string };
    };
