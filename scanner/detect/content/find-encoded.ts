import { findSecrets } from '../secrets/find-secrets.ts';
import { askedFor } from './asked-for.ts';
import { isCompactOrder, isOrderInDigits } from './compact-orders.ts';
import type { Evidence, Span, Surface } from './content-finding.ts';
import { decodeRun, fromEntities, fromEscapes, fromHexBytes, fromPercent, type Decoded } from './decodings.ts';
import type { Detectors } from './detectors.ts';
import { findPhrases } from './find-phrases.ts';
import { secretEvidence } from './secret-evidence.ts';
import type { Survey } from './survey.ts';
import { fromWrappedBase64 } from './wrapped-base64.ts';

/** Decoded text beyond this share of the limit is not judged; a slice of a large text has a share of its own. */
const mostDecoded = 262_144;
const longestRun = 131_072;
const most = 50;

/**
 * Orders, commands and credentials in base64, hex, URL or entity encoding, with digits for letters or letters set apart.
 * A payload counts only when what comes out is itself hard evidence: decoding alone says nothing.
 */
export function findEncoded(
  text: string,
  surface: Surface,
  survey: Survey,
  detectors: Pick<Detectors, 'personalData' | 'ownPatterns'>,
): readonly Evidence[] {
  const found: Evidence[] = [];
  let budget = mostDecoded;
  let payloads = 0;
  const judge = (passage: Decoded | null): void => {
    if (passage === null || passage.decoded.length > budget) {
      return;
    }
    budget -= passage.decoded.length;
    found.push(...secretsBehind(passage));
    const { decoded, origin } = passage;
    found.push(...askedFor(surface, decoded, detectors).map((one) => ({ ...one, span: origin(one.span) })));
    if (payloads < most && isOrder(passage.decoded, surface)) {
      payloads += 1;
      found.push(payload(passage.span, passage.decoded));
    }
  };
  const judgeCompact = (span: Span, words: string, isSpelled = isCompactOrder): void => {
    if (payloads < most && isSpelled(words)) {
      payloads += 1;
      found.push(payload(span, words));
    }
  };
  for (const span of survey.longRuns) {
    const run = { start: span.start, end: Math.min(span.end, span.start + longestRun) };
    judge(decodeRun(text, run));
    const words = text.slice(run.start, Math.min(run.end, run.start + longestCompact));
    if (!/[/+=_-]/.test(words)) {
      judgeCompact(span, words);
    }
  }
  if (survey.longRuns.length > 0) {
    fromWrappedBase64(text, survey.longRuns).forEach(judge);
  }
  for (const span of survey.spacedOut) {
    const joined = text.slice(span.start, Math.min(span.end, span.start + longestCompact));
    const decoded = joined.replaceAll(/(\w)[^\w](?=\w(?!\w))/g, '$1').replaceAll(/[^\w]{2,}/g, ' ');
    judge({ span, decoded, origin: () => span });
    judgeCompact(span, joined);
  }
  for (const span of survey.digitWords) {
    judgeCompact(span, text.slice(span.start, Math.min(span.end, span.start + longestCompact)), isOrderInDigits);
  }
  if (text.length >= shortestHexText && text.length <= longestHexText) {
    fromHexBytes(text).forEach(judge);
  }
  if (survey.percents >= 4) {
    fromPercent(text).forEach(judge);
  }
  if (survey.ampersands >= 6) {
    fromEntities(text).forEach(judge);
  }
  if (survey.backslashes >= 6) {
    fromEscapes(text).forEach(judge);
  }
  return found;
}

const longestCompact = 8192;
/** Sixteen bytes, two digits each, set apart. */
const shortestHexText = 47;
/** Longer texts with bytes set apart are dumps. */
const longestHexText = 32_768;

/** A credential that the bare text does not show. */
function secretsBehind({ decoded, origin }: Decoded): readonly Evidence[] {
  return findSecrets(decoded)
    .filter(({ confidence }) => confidence !== 'possible')
    .map((hit) => ({ ...secretEvidence(hit), span: origin(hit) }));
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
