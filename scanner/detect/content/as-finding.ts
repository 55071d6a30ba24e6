import { redactText } from '../secrets/redact-text.ts';
import { shown } from '../shown.ts';
import type { ContentFinding, ContentKind, Evidence, Surface } from './content-finding.ts';
import { contentRules } from './content-rules.ts';

const longestEvidence = 200;

/** A piece of evidence with the words for people. The passage is redacted before it leaves the detectors. */
export function contentFinding(evidence: Evidence, surface: Surface, text: string, pointer: string): ContentFinding {
  const { id, kind, message, remedy } = contentRules[evidence.rule];
  const { start, end } = evidence.span;
  return {
    rule: id,
    kind: kind === 'attack' ? attackKind(surface) : kind,
    where: { pointer, span: evidence.span },
    tier: evidence.tier,
    severity: evidence.severity,
    confidence: evidence.confidence,
    evidence: passage(evidence, text.slice(start, Math.min(end, start + 2 * longestEvidence))),
    message: `the ${nouns[surface]} ${message}`,
    remedy,
  };
}

/** A value that is itself secret or personal is never shown: what was revealed about it is its kind. */
function passage({ rule, revealed }: Evidence, bare: string): string {
  if (rule === 'secret' || rule === 'personal-data') {
    return `‹redacted:${revealed ?? rule}›`;
  }
  const found = revealed === undefined || revealed === '' ? bare : revealed;
  return shown(redactText(found), longestEvidence);
}

function attackKind(surface: Surface): ContentKind {
  return surface === 'result' || surface === 'argument' ? 'injection' : 'poisoning';
}

const nouns: Readonly<Record<Surface, string>> = {
  tool: 'tool',
  result: 'result',
  argument: 'argument',
  prompt: 'prompt',
  instructions: 'instructions',
};
