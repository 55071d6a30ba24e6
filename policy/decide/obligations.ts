import type { CompiledPolicy } from '../cedar/policy.ts';

/** What must also be done when a call is allowed. */
export interface Obligations {
  /** Kinds of content that are taken out of the result. */
  readonly redact: readonly string[];
  /** Parts of the call whose values are kept beside the record. */
  readonly record: readonly string[];
}

/** How long an approval of an asked call holds, the shortest first. */
export type ApprovalTerm = 'once' | 'session' | 'date';

export const approvalTerms: readonly ApprovalTerm[] = ['once', 'session', 'date'];
export const redactKinds = ['secret', 'personal-data', 'hidden-text', 'poisoning', 'injection'] as const;
export const recordParts = ['args', 'result'] as const;

/** What a policy's annotations ask for. Names and values are checked when the bundle is built. */
export const annotationNames = ['id', 'ask', 'approval', 'redact', 'record', 'reason', 'observe'] as const;

/** What our own vault put in is taken out of every result, with or without a policy. */
export const always: Obligations = { redact: ['vault-credential'], record: [] };

/** Everything that any of the policies asks for. */
export function obligationsOf(policies: readonly CompiledPolicy[]): Obligations {
  return policies.map(ownObligations).reduce(both, always);
}

export function both(one: Obligations, other: Obligations): Obligations {
  return { redact: union(one.redact, other.redact), record: union(one.record, other.record) };
}

/** The shortest term that any of the policies names; once where none does. */
export function approvalTerm(policies: readonly CompiledPolicy[]): ApprovalTerm {
  const named = new Set(policies.map(({ annotations }) => annotations.get('approval') ?? 'once'));
  return approvalTerms.find((term) => named.has(term)) ?? 'once';
}

/** The words of an annotation such as `@redact("secret, personal-data")`. */
export function wordsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function ownObligations({ annotations }: CompiledPolicy): Obligations {
  return { redact: wordsOf(annotations.get('redact') ?? ''), record: wordsOf(annotations.get('record') ?? '') };
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}
