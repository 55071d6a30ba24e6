import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SallyportError } from '../../scanner/model/errors.ts';
import { readPart } from '../../shim/record/trace-files.ts';
import { type TraceFault, verifyTrace } from '../../shim/record/verify-trace.ts';
import { wholeRecord } from '../daemon/activity/whole-record.ts';
import type { StoredRow } from '../daemon/trace-store.ts';
import type { WholeTrace } from '../daemon/whole-trace.ts';
import { recordLine } from '../report/record-line.ts';
import { visible } from '../contract/visible.ts';
import { counted } from '../report/words.ts';
import { answers, queryOf } from './log-query.ts';
import { usageError } from './run-cli.ts';
import { traceOf } from './trace-of.ts';
import { type Context, type ExitCode, type Given, isSet, textOption, type Verb } from './verb.ts';

const lookEveryMs = 500;
/** Rows that are written without a look at whether anybody takes them: a month's record is more than fits into memory. */
const fewRows = 128;

export const logVerb: Verb = {
  name: 'log',
  summary: 'What the shims have recorded: reads it, verifies that nobody changed it, exports it.',
  usage: [
    'log tail [--lines N] [--follow]',
    'log query [--since TIME] [--until TIME] [--kind KIND] [--client ID] [--server NAME] [--tool NAME] [--effect EFFECT] [--rule RULE] [--standing STANDING] [--session KEY] [--user NAME]',
    'log verify',
    'log export --format jsonl [the options of query]',
  ],
  options: {
    lines: { type: 'string' },
    follow: { type: 'boolean' },
    since: { type: 'string' },
    until: { type: 'string' },
    kind: { type: 'string' },
    client: { type: 'string' },
    server: { type: 'string' },
    tool: { type: 'string' },
    effect: { type: 'string' },
    rule: { type: 'string' },
    standing: { type: 'string' },
    session: { type: 'string' },
    user: { type: 'string' },
    format: { type: 'string' },
  },
  help: {
    lines: 'how many records; default 20',
    follow: 'go on as records are written, until interrupted',
    since: 'not before, as 2026-11-20 or 2026-11-20T09:00:00Z',
    until: 'before, likewise',
    kind: 'connection, listing, decision, outcome, finding, approval, policy, gap or end',
    client: "the client's id",
    server: "the server's name or id",
    tool: "the tool's name",
    effect: 'allow, deny or refused',
    rule: 'a policy or detector that decided or found something, or another reason, such as banned',
    standing: 'malicious, banned, approved or shadow, as the server stood then',
    session: "the session's key",
    user: 'login name of the person for whom the client ran',
    format: 'jsonl: one record a line',
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  const [action = '', ...more] = given.positionals;
  if (more.length > 0) {
    throw usageError(`log takes one word, not ${JSON.stringify(more[0])}`, 'Use tail, query, verify or export.');
  }
  refuseOthers(action, given);
  switch (action) {
    case 'tail':
      return tail(given, context);
    case 'query':
      return query(given, context);
    case 'verify':
      return verify(context);
    case 'export':
      return exportAll(given, context);
    default:
      throw usageError('log needs tail, query, verify or export', 'Use one of the four.');
  }
}

const filters = ['since', 'until', 'kind', 'client', 'server', 'tool', 'effect', 'rule', 'standing', 'session', 'user'];
const optionsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['tail', ['lines', 'follow']],
  ['query', filters],
  ['verify', []],
  ['export', ['format', ...filters]],
]);

/** An answer that heeds only some of the options looks like the answer to all of them. */
function refuseOthers(action: string, given: Given): void {
  const heeded = optionsOf.get(action) ?? Object.keys(logVerb.options);
  const other = Object.keys(logVerb.options).find((name) => given.values[name] !== undefined && !heeded.includes(name));
  if (other !== undefined) {
    const takers = [...optionsOf].filter(([, names]) => names.includes(other)).map(([name]) => `log ${name}`);
    throw usageError(`log ${action} takes no --${other}`, `Use it with ${takers.join(' or ')}.`);
  }
}

function traceFolder({ stateFolder }: Context): string {
  return join(stateFolder, 'trace');
}

/** Whether a shim has written anything. @throws SallyportError `STORE_UNREADABLE` where that can not be seen */
function hasTrace(context: Context): boolean {
  const folder = traceFolder(context);
  const { found, closed } = readPart(folder, () => readdirSync(folder));
  if (closed !== null) {
    throw new SallyportError({
      code: 'STORE_UNREADABLE',
      message: `the record can not be read (${closed.why})`,
      remedy: 'Make it a folder that you may read, or name the state folder with `--state DIR`.',
    });
  }
  return found !== null;
}

/** Null where no shim has written anything. */
function openTrace(context: Context): WholeTrace | null {
  return hasTrace(context) ? traceOf(context) : null;
}

/** What was shown is not all where a part of the record is closed. */
function exitCodeFor(store: WholeTrace, { output }: Context): ExitCode {
  const closed = store.closed();
  const [first] = closed;
  if (first === undefined) {
    return 0;
  }
  output.note(
    `sallyport: ${counted(closed.length, 'part')} of the record can not be read, so some of it is missing here (${visible(first.why)})\n` +
      'Make that yours again; `sallyport log verify` names all such parts.',
  );
  return 3;
}

async function tail(given: Given, context: Context): Promise<ExitCode> {
  const asked = textOption(given, 'lines') ?? '20';
  if (!/^\d{1,9}$/.test(asked)) {
    throw usageError(`${JSON.stringify(asked)} is no number of lines`, 'Give `--lines` a whole number.');
  }
  const wanted = Number(asked);
  const isFollowing = isSet(given, 'follow');
  const store = openTrace(context) ?? (isFollowing ? await traceOnceThere(context) : null);
  if (store === null) {
    return nothingYet(context);
  }
  try {
    let look = store.newest(wanted);
    look.rows.forEach((row) => show(row, context));
    const code = exitCodeFor(store, context);
    if (!isFollowing) {
      return code;
    }
    for (;;) {
      await pause(lookEveryMs);
      // From the last look on, not from here: the daemon may have taken in meanwhile what nobody was shown.
      look = store.onwards(look.mark);
      look.rows.forEach((row) => show(row, context));
    }
  } finally {
    store.close();
  }
}

async function traceOnceThere(context: Context): Promise<WholeTrace> {
  nothingYet(context);
  for (;;) {
    await pause(lookEveryMs);
    const store = openTrace(context);
    if (store !== null) {
      return store;
    }
  }
}

async function query(given: Given, context: Context): Promise<ExitCode> {
  const wanted = queryOf(given);
  const store = openTrace(context);
  if (store === null) {
    return nothingYet(context);
  }
  try {
    let shown = 0;
    for (const row of store.rows()) {
      if (!answers(row, wanted)) {
        continue;
      }
      show(row, context);
      shown += 1;
      if (shown % fewRows === 0 && !(await context.output.taken())) {
        break;
      }
    }
    return exitCodeFor(store, context);
  } finally {
    store.close();
  }
}

async function exportAll(given: Given, context: Context): Promise<ExitCode> {
  const format = textOption(given, 'format') ?? 'jsonl';
  if (format !== 'jsonl') {
    throw usageError(`there is no format ${JSON.stringify(format)}`, 'Choose jsonl.');
  }
  return query(given, { ...context, json: true });
}

/** With `--json` each record is one line: a trace has no end that a single document could wait for. */
function show(row: StoredRow, { json, output }: Context): void {
  const { record, connection, serverThen } = row;
  output.out(json ? `${JSON.stringify(wholeRecord(record, connection, serverThen))}\n` : `${recordLine(row)}\n`);
}

function nothingYet({ json, output }: Context): ExitCode {
  if (!json) {
    output.note('sallyport: no shim has recorded anything yet');
  }
  return 0;
}

function verify(context: Context): ExitCode {
  const { json, output } = context;
  if (!hasTrace(context)) {
    return json
      ? (output.out('{"segments":0,"records":0,"faults":[],"unconfirmed":[],"dropped":0}\n'), 0)
      : nothingYet(context);
  }
  const report = verifyTrace(traceFolder(context));
  if (json) {
    output.out(`${JSON.stringify(report)}\n`);
  } else {
    const open =
      report.unconfirmed.length === 0
        ? ''
        : `; the end of ${report.unconfirmed.length} is not confirmed (still written, or killed)`;
    output.out(
      `${counted(report.records, 'record')} in ${counted(report.segments, 'segment')}: ${report.faults.length === 0 ? 'nothing was changed' : counted(report.faults.length, 'fault')}${open}\n`,
    );
    report.faults.forEach((fault) => output.out(`  ${faultLine(fault)}\n`));
  }
  return report.faults.length === 0 ? 0 : 1;
}

function faultLine({ segment, fault }: TraceFault): string {
  const details = Object.entries(fault)
    .filter(([key]) => key !== 'kind')
    .map(([key, value]) => `${key} ${String(value)}`);
  return visible(`${segment}: ${fault.kind}${details.length === 0 ? '' : ` (${details.join(', ')})`}`);
}
