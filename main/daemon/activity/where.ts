import { redactName } from '../../../scanner/detect/secrets/redact-name.ts';
import type { ActivityFilter } from '../../contract/activity.ts';

export interface Condition {
  /** What is looked through: all records, or those that a rule has a part in. */
  readonly from: From;
  /** `1` where everything is asked for. */
  readonly sql: string;
  readonly values: readonly (string | number)[];
  /** Of `sql`, what bounds the time, for `record AS r` whatever is looked through. */
  readonly times: { readonly sql: string; readonly values: readonly string[] };
  /** Several things at once: one index finds one of them, and all that it finds may have to be looked at for the others. */
  readonly isCombined: boolean;
  /** What no index can tell: has to be looked for in each record. */
  readonly text: string | null;
}

export interface From {
  readonly tables: string;
  /** Whose columns `time` and `rowid` the order goes by, in one index with what is asked for. */
  readonly table: 'r' | 'w';
  readonly rowid: 'rowid' | 'at';
}

const allRecords: From = { tables: 'record AS r', table: 'r', rowid: 'rowid' };
// CROSS: in this order, so that nothing has to be sorted.
const ruledRecords: From = {
  tables: 'ruled AS w CROSS JOIN record AS r ON r.rowid = w.at',
  table: 'w',
  rowid: 'at',
};

/** What a filter means for the store. Every value is bound, never written into the text. */
export function conditionOf(filter: ActivityFilter): Condition {
  const from = filter.rule === undefined ? allRecords : ruledRecords;
  const times = given<string>([
    ['time >= ?', filter.since],
    ['time < ?', filter.until],
  ]);
  const others = given<string | number>([
    ['w.rule = ?', filter.rule],
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
  ]);
  const all = [...times.map(([sql, value]) => [`${from.table}.${sql}`, value] as const), ...others];
  return {
    from,
    sql: sqlOf(all.map(([sql]) => sql)),
    values: all.map(([, value]) => value),
    times: { sql: sqlOf(times.map(([sql]) => `r.${sql}`)), values: times.map(([, value]) => value) },
    isCombined: others.length > 1,
    text: filter.text?.toLowerCase() ?? null,
  };
}

function given<Value extends string | number>(
  parts: readonly (readonly [string, Value | undefined])[],
): readonly (readonly [string, Value])[] {
  return parts.filter((part): part is readonly [string, Value] => part[1] !== undefined);
}

function sqlOf(parts: readonly string[]): string {
  return parts.length === 0 ? '1' : parts.join(' AND ');
}
