import { isObject } from '../framing/message.ts';
import type { Approval, ApprovalScope } from './approval.ts';
import { isEqual, sealOf } from './proof.ts';
import { isApproval, parsed } from './wire.ts';

/** An approval on disk, which shims find without the daemon. Names what it is for, and no argument. */
export interface StandingApproval {
  readonly id: string;
  readonly scope: ApprovalScope;
  /** The binding of this scope. */
  readonly binding: string;
  readonly approval: Approval;
  readonly about: { readonly client: string; readonly server: string; readonly tool: string; readonly session: string };
}

export const scopes: readonly ApprovalScope[] = ['once', 'session', 'until'];
const version = 1;
const kind = 'standing approval';

export function standingName({ scope, binding, id }: StandingApproval): string {
  return `${scope}-${binding}-${id}.json`;
}

export function standingText(standing: StandingApproval, key: Buffer): string {
  const fields = { v: version, ...standing };
  return `${JSON.stringify({ ...fields, mac: sealOf(key, kind, fields) })}\n`;
}

/** @returns null for a file that this key did not write, or that another version did */
export function readStanding(text: string, key: Buffer): StandingApproval | null {
  const { mac, ...fields } = parsed(text) ?? {};
  if (!isEqual(sealOf(key, kind, fields), mac) || fields['v'] !== version) {
    return null;
  }
  const { id, scope, binding, approval, about } = fields;
  const known = scopes.find((one) => one === scope);
  if (typeof id !== 'string' || known === undefined || typeof binding !== 'string' || !isApproval(approval)) {
    return null;
  }
  const { client, server, tool, session } = isObject(about) ? about : {};
  return {
    id,
    scope: known,
    binding,
    approval,
    about: { client: String(client), server: String(server), tool: String(tool), session: String(session) },
  };
}
