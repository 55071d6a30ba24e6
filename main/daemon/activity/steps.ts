import type Database from 'better-sqlite3';
import { breathe } from '../breathe.ts';
import type { Condition } from './where.ts';

export type Order = 'ASC' | 'DESC';

/** Where a record stands in the store; its text where the condition wants to look into it. */
export interface Place {
  readonly at: number;
  readonly record: string;
  readonly connection: string;
}

export interface Walk {
  readonly order: Order;
  /** The place behind which it begins; null for all. */
  readonly from: number | null;
  /** Most places of one step. */
  readonly size: number;
  /** Most records that are looked at in one go. */
  readonly stretch: number;
}

/** All places that fit, in their order, in steps between which others have their turn. */
export async function* stepsFrom(
  database: Database.Database,
  condition: Condition,
  { order, from, size, stretch }: Walk,
): AsyncIterableIterator<readonly Place[]> {
  let begin = from;
  for (;;) {
    const end = condition.isCombined ? endOfStretch(database, condition, { order, stretch, after: begin }) : null;
    for (let after = begin; ;) {
      const step = stepFrom(database, condition, order, { after, end, size });
      yield step;
      await breathe();
      if (step.length < size) {
        break;
      }
      after = step.at(-1)?.at ?? null;
    }
    if (end === null) {
      return;
    }
    begin = end;
  }
}

/** The last place of a stretch; null where what is left is no longer than one. */
function endOfStretch(
  database: Database.Database,
  { times }: Condition,
  { order, stretch, after }: Pick<Walk, 'order' | 'stretch'> & { readonly after: number | null },
): number | null {
  const behind = after === null ? '' : `AND ${beside('r', 'rowid', past(order))}`;
  return (
    database
      .prepare<unknown[], { at: number }>(
        `SELECT r.rowid AS at FROM record AS r INDEXED BY record_time WHERE ${times.sql} ${behind}
         ORDER BY r.time ${order}, r.rowid ${order} LIMIT 1 OFFSET ?`,
      )
      .get(...times.values, ...(after === null ? [] : [after, after]), stretch - 1)?.at ?? null
  );
}

function stepFrom(
  database: Database.Database,
  { from: { tables, table, rowid }, sql, values, text }: Condition,
  order: Order,
  { after, end, size }: { readonly after: number | null; readonly end: number | null; readonly size: number },
): readonly Place[] {
  const behind = after === null ? '' : `AND ${beside(table, rowid, past(order))}`;
  const upTo = end === null ? '' : `AND ${beside(table, rowid, order === 'DESC' ? '>=' : '<=')}`;
  const texts = text === null ? '' : ', r.record, r.connection';
  const places = [after, end].flatMap((place) => (place === null ? [] : [place, place]));
  return database
    .prepare<unknown[], Place>(
      `SELECT r.rowid AS at${texts} FROM ${tables} WHERE ${sql} ${behind} ${upTo}
       ORDER BY ${table}.time ${order}, ${table}.${rowid} ${order} LIMIT ?`,
    )
    .all(...values, ...places, size);
}

function past(order: Order): '<' | '>' {
  return order === 'DESC' ? '<' : '>';
}

function beside(table: string, rowid: string, how: '<' | '>' | '<=' | '>='): string {
  return `(${table}.time, ${table}.${rowid}) ${how} ((SELECT time FROM record WHERE rowid = ?), ?)`;
}
