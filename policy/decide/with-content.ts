import type { Decision } from './decision.ts';
import { both, always } from './obligations.ts';

/** What content inspection or a pin asks for, about a call or about the tool that it calls. */
export interface ContentDemand {
  readonly rule: string;
  /** The kind of credential or personal data. */
  readonly detail?: string;
  readonly actions?: readonly string[];
}

/** A decision with what content demands besides: what it blocks is denied, and what it wants asked is asked. */
export function withContent(decision: Decision, demands: readonly ContentDemand[]): Decision {
  const blocking = demands.filter(({ actions }) => actions?.includes('block') === true);
  const { mode, lockdownWould, observed, faults } = decision;
  if (blocking.length > 0) {
    const denied = blocking.map(({ rule }) => ({ kind: 'content', rule }) as const);
    const because = decision.effect === 'deny' ? [...decision.because, ...denied] : denied;
    return { effect: 'deny', because, mode, lockdownWould: 'deny', observed, faults };
  }
  const asking = demands.filter(({ actions }) => actions?.includes('ask') === true);
  if (asking.length === 0 || decision.effect === 'deny') {
    return decision;
  }
  const question = asking.map(questionAbout).join(' ');
  const rules = asking.map(({ rule }) => rule);
  return {
    effect: 'ask',
    because: [...new Set(decision.effect === 'ask' ? [...decision.because, ...rules] : rules)],
    question: decision.effect === 'ask' ? `${decision.question} ${question}` : question,
    // An approval of content holds for exactly this content.
    term: 'once',
    obligations: both(decision.obligations, always),
    mode,
    lockdownWould: lockdownWould === 'deny' ? 'deny' : 'ask',
    observed,
    faults,
  };
}

function questionAbout({ rule, detail }: ContentDemand): string {
  switch (rule) {
    case 'content/secret':
      return `There is a credential in it (${detail ?? 'of unknown kind'}). Let it pass?`;
    case 'content/written-back':
      return 'It holds the mark of something that was taken out (‹redacted›): where it is written, the value is lost. Let it pass?';
    case 'content/personal-data':
      return `There is personal data in it (${detail ?? 'of unknown kind'}). Let it pass?`;
    case 'pin/changed':
      return 'What the server says of this tool has changed since it was remembered. Let the call pass?';
    case 'pin/added':
      return 'The server had no such tool when it was remembered. Let the call pass?';
    case 'pin/unreadable':
      return 'What was remembered of this tool can not be read, so nobody can tell whether it changed. Let the call pass?';
    default:
      return `Inspection found ${rule} in it, or in what the server says of the tool. Let it pass?`;
  }
}
