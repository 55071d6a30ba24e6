import { redactName } from '../../../scanner/detect/secrets/redact-name.ts';
import type { ActivityFilter } from '../../contract/activity.ts';

export interface Condition {
  /** Over `record AS r`; `1` where everything is asked for. */
  readonly sql: string;
  readonly values: readonly (string | number)[];
  /** What no index can tell: has to be looked for in each record. */
  readonly text: string | null;
}

/** What a filter means for the store. Every value is bound, never written into the text. */
export function conditionOf(filter: ActivityFilter): Condition {
  const parts: readonly (readonly [string, string | number | undefined])[] = [
    ['r.time >= ?', filter.since],
    ['r.time < ?', filter.until],
    ['r.kind = ?', filter.kind],
    ['r.client = ?', filter.client],
    [filter.server?.startsWith('srv_') === true ? 'r.server_id = ?' : 'r.server = ?', filter.server],
    ['r.tool = ?', filter.tool === undefined ? undefined : redactName(filter.tool)],
    filter.effect === 'ask' ? ['r.asked = ?', 1] : ['r.effect = ?', filter.effect],
    ['r.session = ?', filter.session],
    ['r.failed = ?', filter.failed === true ? 1 : undefined],
    ['r.findings > ?', filter.withFindings === true ? 0 : undefined],
  ];
  const asked = parts.filter((part): part is readonly [string, string | number] => part[1] !== undefined);
  return {
    sql: asked.length === 0 ? '1' : asked.map(([sql]) => sql).join(' AND '),
    values: asked.map(([, value]) => value),
    text: filter.text?.toLowerCase() ?? null,
  };
}
