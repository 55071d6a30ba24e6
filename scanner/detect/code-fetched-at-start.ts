import type { Severity } from '../model/finding.ts';
import type { Resolved, Runs } from '../model/identity.ts';
import type { Detector } from './detector.ts';
import { fetchesAndRuns } from './fetch-and-run.ts';
import { argumentPlace } from './place.ts';
import { shown } from './shown.ts';

/** Code that comes from an address at every start: a branch, an archive, a script piped into a shell. */
export const detectCodeFetchedAtStart: Detector = ({ entry, resolved }) => {
  const { runs } = resolved;
  if (runs.kind === 'source' && !isOnThisMachine(runs.from)) {
    return [
      {
        rule: 'config/code-fetched-at-start',
        severity: severityOf(runs),
        confidence: 'certain',
        where: argumentPlace(entry, (argument) => argument.includes(addressTail(runs.from))),
        message: runs.pinned
          ? `${shown(runs.runner)} fetches and builds fixed code from ${shownAddress(runs.from)}`
          : `${shown(runs.runner)} fetches and runs whatever ${shownAddress(runs.from)} holds at each start`,
        remedy: runs.pinned
          ? 'Prefer a published package with an exact version.'
          : 'Name a full commit hash, or use a published package with an exact version.',
      },
    ];
  }
  if (fetchesAndRuns(commandLine(resolved))) {
    return [
      {
        rule: 'config/code-fetched-at-start',
        severity: 'high',
        confidence: 'likely',
        where: argumentPlace(entry, fetchesAndRuns),
        message: 'the start downloads a script and runs it unseen',
        remedy: 'Download the program once, review it, and start the local file.',
      },
    ];
  }
  return [];
};

function isOnThisMachine(from: string): boolean {
  return /^(?:\.|\/|~|[a-z]:[/\\]|\\|file:)/i.test(from);
}

function severityOf({ from, pinned }: Extract<Runs, { kind: 'source' }>): Severity {
  // A commit hash proves the code whatever the road; without one, anyone on the road chooses it.
  if (pinned) {
    return 'low';
  }
  return /^(?:git\+)?(?:http|git|ftp):/i.test(from) ? 'high' : 'medium';
}

/** A query may hold a token. */
function shownAddress(from: string): string {
  return shown(from.replace(/\?.*$/s, ''));
}

/** Host and path: the resolver takes credentials and prefixes off, so the whole address may not stand in the entry. */
function addressTail(from: string): string {
  return from.replace(/^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?(?:[^/@]*@)?/i, '').replace(/[@#?].*$/, '');
}

function commandLine({ runs, effective }: Resolved): string {
  const mayBeProgramText = runs.kind !== 'package' && runs.kind !== 'source' && runs.kind !== 'remote';
  return mayBeProgramText && effective.transport === 'stdio' ? [effective.command, ...effective.args].join(' ') : '';
}
