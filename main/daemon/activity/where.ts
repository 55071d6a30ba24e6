import { redactName } from '../../../scanner/detect/secrets/redact-name.ts';
import type { ActivityFilter } from '../../contract/activity.ts';

export interface Condition {
  /** What is looked through: all records, or those that a rule has a part in. */
  readonly from: From;
  /** `1` where everything is asked for. */
  readonly sql: string;
  readonly values: readonly (string | number)[];
  /** What no index can tell: has to be looked for in each record. */
  readonly text: string | null;
}

export interface From {
  readonly tables: string;
  /** Columns by which the order goes, in one index with what is asked for. */
  readonly time: string;
  readonly rowid: string;
}

const allRecords: From = { tables: 'record AS r', time: 'r.time', rowid: 'r.rowid' };
// CROSS: in this order, so that nothing has to be sorted.
const ruledRecords: From = {
  tables: 'ruled AS w CROSS JOIN record AS r ON r.rowid = w.at',
  time: 'w.time',
  rowid: 'w.at',
};

/** What a filter means for the store. Every value is bound, never written into the text. */
export function conditionOf(filter: ActivityFilter): Condition {
  const from = filter.rule === undefined ? allRecords : ruledRecords;
  const parts: readonly (readonly [string, string | number | undefined])[] = [
    ['w.rule = ?', filter.rule],
    [`${from.time} >= ?`, filter.since],
    [`${from.time} < ?`, filter.until],
    ['r.kind = ?', filter.kind],
    ['r.client = ?', filter.client],
    [filter.server?.startsWith('srv_') === true ? 'r.server_id = ?' : 'r.server = ?', filter.server],
    ['r.tool = ?', filter.tool === undefined ? undefined : redactName(filter.tool)],
    filter.effect === 'ask' ? ['r.asked = ?', 1] : ['r.effect = ?', filter.effect],
    ['r.session = ?', filter.session],
    ['r.user = ?', filter.user],
    ['r.standing = ?', filter.standing],
    ['r.failed = ?', filter.failed === true ? 1 : undefined],
    ['r.findings > ?', filter.withFindings === true ? 0 : undefined],
  ];
  const asked = parts.filter((part): part is readonly [string, string | number] => part[1] !== undefined);
  return {
    from,
    sql: asked.length === 0 ? '1' : asked.map(([sql]) => sql).join(' AND '),
    values: asked.map(([, value]) => value),
    text: filter.text?.toLowerCase() ?? null,
  };
}
