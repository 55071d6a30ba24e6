import type { WireFailure } from '../../main/contract/api.ts';
import type { Applied, Plan } from '../../main/contract/plans.ts';

/** A change of configs on its way: worked out, looked at, applied. Nothing is written before `applying`. */
export type PlanState =
  | { readonly kind: 'making' }
  | { readonly kind: 'shown'; readonly plan: Plan }
  | { readonly kind: 'applying'; readonly plan: Plan }
  | { readonly kind: 'applied'; readonly plan: Plan; readonly applied: Applied }
  | { readonly kind: 'failed'; readonly error: WireFailure };

export type PlanEvent =
  | { readonly kind: 'made'; readonly plan: Plan }
  | { readonly kind: 'applying' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'applied'; readonly applied: Applied }
  | { readonly kind: 'failed'; readonly error: WireFailure };

export function afterEvent(state: PlanState, event: PlanEvent): PlanState {
  switch (event.kind) {
    case 'made':
      return { kind: 'shown', plan: event.plan };
    case 'applying':
      return state.kind === 'shown' ? { kind: 'applying', plan: state.plan } : state;
    case 'declined':
      return state.kind === 'applying' ? { kind: 'shown', plan: state.plan } : state;
    case 'applied':
      return state.kind === 'applying' ? { kind: 'applied', plan: state.plan, applied: event.applied } : state;
    case 'failed':
      return { kind: 'failed', error: event.error };
  }
}
