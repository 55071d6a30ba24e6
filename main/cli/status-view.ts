import { mapStrings, shownWriter } from '../../scanner/display.ts';
import type { ClientRoutes, Status } from '../daemon/status/status.ts';
import type { EntryAt } from '../daemon/protect/plan-home.ts';
import { visible } from '../contract/visible.ts';
import { count } from './protect-view.ts';
import { shownName } from './shown-name.ts';

/** The published shape of `status --json`. */
export function statusDocument(status: Status, home: string, now: Date): unknown {
  return mapStrings<unknown>({ schema: 'sallyport.status/1.0', at: now.toISOString(), ...status }, shownWriter(home));
}

export function statusText(status: Status, home: string): string {
  const tilde = shownWriter(home);
  const show = (text: string): string => visible(tilde(text));
  const { clients, drift, waiting, failedStarts, gaps, unsettled } = status;
  return [
    ...(clients.length === 0 ? ['No client has servers.'] : clientRows(clients)),
    '',
    shimLine(status),
    policyLine(status),
    ...(status.catalogueProblem === null
      ? []
      : [
          `Catalogue is not valid: ${visible(status.catalogueProblem)}; the last good one decides (\`sallyport doctor\`)`,
        ]),
    ...(status.classifierProblem === null
      ? []
      : [`Classifier can not be used: ${show(status.classifierProblem)} (\`sallyport doctor\`)`]),
    ...(status.pausedUntil === null ? [] : [`Paused    until ${status.pausedUntil}: calls pass undecided`]),
    daemonLine(status),
    ...foundLine(status),
    ...(status.traceProblem === null
      ? []
      : [
          `Record    ${show(status.traceProblem.message)}, so what inspection found is not known (\`sallyport doctor\`)`,
        ]),
    ...section(
      'Was guarded and is not any more (`sallyport protect` puts it back)',
      drift.map((entry) => place(entry, show)),
    ),
    ...section(
      'Failed at its first start through the shim (`sallyport protect --check` compares, and offers to take it back)',
      failedStarts.map((entry) => `${place(entry, show)}: ${show(entry.why)}`),
    ),
    ...section(
      'Waits until its client has quit',
      waiting.map(
        ({ path, clients: ids, changes }) => `${show(path)} (${ids.join(', ')}): ${count(changes, 'entry', 'entries')}`,
      ),
    ),
    ...section('Could not be read', gaps.unread.map(show)),
    ...section('Could not be given back by `sallyport restore`', unsettled.map(show)),
    ...(gaps.startedUnguarded === 0
      ? []
      : [
          '',
          `${count(gaps.startedUnguarded, 'server was', 'servers were')} started without the shim, whose runtime was broken: run \`sallyport doctor\`.`,
        ]),
    '',
  ].join('\n');
}

function clientRows(clients: readonly ClientRoutes[]): readonly string[] {
  const rows = clients.map((one) => [
    one.name,
    ...[one.guarded, one.direct, one.drifted, one.foreignGuard, one.unroutable].map(String),
  ]);
  const all = [['CLIENT', 'GUARDED', 'DIRECT', 'DRIFTED', 'OTHER GUARD', 'NOT ROUTABLE'], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function shimLine({ shim, withoutShim }: Status): string {
  const needed =
    withoutShim === 0 ? '' : `, and ${count(withoutShim, 'entry names', 'entries name')} it: run \`sallyport doctor\``;
  if (shim.launcher === 'absent') {
    return `Shim      ${withoutShim === 0 ? 'not installed' : 'missing'}${needed}`;
  }
  return shim.launcher === 'present' && shim.current !== null
    ? `Shim      version ${shim.current}`
    : `Shim      broken${needed === '' ? ': run `sallyport doctor`' : needed}`;
}

function policyLine({ policy }: Status): string {
  const { state, source, version, mode, ageSeconds, note } = policy;
  const why = note === null ? '' : ` (${visible(note)})`;
  if (state === 'none') {
    return `Policy    none: everything passes and is recorded${why}`;
  }
  if (state === 'missing') {
    return `Policy    none that can be used: ${mode} holds${why}`;
  }
  const words = state === 'stale' ? 'in force, past its end' : 'in force';
  return `Policy    version ${version}, ${source}, ${mode}, ${age(ageSeconds ?? 0)} old, ${words}${why}`;
}

function daemonLine({ daemon, onDrift, waitingApprovals }: Status): string {
  const does = onDrift === 'report' ? 'reports drift' : 'routes again on drift';
  const asks =
    waitingApprovals === null ? '' : `, ${count(waitingApprovals, 'call waits', 'calls wait')} for an answer`;
  return daemon === null
    ? 'Daemon    does not run'
    : `Daemon    process ${daemon.pid}, since ${daemon.since}, ${does}${asks}`;
}

function foundLine({ found }: Status): readonly string[] {
  return found === null || found === 0
    ? []
    : [
        `Found     ${count(found, 'warning', 'warnings')} of inspection within a day: \`sallyport log query --kind finding\``,
      ];
}

function age(seconds: number): string {
  const units = [
    [86_400, 'day', 'days'],
    [3600, 'hour', 'hours'],
    [60, 'minute', 'minutes'],
  ] as const;
  const [size, one, many] = units.find(([length]) => seconds >= length) ?? [1, 'second', 'seconds'];
  return count(Math.floor(seconds / size), one, many);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function place({ name, client, path }: EntryAt, show: (text: string) => string): string {
  return `${shownName(name)} (${client}, ${show(path)})`;
}
