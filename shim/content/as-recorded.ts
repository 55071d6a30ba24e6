import { redacted } from '../../scanner/detect/secrets/replace-hits.ts';
import type { ContentAction } from '../../policy/content/content-policy.ts';
import type { ContentVerdict } from '../../policy/content/actions-for.ts';
import type { ContentFinding, FindingAction } from '../pipeline.ts';
import type { Weighed } from './weigh.ts';

/** A finding and what is done about it. */
export interface Decided extends Weighed {
  readonly verdict: ContentVerdict;
}

const mostKinds = 50;
const longestPointer = 200;

/** Findings as records and policies see them: equal ones counted, and never a word of what was found. */
export function asRecorded(decided: readonly Decided[]): readonly ContentFinding[] {
  const keys = new Set(
    decided.filter(({ finding }) => finding.where.of === 'key').map(({ finding }) => finding.where.pointer),
  );
  const groups = Map.groupBy(decided, ({ finding: { rule, severity, detail }, verdict }) =>
    JSON.stringify([rule, severity, detail, verdict]),
  );
  return [...groups.values()].slice(0, mostKinds).flatMap((group): readonly ContentFinding[] => {
    const [first] = group;
    return first === undefined ? [] : [recorded(first, group.length, keys)];
  });
}

/** What a decided finding asks for; nothing for one that is only recorded or set aside. */
export function actionsOf({ verdict }: Pick<Decided, 'verdict'>): readonly FindingAction[] {
  return verdict.kind === 'suppressed' ? [] : verdict.actions.filter(isMore);
}

function isMore(action: ContentAction): action is FindingAction {
  return action !== 'record';
}

function recorded(one: Decided, count: number, keys: ReadonlySet<string>): ContentFinding {
  const { finding, verdict } = one;
  const { rule, severity, detail, where } = finding;
  const actions = actionsOf(one);
  return {
    rule,
    severity,
    where: withoutKeys(where.pointer, keys),
    ...(detail === null ? {} : { detail }),
    ...(count === 1 ? {} : { count }),
    ...(actions.length === 0 ? {} : { actions }),
    ...(verdict.kind === 'suppressed' ? { suppressed: { owner: verdict.by.owner, until: verdict.by.until } } : {}),
  };
}

/** A key that holds something is not repeated, neither at its own place nor on the way to what stands below it. */
function withoutKeys(pointer: string, keys: ReadonlySet<string>): string {
  let shown = '';
  for (let end = 0; end < pointer.length && shown.length < longestPointer;) {
    const start = end;
    const next = pointer.indexOf('/', start + 1);
    end = next === -1 ? pointer.length : next;
    shown += keys.has(pointer.slice(0, end)) ? `/${redacted('key')}` : pointer.slice(start, end);
  }
  return shown.slice(0, longestPointer);
}
