import type { ContentFinding, Surface, Verdict } from '../../scanner/detect/content/content-finding.ts';
import type { Suppressed } from '../../scanner/model/finding.ts';
import type { ToolClass } from '../classes/tool-class.ts';
import type { ContentAction, ContentPolicy, ContentRule, ContentSuppression, Direction } from './content-policy.ts';

/** What a rule of `content.yaml` can see of a finding beside the finding itself. */
export interface FindingFacts {
  readonly direction: Direction;
  readonly surface: Surface;
  /** Server as policies call it, and its id; null as long as it is not known. */
  readonly server: { readonly identity: string; readonly id: string } | null;
  /** Name of the tool, prompt or resource that was called or is described; null where there is none. */
  readonly target: string | null;
  /** Null for what is no call of a tool, nor the answer to one. */
  readonly toolClass: ToolClass | null;
  /** How much the finding is worth where it stands: `clean` for a mention, or for soft evidence that nothing else agrees with. */
  readonly weight: Verdict;
  /** `yyyy-mm-dd`. */
  readonly today: string;
}

/** What is to be done about a finding. */
export type ContentVerdict =
  | { readonly kind: 'do'; readonly actions: readonly ContentAction[] }
  | { readonly kind: 'suppressed'; readonly by: Suppressed };

type Seen = Pick<ContentFinding, 'rule' | 'kind' | 'detail'>;

const recorded: ContentVerdict = { kind: 'do', actions: ['record'] };

/** Decides about one finding by the first rule that fits it. What does not weigh anything is only recorded. */
export function actionsFor(finding: Seen, facts: FindingFacts, policy: ContentPolicy): ContentVerdict {
  const suppression = policy.suppressions.find((one) => isSetAside(finding, facts, one));
  if (suppression !== undefined) {
    const { reason, owner, until } = suppression;
    return { kind: 'suppressed', by: { reason, owner, until } };
  }
  if (facts.weight === 'clean') {
    return recorded;
  }
  const rule = policy.rules.find((one) => fits(finding, facts, one));
  return rule === undefined ? recorded : { kind: 'do', actions: rule.actions };
}

/** Whether any part of the policy asks which server it is: then nobody can be judged before that is known. */
export function namesServers({ rules, suppressions }: ContentPolicy): boolean {
  return rules.some(({ servers }) => servers !== null) || suppressions.some(({ server }) => server !== null);
}

/** Whether all that ever comes of a finding in this direction is a record, and a word to the person. */
export function onlyNotes({ rules }: ContentPolicy, direction: Direction): boolean {
  return rules.every(
    (rule) =>
      (rule.direction !== null && rule.direction !== direction) ||
      rule.actions.every((action) => action === 'record' || action === 'warn'),
  );
}

function fits({ rule, kind, detail }: Seen, facts: FindingFacts, wanted: ContentRule): boolean {
  const { server, toolClass } = facts;
  return (
    (wanted.direction === null || wanted.direction === facts.direction) &&
    isAmong(kind, wanted.kinds) &&
    isAmong(rule, wanted.rules) &&
    isAmong(detail, wanted.details) &&
    isAmong(facts.surface, wanted.surfaces) &&
    (isAmong(server?.identity ?? null, wanted.servers) || isAmong(server?.id ?? null, wanted.servers)) &&
    isAmong(toolClass?.effect ?? null, wanted.effects) &&
    (wanted.external === null || wanted.external === toolClass?.external) &&
    (wanted.from === 'suspect' || facts.weight === 'bad')
  );
}

function isSetAside({ rule, detail }: Seen, facts: FindingFacts, one: ContentSuppression): boolean {
  const { server, target, today } = facts;
  return (
    one.rule === rule &&
    one.until >= today &&
    (one.server === null || one.server === server?.identity || one.server === server?.id) &&
    (one.target === null || one.target === target) &&
    (one.detail === null || one.detail === detail)
  );
}

function isAmong(value: string | null, wanted: readonly string[] | null): boolean {
  return wanted === null || (value !== null && wanted.includes(value));
}
