import { redactName } from '../../scanner/detect/secrets/redact-name.ts';
import type { Standing } from '../../scanner/model/identity.ts';
import { answersQuery, type TraceQuery } from '../../shim/record/trace-query.ts';
import { recordKinds, standings } from '../contract/activity.ts';
import { rulesIn } from '../daemon/activity/rules-in.ts';
import { textAt } from '../daemon/policy/record-parts.ts';
import type { StoredRow } from '../daemon/trace-store.ts';
import { usageError } from './run-cli.ts';
import { type Given, textOption } from './verb.ts';

/** What `log query` was asked for; every part that is given must hold. */
export interface LogQuery extends Omit<TraceQuery, 'server'> {
  /** By name or id. */
  readonly server?: string;
  readonly rule?: string;
  readonly standing?: Standing;
  readonly user?: string;
}

/** Whether a record is among those that were asked for. */
export function answers(row: StoredRow, { server, rule, standing, user, ...query }: LogQuery): boolean {
  return (
    answersQuery(row, query) &&
    (server === undefined || server === textAt(row.connection, 'server', 'name') || server === row.serverThen.id) &&
    (standing === undefined || standing === row.serverThen.standing) &&
    (user === undefined || user === textAt(row.connection, 'user', 'name')) &&
    (rule === undefined || rulesIn(row).includes(rule))
  );
}

/** @throws SallyportError where an option holds what no record has */
export function queryOf(given: Given): LogQuery {
  const since = timeOf(given, 'since');
  const until = timeOf(given, 'until');
  const effect = oneOf(given, 'effect', effects);
  const kind = oneOf(given, 'kind', recordKinds);
  const standing = oneOf(given, 'standing', standings);
  const texts = Object.fromEntries(
    (['client', 'server', 'session', 'rule', 'user'] as const).flatMap((name) => {
      const value = textOption(given, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const tool = textOption(given, 'tool');
  return {
    ...texts,
    ...(tool === undefined ? {} : { tool: [tool, redactName(tool)] }),
    ...(since === null ? {} : { since }),
    ...(until === null ? {} : { until }),
    ...(effect === null ? {} : { effect }),
    ...(kind === null ? {} : { kind }),
    ...(standing === null ? {} : { standing }),
  };
}

const effects = ['allow', 'deny', 'refused'] as const;

/** A word that no record has would find nothing, and look like an answer. */
function oneOf<Word extends string>(given: Given, name: string, known: readonly Word[]): Word | null {
  const asked = textOption(given, name);
  if (asked === undefined) {
    return null;
  }
  const found = known.find((one) => one === asked);
  if (found === undefined) {
    const choice = `${known.slice(0, -1).join(', ')} or ${String(known.at(-1))}`;
    throw usageError(`there is no ${name} ${JSON.stringify(asked)}`, `Choose ${choice}.`);
  }
  return found;
}

/** Nothing else that a date can be read from: `11/20` would be one of 2001. */
const timePattern = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

function timeOf(given: Given, name: string): Date | null {
  const asked = textOption(given, name);
  if (asked === undefined) {
    return null;
  }
  const time = new Date(asked);
  // The 30th of February would be a day in March.
  const isDay = new Date(`${asked.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(asked.slice(8, 10));
  if (!timePattern.test(asked) || !isDay || Number.isNaN(time.getTime())) {
    throw usageError(
      `${JSON.stringify(asked)} is no time`,
      `Write \`--${name}\` as 2026-11-20 or 2026-11-20T09:00:00Z.`,
    );
  }
  return time;
}
