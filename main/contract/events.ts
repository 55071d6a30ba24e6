import type { ChangeNote, Level } from './overview.ts';
import type { Work } from './work.ts';

/** What the daemon tells without being asked. An event says that something changed; what it is now is asked for. */
export interface Events {
  /** A scan is in, or the catalogue changed: lists and maps are old. */
  readonly 'inventory.changed': { readonly collectedAt: string };
  readonly 'work.changed': Work;
  /** New records, at most four times a second. */
  readonly 'activity.added': { readonly records: number; readonly newest: number };
  readonly 'approvals.changed': { readonly waiting: number };
  readonly 'drift.seen': ChangeNote;
  /** Inspection found something of which the policy wants the person told. */
  readonly 'finding.seen': FindingSeen;
  readonly 'policy.changed': { readonly version: number };
  readonly 'settings.changed': Record<string, never>;
  /** How things stand, for the tray. */
  readonly 'level.changed': { readonly level: Level; readonly asks: number };
}

/** What was found in one message. What the record does not say is null. */
export interface FindingSeen {
  readonly at: string;
  readonly client: string | null;
  readonly server: string | null;
  readonly serverId: string | null;
  /** The tool, else the method. */
  readonly about: string | null;
  readonly rules: readonly string[];
}

export type EventName = keyof Events;

export const eventNames = [
  'inventory.changed',
  'work.changed',
  'activity.added',
  'approvals.changed',
  'drift.seen',
  'finding.seen',
  'policy.changed',
  'settings.changed',
  'level.changed',
] as const satisfies readonly EventName[];

/** Each event, as it travels. */
export type AnyEvent = {
  readonly [Name in EventName]: { readonly name: Name; readonly data: Events[Name] };
}[EventName];
