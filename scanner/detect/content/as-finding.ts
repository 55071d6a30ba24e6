import { redacted } from '../secrets/replace-hits.ts';
import { shown } from '../shown.ts';
import type { ContentFinding, ContentKind, Evidence, Surface } from './content-finding.ts';
import { pointerOf, type TextAt } from './texts-of.ts';
import { contentRules } from './content-rules.ts';

const longestEvidence = 200;

/** A piece of evidence with the words for people. The passage is redacted before it leaves the detectors. */
export function contentFinding(
  evidence: Evidence,
  surface: Surface,
  { text, place, of }: Pick<TextAt, 'text' | 'place' | 'of'>,
  pointer = pointerOf(place),
): ContentFinding {
  const { id, message, remedy, ...words } = contentRules[evidence.rule];
  const kind = evidence.kind ?? words.kind;
  const { start, end } = evidence.span;
  return {
    rule: id,
    kind: kind === 'attack' ? attackKind(surface) : kind,
    where: { pointer, of, span: evidence.span },
    detail: evidence.detail ?? null,
    tier: evidence.tier,
    severity: evidence.severity,
    confidence: evidence.confidence,
    evidence: passage(evidence, kind, text.slice(start, Math.min(end, start + 2 * longestEvidence))),
    message: `the ${nouns[surface]} ${message}`,
    remedy,
  };
}

/** A value that is itself secret or personal is never shown, only its kind. */
function passage({ rule, revealed, detail }: Evidence, kind: ContentKind | 'attack', bare: string): string {
  if (kind === 'secret' || kind === 'personal-data') {
    return redacted(detail ?? rule);
  }
  const found = revealed === undefined || revealed === '' ? bare : revealed;
  return shown(found, longestEvidence);
}

/** What an attack is called on a surface: poisoning in what a server says of itself, injection in what passes. */
export function attackKind(surface: Surface): ContentKind {
  return surface === 'result' || surface === 'argument' ? 'injection' : 'poisoning';
}

const nouns: Readonly<Record<Surface, string>> = {
  tool: 'tool',
  result: 'result',
  argument: 'argument',
  prompt: 'prompt',
  instructions: 'instructions',
};
