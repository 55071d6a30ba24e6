import { RE2JS, RE2JSSyntaxException, RE2Set } from 're2js';
import { SallyportError } from '../../model/errors.ts';
import type { Severity } from '../../model/finding.ts';
import type { ContentKind, Evidence, Surface } from './content-finding.ts';
import type { OwnPatterns } from './detectors.ts';

/** A pattern of the organisation, as `content.yaml` names it. */
export interface OwnRule {
  readonly id: string;
  readonly kind: ContentKind;
  /** In the syntax of RE2, which has neither look-around nor back-references: matching is linear whatever the pattern. */
  readonly pattern: string;
  readonly severity: Severity;
  readonly surfaces: readonly Surface[];
}

/** More hits of one pattern in one text say nothing new, except where they are to be redacted. */
const most = 10_000;

/**
 * Makes the organisation's patterns ready. All are tried at once, and only those that match are looked for one by one.
 *
 * @throws SallyportError `PATTERN_INVALID` for a pattern that RE2 does not know, or that matches nothing at all
 */
export function makeOwnPatterns(rules: readonly OwnRule[]): OwnPatterns {
  const compiled = rules.map((rule) => ({ rule, shape: compile(rule) }));
  const set = new RE2Set(RE2Set.UNANCHORED);
  rules.forEach(({ pattern }) => set.add(pattern));
  return {
    evidenceIn: (surface, text) =>
      set.match(text).flatMap((index) => {
        const found = compiled[index];
        return found?.rule.surfaces.includes(surface) === true ? evidenceOf(found.rule, found.shape, text) : [];
      }),
  };
}

function compile({ id, pattern }: OwnRule): RE2JS {
  const invalid = (message: string, remedy: string, cause?: unknown): SallyportError =>
    new SallyportError({ code: 'PATTERN_INVALID', message, remedy, cause });
  try {
    const shape = RE2JS.compile(pattern);
    if (shape.test('')) {
      throw invalid(`the pattern of "${id}" matches empty text`, 'Let the pattern ask for at least one character.');
    }
    return shape;
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) {
      throw invalid(
        `the pattern of "${id}" is not in the syntax of RE2 (${error.error})`,
        'Write the pattern without look-around and back-references.',
        error,
      );
    }
    throw error;
  }
}

function evidenceOf({ id, kind, severity }: OwnRule, shape: RE2JS, text: string): readonly Evidence[] {
  const found: Evidence[] = [];
  const matcher = shape.matcher(text);
  while (found.length < most && matcher.find()) {
    const span = { start: matcher.start(), end: matcher.end() };
    found.push({ rule: 'own-pattern', tier: 'hard', severity, confidence: 'certain', span, detail: id, kind });
  }
  return found;
}
