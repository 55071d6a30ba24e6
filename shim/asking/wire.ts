import { isObject, type JsonObject } from '../framing/message.ts';
import type { Approval } from './approval.ts';
import type { AskedCall } from './asked-call.ts';
import type { Bindings } from './bindings.ts';

/** What daemon and shim agree on; another version is no daemon for this shim. */
export const wireName = 'sallyport-approvals/1';
export const handshakeBytes = 4096;
/** Arguments beyond this nobody could read before saying yes to them. */
export const frameBytes = 1024 * 1024;

/** What a shim says of a call. The daemon keeps it in memory only. */
export interface Question extends Omit<AskedCall, 'continues'> {
  readonly bindings: Bindings;
  /** The arguments may look like others once they are parsed: numbers beyond what a double holds. */
  readonly isExact: boolean;
  readonly heldUntil: string;
}

export type ShimMessage =
  | { readonly type: 'ask'; readonly id: string; readonly question: Question }
  /** The answer came in time. */
  | { readonly type: 'taken'; readonly id: string }
  /** The client was told that the call did not run; an answer that comes now is for one identical call. */
  | { readonly type: 'release'; readonly id: string }
  /** Nobody wants an answer any more. */
  | { readonly type: 'withdraw'; readonly id: string };

export type ShimAnswer =
  | { readonly type: 'asked' }
  | { readonly type: 'answer'; readonly effect: 'approve' | 'deny'; readonly approval: Approval }
  | { readonly type: 'refused'; readonly why: 'too-many' };

/** Reads what the daemon says to a shim; null for anything else. */
export function shimAnswer(line: string): ShimAnswer | null {
  const value = parsed(line);
  switch (value?.['type']) {
    case 'asked':
      return { type: 'asked' };
    case 'refused':
      return value['why'] === 'too-many' ? { type: 'refused', why: 'too-many' } : null;
    case 'answer': {
      const { effect, approval } = value;
      return (effect === 'approve' || effect === 'deny') && isApproval(approval)
        ? { type: 'answer', effect, approval }
        : null;
    }
    default:
      return null;
  }
}

export function isApproval(value: unknown): value is Approval {
  return (
    isObject(value) &&
    typeof value['by'] === 'string' &&
    (value['channel'] === 'terminal' || value['channel'] === 'window' || value['channel'] === 'elicitation') &&
    isTime(value['at']) &&
    (value['until'] === null || isTime(value['until'])) &&
    (value['reason'] === null || typeof value['reason'] === 'string')
  );
}

export function parsed(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    // Not our protocol; the caller gives up on the connection.
    return null;
  }
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
