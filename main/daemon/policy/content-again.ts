import { actionsFor, type FindingFacts } from '../../../policy/content/actions-for.ts';
import type { ContentPolicy, Direction } from '../../../policy/content/content-policy.ts';
import type { ContentDemand } from '../../../policy/decide/with-content.ts';
import { attackKind } from '../../../scanner/detect/content/as-finding.ts';
import type { ContentKind, Surface } from '../../../scanner/detect/content/content-finding.ts';
import { type ContentRule, contentRules } from '../../../scanner/detect/content/content-rules.ts';
import type { OwnRule } from '../../../scanner/detect/content/own-patterns.ts';
import { severities } from '../../../scanner/model/finding.ts';
import type { RuleId } from '../../../scanner/model/ids.ts';
import type { RecordedFinding } from './connection-then.ts';

/** What a content policy asks for about a finding that was recorded: a demand, or none. */
export function demandOf(
  finding: RecordedFinding,
  facts: FindingFacts,
  content: ContentPolicy,
): readonly ContentDemand[] {
  const { detail } = finding;
  const known = knownRule(finding, facts.surface, content);
  if (known === null) {
    return [];
  }
  const weight = weightOf(finding, known.kind);
  const verdict = actionsFor({ ...known, detail }, { ...facts, weight }, content);
  const actions =
    verdict.kind === 'suppressed' ? [] : verdict.actions.filter((one) => one === 'ask' || one === 'block');
  return actions.length === 0 ? [] : [{ rule: known.rule, ...(detail === null ? {} : { detail }), actions }];
}

/** Whether a content policy asks for anything about such a finding. */
export function acts(finding: RecordedFinding, facts: FindingFacts, content: ContentPolicy): boolean {
  return demandOf(finding, facts, content).length > 0;
}

/** Whether anything that could be found in this direction would be asked about or blocked. */
export function mayAct({ rules }: ContentPolicy, direction: Direction): boolean {
  return rules.some(
    (rule) =>
      (rule.direction === null || rule.direction === direction) &&
      rule.actions.some((action) => action === 'ask' || action === 'block'),
  );
}

/**
 * Whether a content policy looks for what was found: personal data, own patterns and the classifier it has to name.
 *
 * @param then the one that found it; null where that is not known
 */
export function isLookedFor(
  { rule, detail }: RecordedFinding,
  content: ContentPolicy,
  then: ContentPolicy | null,
): boolean {
  const { personalData, patterns } = content;
  switch (rule) {
    case contentRules['personal-data'].id:
      return personalData.some((kind) => kind === detail);
    case contentRules['own-pattern'].id:
      return patterns.some((pattern) => pattern.id === detail && isAmong(pattern, then));
    case contentRules.classifier.id:
      return isSameClassifier(content, then);
    default:
      return true;
  }
}

/** What a content policy looks for on a surface and the one before did not. @param then null where that is not known */
export function newlyLookedFor(
  content: ContentPolicy,
  then: ContentPolicy | null,
  surface: Surface,
): readonly RecordedFinding[] {
  const { personalData, patterns, classifier } = content;
  const isAsked = classifier?.surfaces.some((one) => one === surface) === true && !isSameClassifier(content, then);
  return [
    ...personalData
      .filter((kind) => then?.personalData.includes(kind) !== true)
      .map((detail) => ({ rule: contentRules['personal-data'].id, severity: 'high', detail }) as const),
    ...patterns
      .filter((pattern) => pattern.surfaces.includes(surface) && !isAmong(pattern, then))
      .map(({ id }) => ({ rule: contentRules['own-pattern'].id, severity: 'high', detail: id }) as const),
    ...(isAsked ? [{ rule: contentRules.classifier.id, severity: 'medium', detail: null } as const] : []),
  ];
}

function isSameClassifier({ classifier }: ContentPolicy, then: ContentPolicy | null): boolean {
  return classifier !== undefined && JSON.stringify(classifier) === JSON.stringify(then?.classifier);
}

function isAmong(pattern: OwnRule, then: ContentPolicy | null): boolean {
  return then?.patterns.some((one) => JSON.stringify(one) === JSON.stringify(pattern)) === true;
}

const rules = new Map<string, (typeof contentRules)[ContentRule]>(
  Object.values(contentRules).map((rule) => [rule.id, rule]),
);

/** Null for a rule that this version does not know. */
function knownRule(
  { rule, detail }: RecordedFinding,
  surface: Surface,
  { patterns }: ContentPolicy,
): { readonly rule: RuleId; readonly kind: ContentKind } | null {
  const known = rules.get(rule);
  const own = known === contentRules['own-pattern'] ? patterns.find(({ id }) => id === detail)?.kind : undefined;
  return known === undefined
    ? null
    : { rule: known.id, kind: own ?? (known.kind === 'attack' ? attackKind(surface) : known.kind) };
}

/** What weighs nothing is not recorded, and soft evidence is never grave: the rest follows from the finding itself. */
function weightOf({ rule, severity }: RecordedFinding, kind: ContentKind): 'bad' | 'suspect' {
  return kind === 'personal-data' ||
    rule === contentRules['own-pattern'].id ||
    severities.indexOf(severity) >= severities.indexOf('high')
    ? 'bad'
    : 'suspect';
}
