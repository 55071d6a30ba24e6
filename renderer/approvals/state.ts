import type { AskGroup, Asks, Scope } from '../../main/contract/approvals.ts';

type Open = Extract<Asks, { kind: 'open' }>;

/** What the person is doing: looking, or saying how far or why about the calls that waited when the dialog opened. */
export type Doing = { readonly kind: 'looking' } | { readonly kind: 'until' | 'deny'; readonly group: AskGroup };

export interface ApprovalsState {
  /** Id of the group that is looked at; null: the first. */
  readonly current: string | null;
  readonly doing: Doing;
  /** Where the chosen group stood, so that its neighbour is next when it is gone. */
  readonly place: number;
}

export type ApprovalsEvent =
  | { readonly kind: 'chosen'; readonly id: string; readonly place: number }
  | { readonly kind: 'began'; readonly doing: 'until' | 'deny'; readonly group: AskGroup }
  | { readonly kind: 'ended' };

const looking: Doing = { kind: 'looking' };
export const atStart: ApprovalsState = { current: null, doing: looking, place: 0 };

export function afterEvent(state: ApprovalsState, event: ApprovalsEvent): ApprovalsState {
  switch (event.kind) {
    case 'chosen':
      return { current: event.id, doing: looking, place: event.place };
    case 'began':
      return { ...state, doing: { kind: event.doing, group: event.group } };
    case 'ended':
      return { ...state, doing: looking };
  }
}

/** The group that is looked at: the chosen one while it waits, else the one that took its place. */
export function chosenGroup({ groups }: Pick<Open, 'groups'>, { current, place }: ApprovalsState): AskGroup | null {
  return groups.find(({ id }) => id === current) ?? groups[Math.min(place, groups.length - 1)] ?? null;
}

/** Of the calls a dialog was opened for, those that still wait. Calls that came later are none of them. */
export function stillWaiting({ groups }: Pick<Open, 'groups'>, { id, asks }: AskGroup): readonly string[] {
  const waiting = new Set(groups.find((one) => one.id === id)?.asks.map((ask) => ask.id));
  return asks.map((ask) => ask.id).filter((ask) => waiting.has(ask));
}

export function mayCover({ mayCover: covered }: AskGroup, scope: Scope): boolean {
  return covered.includes(scope);
}
