import type { Decision } from './decision.ts';

/** What decided, as short words: policies by name, else `banned`, `no-rule-allows` and the like. */
export function reasonsOf(decision: Decision): readonly string[] {
  if (decision.effect !== 'deny') {
    return decision.because;
  }
  return decision.because.map((reason) => {
    switch (reason.kind) {
      case 'rule':
      case 'content':
      case 'could-not-decide':
        return reason.rule;
      case 'standing':
        return reason.standing;
      case 'no-rule-allows':
        return reason.kind;
      default:
        return reason;
    }
  });
}
