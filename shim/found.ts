import type { Conversation } from './conversation.ts';
import type { FindingFacts } from './record/fields.ts';

/** Notes findings that something was done about, so that a person can be told. */
export function noteActed({ recorder }: Conversation, facts: FindingFacts): void {
  const acted = facts.findings.filter(({ actions }) => actions !== undefined);
  if (acted.length > 0) {
    recorder.finding({ ...facts, findings: acted });
  }
}

/** Notes everything that was found in a message that has no other record. */
export function noteAll({ recorder }: Conversation, facts: FindingFacts): void {
  if (facts.findings.length > 0 || facts.inspected === 'partial') {
    recorder.finding(facts);
  }
}
