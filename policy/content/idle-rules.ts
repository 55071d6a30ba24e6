import type { Surface } from '../../scanner/detect/content/content-finding.ts';
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
export function idleRules({ rules, suppressions }: ContentPolicy, today: string): readonly Idle[] {
  return [
    ...rules.flatMap((rule, index) => {
      const why = whyIdle(rule, rules.slice(0, index));
      return why === null ? [] : [{ list: 'rules', index, why } as const];
    }),
    ...suppressions.flatMap(({ until }, index) =>
      until < today ? [{ list: 'suppressions', index, why: `sets nothing aside: ${until} is past` } as const] : [],
    ),
  ];
}

function whyIdle(rule: ContentRule, above: readonly ContentRule[]): string | null {
  const { direction, surfaces, actions } = rule;
  if (above.some((one) => takesEverything(one) && (one.from === 'suspect' || rule.from === 'bad'))) {
    return 'is never reached: a rule above takes everything';
  }
  if (direction === 'up' && surfaces !== null && surfaces.every((surface) => saidByServers.has(surface))) {
    return `never fits: what goes to a server is no ${surfaces.join(' or ')}`;
  }
  return direction === 'up' && actions.every((action) => action === 'mark')
    ? 'does nothing: only what comes from a server is marked'
    : null;
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
