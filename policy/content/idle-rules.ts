import type { Surface } from '../../scanner/detect/content/content-finding.ts';
import { personalKinds } from '../../scanner/detect/content/personal-data/find-personal-data.ts';
import { secretKinds } from '../../scanner/detect/secrets/secret-kinds.ts';
import type { ContentPolicy, ContentRule } from './content-policy.ts';

/** A part of `content.yaml` that never does anything, with why. */
export interface Idle {
  readonly list: 'rules' | 'suppressions';
  readonly index: number;
  readonly why: string;
}

/** Only servers describe themselves. */
const saidByServers: ReadonlySet<Surface> = new Set(['tool', 'prompt', 'instructions']);

/** What can never come to act. @param today `yyyy-mm-dd` */
export function idleRules({ rules, suppressions, patterns }: ContentPolicy, today: string): readonly Idle[] {
  const details: ReadonlySet<string> = new Set([...secretKinds, ...personalKinds, ...patterns.map(({ id }) => id)]);
  return [
    ...rules.flatMap((rule, index) => {
      const why = whyIdle(rule, rules.slice(0, index)) ?? whyUnknown(rule.details, rule.rules, details);
      return why === null ? [] : [{ list: 'rules', index, why } as const];
    }),
    ...suppressions.flatMap(({ until, rule, detail }, index) => {
      const why =
        until < today
          ? `sets nothing aside: ${until} is past`
          : whyUnknown(detail === null ? null : [detail], [rule], details);
      return why === null ? [] : [{ list: 'suppressions', index, why } as const];
    }),
  ];
}

function whyIdle(rule: ContentRule, above: readonly ContentRule[]): string | null {
  const { direction, surfaces, actions, effects, external } = rule;
  if (above.some((one) => takesEverything(one) && (one.from === 'suspect' || rule.from === 'bad'))) {
    return 'is never reached: a rule above takes everything';
  }
  if (direction === 'up' && surfaces !== null && surfaces.every((surface) => saidByServers.has(surface))) {
    return `never fits: what goes to a server is no ${surfaces.join(' or ')}`;
  }
  if ((effects !== null || external !== null) && surfaces?.every((surface) => saidByServers.has(surface)) === true) {
    return `never fits: calls of tools and their results have a class, and a ${surfaces.join(' or ')} has none`;
  }
  return direction === 'up' && actions.every((action) => action === 'mark')
    ? 'does nothing: only what comes from a server is marked'
    : null;
}

/** These say in the detail what nobody can list: the name of a server, a score. */
const openDetails: ReadonlySet<string> = new Set(['content/shadowed-tool', 'content/classifier']);

function whyUnknown(
  details: readonly string[] | null,
  rules: readonly string[] | null,
  known: ReadonlySet<string>,
): string | null {
  const unknown = (details ?? []).filter((detail) => !known.has(detail));
  return unknown.length === 0 || rules?.some((rule) => openDetails.has(rule)) === true
    ? null
    : `names what no credential, personal data or pattern is called: ${unknown.join(', ')}`;
}

function takesEverything({
  direction,
  kinds,
  rules,
  details,
  surfaces,
  servers,
  effects,
  external,
}: ContentRule): boolean {
  return [direction, kinds, rules, details, surfaces, servers, effects, external].every((part) => part === null);
}
