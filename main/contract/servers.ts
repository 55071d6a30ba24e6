import * as z from 'zod';
import type { Severity } from '../../scanner/model/finding.ts';
import type { IdentityKind, Route, Standing } from '../../scanner/model/identity.ts';
import type { Change, ServerRow, Transport } from '../../scanner/model/inventory.ts';
import type { ActivityRow } from './activity.ts';
import { day, id, name, nothing, serverId, words } from './inputs.ts';
import { operation } from './operation.ts';
import type { PinAbout } from './pin-abouts.ts';

/** A server as a row of the table; small, since there may be thousands. */
export interface ServerLine {
  readonly id: string;
  readonly names: readonly string[];
  /** What it is, in a few words. */
  readonly identity: string;
  readonly identityKind: IdentityKind;
  readonly transport: Transport;
  readonly standing: Standing;
  /** What gave it that standing; null when nothing did. */
  readonly standingBy: string | null;
  readonly risk: Severity;
  readonly clients: readonly string[];
  /** The distinct routes, the one that needs attention most first. */
  readonly routes: readonly Route[];
  /** Not counting suppressed ones. */
  readonly findings: Readonly<Record<Severity, number>>;
  readonly change: Change;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface ServerList {
  /** Null before the first scan. */
  readonly collectedAt: string | null;
  /** The worst first. Those that are gone are among them, marked so. */
  readonly servers: readonly ServerLine[];
  /** Names of clients by id. */
  readonly clients: Readonly<Record<string, string>>;
}

/** A server with all that is known. */
export interface ServerDetail {
  readonly row: ServerRow;
  readonly identity: string;
  /** What the catalogue says about this identity. */
  readonly catalogue: readonly CatalogueLine[];
  readonly tools: ServerTools;
  /** The newest calls, newest first, at most 50. */
  readonly recent: readonly ActivityRow[];
}

export interface CatalogueLine {
  readonly status: 'approved' | 'banned';
  readonly owner: string;
  readonly reason: string;
  readonly until: string | null;
  /** Which versions, tag, digest or address the entry is about. */
  readonly about: string;
  /** Written by the organisation: can not be changed here. */
  readonly isLocked: boolean;
}

/** Tools are known from real traffic only: a scan starts no server. */
export type ServerTools =
  | { readonly kind: 'never-seen' }
  | { readonly kind: 'seen'; readonly at: string; readonly tools: readonly ToolLine[] };

export interface ToolLine {
  readonly name: string;
  readonly effect: 'read' | 'write' | 'destructive';
  readonly external: boolean;
  /** Which rule gave it that class. */
  readonly classReason: string;
  /** Of the catalogue; null when it says nothing. */
  readonly mode: 'off' | 'read' | 'draft' | 'ask' | 'auto' | null;
  readonly pin: PinState;
}

export type PinState =
  | { readonly kind: 'not-pinned' }
  | { readonly kind: 'pinned'; readonly since: string }
  | PinChange;

/** A tool that is not as it was accepted. */
export interface PinChange {
  readonly kind: 'changed';
  /** `added`: there was none of its name; `gone`: it is no more listed. */
  readonly change: 'changed' | 'added' | 'gone';
  readonly since: string;
  readonly diff: readonly DiffLine[];
  /** What changed and what inspection finds in it now, in English. */
  readonly means: string;
  /** The same, by kind: each once. */
  readonly about: readonly PinAbout[];
  readonly findings: readonly { readonly rule: string; readonly message: string }[];
}

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What became of a change to many servers at once: each for itself. */
export interface BulkResult {
  readonly done: readonly string[];
  readonly refused: readonly {
    readonly server: string;
    readonly code: string;
    readonly message: string;
    readonly remedy: string;
  }[];
  /** For `catalogue.undo`; null when nothing was done. */
  readonly undo: string | null;
}

const many = z.array(serverId).min(1).max(5000);

export const serverOperations = {
  'servers.list': operation<ServerList>()('read', nothing),
  /** As a table for a spreadsheet: CSV with the columns of `scan --format csv`, in the order given; an id nobody knows is left out. */
  'servers.export': operation<{ readonly text: string; readonly servers: number }>()(
    'read',
    z.strictObject({ servers: z.array(serverId).min(1).max(50_000) }),
  ),
  'servers.show': operation<ServerDetail>()('read', z.strictObject({ server: serverId })),
  'servers.approve': operation<BulkResult>()(
    'approve',
    z.strictObject({
      servers: many,
      owner: words,
      reason: words,
      /** Also starts that name no version. */
      anyVersion: z.boolean(),
      /** Null: the version seen. */
      versions: z.string().max(200).nullable(),
      until: day.nullable(),
    }),
  ),
  'servers.ban': operation<BulkResult>()('change', z.strictObject({ servers: many, reason: words })),
  /** Takes back every approval and ban of these servers. */
  'servers.forget': operation<BulkResult>()('approve', z.strictObject({ servers: many })),
  'findings.suppress': operation<{ readonly undo: string }>()(
    'approve',
    z.strictObject({ rule: name, server: serverId.nullable(), reason: words, owner: words, until: day }),
  ),
  /** Gives the catalogue back as it was, when nothing else has changed in it since. */
  'catalogue.undo': operation<{ readonly undone: true }>()('approve', z.strictObject({ undo: id })),
  'pins.accept': operation<{ readonly accepted: number }>()(
    'approve',
    z.strictObject({ server: serverId, tools: z.array(name).min(1).max(5000) }),
  ),
};
