import type { FaultKind } from '../cedar/fault.ts';
import type { ApprovalTerm, Obligations } from './obligations.ts';

export type Mode = 'monitor' | 'lockdown';
export type SetName = 'person' | 'agent';

/** A policy in its set, as records and people name it: `person/no-sales-tables`. */
export type PolicyName = `${SetName}/${string}`;

/** What becomes of a call, and why. */
export type Decision = (Allowed | Asked | Denied) & Circumstances;

export interface Allowed {
  readonly effect: 'allow';
  /** Policies that allow it; empty when nothing does and the mode is monitor. */
  readonly because: readonly PolicyName[];
  readonly obligations: Obligations;
}
export interface Asked {
  readonly effect: 'ask';
  /** Policies, and rules of content inspection or pins. */
  readonly because: readonly string[];
  readonly question: string;
  readonly term: ApprovalTerm;
  /** What must be done once it is approved. */
  readonly obligations: Obligations;
}
export interface Denied {
  readonly effect: 'deny';
  readonly because: readonly DenyReason[];
}

export type DenyReason =
  | { readonly kind: 'rule'; readonly rule: PolicyName; readonly says: string | null }
  | { readonly kind: 'standing'; readonly standing: 'malicious' | 'banned' }
  /** What content inspection found, or a pin that does not fit, in the call or in the definition of its tool. */
  | { readonly kind: 'content'; readonly rule: string }
  | { readonly kind: 'no-rule-allows'; readonly set: SetName }
  | { readonly kind: 'could-not-decide'; readonly code: FaultKind; readonly rule: PolicyName };

/** What is recorded beside any decision. */
export interface Circumstances {
  readonly mode: Mode;
  /** What lockdown would have made of it. */
  readonly lockdownWould: 'allow' | 'ask' | 'deny';
  /** Policies that hold and only watch. */
  readonly observed: readonly PolicyName[];
  readonly faults: readonly PolicyFault[];
}

export interface PolicyFault {
  readonly rule: PolicyName;
  readonly code: FaultKind;
  readonly message: string;
}
