import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { ActivityFacets, ActivityFilter, ActivityPage, ActivityRow, Facet } from '../../contract/activity.ts';
import { at } from '../../../scanner/formats/document.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';
import { breathe } from '../breathe.ts';
import { openSqlite } from '../sqlite.ts';
import { activityRow, type StoredRecord, storedColumns } from './activity-rows.ts';
import { decisionsOf } from './session-decisions.ts';
import { type Place, stepsFrom, type Walk } from './steps.ts';
import { type Condition, conditionOf } from './where.ts';

/** Looks into the trace for the screens. Whatever takes long is done in steps, so that the daemon answers others in between. */
export interface ActivityReader {
  page(filter: ActivityFilter, before: number | null, limit: number): Promise<ActivityPage>;
  /** Oldest first, for an export. */
  onwards(
    filter: ActivityFilter,
    after: number | null,
    limit: number,
  ): Promise<{ readonly stored: readonly StoredRecord[]; readonly next: number | null }>;
  count(filter: ActivityFilter, most: number): Promise<{ readonly count: number; readonly isMore: boolean }>;
  facets(): Promise<ActivityFacets>;
  /** One record and all others of its call, in the order they were written; empty when it is not there. */
  callOf(segment: string, seq: number): readonly { readonly row: ActivityRow; readonly stored: StoredRecord }[];
  /** Decisions and failed results by the hour of UTC, oldest first. Both ends are whole hours. */
  hours(since: string, until: string): Promise<readonly HourCount[]>;
  /** The newest decisions of a session, oldest first, and what their connections said of themselves. */
  decisionsOf(session: string): readonly TraceRow[];
  newest(): number;
  /** The names in the newest tools/list of a server; null when none was seen. */
  newestTools(server: string): { readonly time: string; readonly names: readonly string[] } | null;
  close(): void;
}

export interface HourCount {
  /** `yyyy-mm-ddThh`. */
  readonly hour: string;
  readonly kind: 'decision' | 'outcome';
  readonly effect: string | null;
  readonly asked: number | null;
  readonly failed: number | null;
  readonly count: number;
}

/** So many records are looked at in one go: some ten milliseconds. */
const STRETCH = 20_000;
/** Their texts take longer. */
const TEXTS = 5000;
const DAY_MS = 24 * 3_600_000;

/** Opens the trace for reading; `openTraceStore` must have made it. */
export function openActivity(stateFolder: string, { stretch = STRETCH } = {}): ActivityReader {
  const database = openSqlite(join(stateFolder, 'trace.db'));
  database.pragma('query_only = ON');
  return {
    page: async (filter, before, limit) => {
      const { stored, next } = await walk(
        database,
        conditionOf(filter),
        { order: 'DESC', from: before, stretch },
        limit,
      );
      return { rows: stored.map(activityRow), next };
    },
    onwards: (filter, after, limit) =>
      walk(database, conditionOf(filter), { order: 'ASC', from: after, stretch }, limit),
    count: (filter, most) => countUpTo(database, conditionOf(filter), most, stretch),
    facets: () => facetsOf(database),
    callOf: (segment, seq) => recordsOfCall(database, segment, seq),
    hours: (since, until) => hoursBetween(database, since, until),
    decisionsOf: (session) => decisionsOf(database, session),
    newest: () =>
      database.prepare<[], { newest: number | null }>('SELECT max(rowid) AS newest FROM record').get()?.newest ?? 0,
    newestTools: (server) => newestTools(database, server),
    close: () => database.close(),
  };
}

interface Walked {
  readonly stored: readonly StoredRecord[];
  readonly next: number | null;
}

/** By time, then by the order of taking in: the place of a record never changes, so pages neither miss nor double one. */
async function walk(
  database: Database.Database,
  condition: Condition,
  how: Omit<Walk, 'size'>,
  limit: number,
): Promise<Walked> {
  const whole = database.prepare<[number], StoredRecord>(`SELECT ${storedColumns} FROM record AS r WHERE r.rowid = ?`);
  const found: number[] = [];
  const given = (next: number | null): Walked => ({ stored: found.flatMap((rowid) => whole.get(rowid) ?? []), next });
  const size = condition.text === null ? limit + 1 : TEXTS;
  for await (const step of stepsFrom(database, condition, { ...how, size })) {
    for (const one of step.filter((place) => holdsText(place, condition.text))) {
      if (found.length === limit) {
        return given(found.at(-1) ?? null);
      }
      found.push(one.at);
    }
  }
  return given(null);
}

async function countUpTo(
  database: Database.Database,
  condition: Condition,
  most: number,
  stretch: number,
): Promise<{ readonly count: number; readonly isMore: boolean }> {
  let count = 0;
  const size = condition.text === null ? stretch : TEXTS;
  for await (const step of stepsFrom(database, condition, { order: 'DESC', from: null, size, stretch })) {
    count += step.filter((place) => holdsText(place, condition.text)).length;
    if (count > most) {
      return { count: most, isMore: true };
    }
  }
  return { count, isMore: false };
}

function holdsText({ record, connection }: Place, text: string | null): boolean {
  return text === null || record.toLowerCase().includes(text) || connection.toLowerCase().includes(text);
}

/** A day at a time: of a month of calls the whole is more than others should wait for. */
async function hoursBetween(database: Database.Database, since: string, until: string): Promise<readonly HourCount[]> {
  const ofDay = database.prepare<[string, string, string, string], HourCount>(
    `SELECT substr(time, 1, 13) AS hour, kind, effect, asked, failed, count(*) AS count FROM record
     WHERE kind = 'decision' AND time >= ? AND time < ? GROUP BY 1, 3, 4
     UNION ALL SELECT substr(time, 1, 13), kind, NULL, NULL, failed, count(*) FROM record
     WHERE kind = 'outcome' AND failed = 1 AND time >= ? AND time < ? GROUP BY 1`,
  );
  const counts: HourCount[] = [];
  for (let from = since; from < until;) {
    const nextDay = new Date(Date.parse(from) + DAY_MS).toISOString();
    const end = nextDay < until ? nextDay : until;
    counts.push(...ofDay.all(from, end, from, end));
    from = end;
    await breathe();
  }
  return counts.toSorted((a, b) => (a.hour < b.hour ? -1 : 1));
}

async function facetsOf(database: Database.Database): Promise<ActivityFacets> {
  const facet = async (column: string, table = 'record'): Promise<readonly Facet[]> => {
    await breathe();
    return database
      .prepare<[], Facet>(
        `SELECT ${column} AS value, count(*) AS count FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 200`,
      )
      .all();
  };
  const whole = database
    .prepare<[], { records: number; oldest: string | null }>(
      'SELECT count(*) AS records, min(time) AS oldest FROM record',
    )
    .get();
  const asked =
    database.prepare<[], { asked: number }>('SELECT count(*) AS asked FROM record WHERE asked = 1').get()?.asked ?? 0;
  return {
    records: whole?.records ?? 0,
    oldest: whole?.oldest ?? null,
    kinds: await facet('kind'),
    clients: await facet('client'),
    servers: await facet('server'),
    tools: await facet('tool'),
    effects: [...(await facet('effect')), ...(asked === 0 ? [] : [{ value: 'ask', count: asked }])],
    users: await facet('user'),
    standings: await facet('standing'),
    rules: await facet('rule', 'ruled'),
  };
}

function recordsOfCall(
  database: Database.Database,
  segment: string,
  seq: number,
): ReturnType<ActivityReader['callOf']> {
  const asked = database
    .prepare<[string, number], StoredRecord & { chain: string }>(
      `SELECT ${storedColumns}, r.chain FROM record AS r WHERE r.segment = ? AND r.seq = ?`,
    )
    .get(segment, seq);
  if (asked === undefined) {
    return [];
  }
  const all =
    asked.call === null
      ? [asked]
      : database
          .prepare<[string, number], StoredRecord>(
            `SELECT ${storedColumns} FROM record AS r WHERE r.chain = ? AND r.call = ? ORDER BY r.time, r.seq LIMIT 200`,
          )
          .all(asked.chain, asked.call);
  return all.map((stored) => ({ row: activityRow(stored), stored }));
}

function newestTools(database: Database.Database, server: string): ReturnType<ActivityReader['newestTools']> {
  const listing = database
    .prepare<[string], { time: string; record: string }>(
      `SELECT time, record FROM record WHERE server = ? AND kind = 'listing' AND record ->> '$.action.method' = 'tools/list'
       ORDER BY time DESC LIMIT 1`,
    )
    .get(server);
  if (listing === undefined) {
    return null;
  }
  const names = at(JSON.parse(listing.record), ['names']);
  return { time: listing.time, names: Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [] };
}
