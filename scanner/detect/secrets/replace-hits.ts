import { withoutOverlaps } from './find-secrets.ts';
import { isTemplate } from './placeholder.ts';
import type { SecretHit } from './rule.ts';

/** Puts `‹redacted:kind›` in the place of each hit; references and fillers stay, so that redacting twice changes nothing. */
export function replaceHits(text: string, hits: readonly SecretHit[]): string {
  return withoutHits(text, hitsToHide(text, hits));
}

/** What has a known shape was told from fillers already, and must not be saved by a `%` or `$` in it. */
export function hitsToHide(text: string, hits: readonly SecretHit[]): readonly SecretHit[] {
  return withoutOverlaps(hits).filter(
    (hit) => hit.confidence !== 'possible' || !isTemplate(text.slice(hit.start, hit.end)),
  );
}

/** @param hits in order, without overlaps */
export function withoutHits(text: string, hits: readonly SecretHit[]): string {
  let shown = '';
  let from = 0;
  for (const hit of hits) {
    shown += text.slice(from, hit.start) + redacted(hit.kind);
    from = hit.end;
  }
  return shown + text.slice(from);
}

export function redacted(kind: string): string {
  return `‹redacted:${kind}›`;
}
