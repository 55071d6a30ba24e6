import { isCompactOrder } from './compact-orders.ts';
import type { Evidence, Span, Surface } from './content-finding.ts';
import { decodeRun, fromEntities, fromEscapes, fromPercent } from './decodings.ts';
import { findPhrases } from './find-phrases.ts';
import type { Survey } from './survey.ts';

/** Decoded text beyond this share of the limit is not judged; no honest order hides behind 256 KB of other payloads. */
const mostDecoded = 262_144;

/**
 * Orders and commands in base64, hex, URL or entity encoding, with digits for letters or letters set apart.
 * A payload counts only when what comes out is itself hard evidence: decoding alone says nothing.
 */
export function findEncodedOrders(text: string, surface: Surface, survey: Survey): readonly Evidence[] {
  const found: Evidence[] = [];
  let budget = mostDecoded;
  const judge = (span: Span, decoded: string | null): void => {
    if (decoded === null || decoded.length > budget || found.length >= 50) {
      return;
    }
    budget -= decoded.length;
    if (isOrder(decoded, surface)) {
      found.push(payload(span, decoded));
    }
  };
  for (const span of survey.longRuns) {
    const run = text.slice(span.start, Math.min(span.end, span.start + 65_536));
    judge(span, decodeRun(run));
    if (!/[/+=_-]/.test(run) && isCompactOrder(run)) {
      found.push(payload(span, run));
    }
    if (found.length >= 50) {
      return found;
    }
  }
  for (const span of survey.spacedOut) {
    const joined = text.slice(span.start, Math.min(span.end, span.start + 8192));
    judge(span, joined.replaceAll(/(\w)[^\w](?=\w(?!\w))/g, '$1').replaceAll(/[^\w]{2,}/g, ' '));
    if (isCompactOrder(joined)) {
      found.push(payload(span, joined));
    }
  }
  for (const span of survey.digitWords) {
    const words = text.slice(span.start, Math.min(span.end, span.start + 8192));
    if (isCompactOrder(words)) {
      found.push(payload(span, words));
    }
  }
  if (survey.percents >= 4) {
    fromPercent(text).forEach(({ span, decoded }) => judge(span, decoded));
  }
  if (survey.ampersands >= 6) {
    fromEntities(text).forEach(({ span, decoded }) => judge(span, decoded));
  }
  if (survey.backslashes >= 6) {
    fromEscapes(text).forEach(({ span, decoded }) => judge(span, decoded));
  }
  return found;
}

const commands =
  /(?:curl|wget|iwr|invoke-webrequest)\b[^\n|;]{0,200}\|\s*(?:sudo )?(?:(?:ba|z|da)?sh|python|node|perl|iex)\b|\brm -[rf]{1,2}f? ?[~/*.]|\/dev\/tcp\/|\bchmod \+x|powershell[^\n]{0,60} -e|\bnc [^\n]{0,40} -e\b|bash -i\b|\bmkfifo\b|invoke-expression|os\.system\(|subprocess\.|child_process/i;

/** A command counts in what a server says of itself; a file of a project may well hold one. */
function isOrder(decoded: string, surface: Surface): boolean {
  return (
    findPhrases(decoded, surface).some(({ tier }) => tier === 'hard') ||
    (surface !== 'result' && surface !== 'argument' && commands.test(decoded))
  );
}

function payload(span: Span, revealed: string): Evidence {
  return {
    rule: 'encoded-payload',
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    span,
    revealed: revealed.slice(0, 400),
  };
}
