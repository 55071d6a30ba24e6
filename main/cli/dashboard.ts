import { setTimeout as sleep } from 'node:timers/promises';
import { SallyportError } from '../../scanner/model/errors.ts';
import { openWindow } from '../daemon/approvals/command-line.ts';
import type { Daemon } from '../daemon/service/daemon.ts';
import { findBrowser, openBrowser } from './open-browser.ts';
import { usageError } from './run-cli.ts';
import { startHere, untilOver, untilStopped } from './start-daemon.ts';
import { type Context, type ExitCode, type Given, isSet, textOption, type Verb } from './verb.ts';

export const dashboardVerb: Verb = {
  name: 'dashboard',
  summary: 'Opens the screens in the browser: from the daemon that runs, or from one of its own until it is stopped.',
  usage: ['dashboard [--no-open] [--read-only] [--wait SECONDS] [--project DIR]… [--json]'],
  options: {
    'no-open': { type: 'boolean' },
    'read-only': { type: 'boolean' },
    wait: { type: 'string' },
    project: { type: 'string', multiple: true },
    'read-guarded': { type: 'boolean' },
  },
  help: {
    'no-open': 'print the address and open nothing; each address opens one window, within two minutes',
    'read-only': 'a window that may only look',
    wait: 'end again when no window was opened for so long, or none is open any more',
    project: 'look at this folder too, beside those the clients remember',
    'read-guarded': "macOS: read other apps' files although the system may ask you first",
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  if (given.positionals.length > 0) {
    throw usageError(`dashboard takes no ${JSON.stringify(given.positionals[0])}`, 'Run `sallyport dashboard`.');
  }
  const waitMs = waitOf(given);
  const right = await rightOf(given, context);
  const running = await windowOfDaemon(context, right.mayChange);
  if (running !== null) {
    await show(running, 'running', right, given, context);
    return 0;
  }
  const stopped = untilStopped();
  const daemon = await startHere(given, context, {
    onWatchEvent: () => undefined,
    onApproval: () => undefined,
    onSynced: () => undefined,
    onDrift: null,
  });
  try {
    // Not until the policy is up to date: an organisation's may not be reached, and the window tells that.
    await daemon.service.ready;
    await show(await daemon.openWindow(right.mayChange), 'here', right, given, context);
    context.output.note(
      waitMs === null
        ? 'sallyport: the window works until you stop this with Ctrl-C'
        : `sallyport: ends by itself when no window is open for ${waitMs === 1000 ? 'one second' : `${waitMs / 1000} seconds`}`,
    );
    await untilOver(daemon, Promise.race([stopped, ...(waitMs === null ? [] : [untilUnused(daemon, waitMs)])]));
  } finally {
    await daemon.close();
  }
  return 0;
}

interface Right {
  readonly mayChange: boolean;
  readonly why: string;
}

/** A window may change things only when a person at a terminal opens it: the rule for whatever loosens something. */
async function rightOf(given: Given, { ask, agentAbove }: Context): Promise<Right> {
  if (isSet(given, 'read-only')) {
    return { mayChange: false, why: 'it was asked to only look' };
  }
  const agent = await agentAbove();
  if (agent !== null) {
    return { mayChange: false, why: `it was opened by an agent run (${agent})` };
  }
  return ask === null
    ? { mayChange: false, why: 'no person at a terminal opened it' }
    : { mayChange: true, why: 'a person at a terminal opened it' };
}

async function windowOfDaemon({ stateFolder }: Context, mayChange: boolean): Promise<string | null> {
  try {
    return await openWindow(stateFolder, mayChange);
  } catch (error) {
    if (error instanceof SallyportError && error.code === 'DAEMON_NOT_RUNNING') {
      return null;
    }
    throw error;
  }
}

async function show(
  url: string,
  daemon: 'running' | 'here',
  { mayChange, why }: Right,
  given: Given,
  { machine, env, json, output }: Context,
): Promise<void> {
  const browser = isSet(given, 'no-open') ? null : findBrowser(machine, env);
  const isOpened = browser?.kind === 'browser' && (await openBrowser(browser, url));
  if (json) {
    output.out(
      `${JSON.stringify({ schema: 'sallyport.dashboard/1.0', url, daemon, mayChange, why, opened: isOpened })}\n`,
    );
    return;
  }
  if (browser?.kind === 'none') {
    output.note(`sallyport: ${browser.why}, so no browser is opened; open the address yourself`);
  } else if (browser !== null && !isOpened) {
    output.note('sallyport: the browser could not be opened; open the address yourself');
  }
  output.out(`${url}\n`);
  output.note(`sallyport: the window ${mayChange ? 'may change things' : 'may only look'}: ${why}`);
}

function waitOf(given: Given): number | null {
  const text = textOption(given, 'wait');
  if (text === undefined) {
    return null;
  }
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1) {
    throw usageError(`${JSON.stringify(text)} is no number of seconds`, 'Give `--wait` a whole number.');
  }
  return seconds * 1000;
}

const LOOK_EVERY_MS = 250;

/** Resolves when no window has been open for so long. */
async function untilUnused(daemon: Daemon, waitMs: number): Promise<void> {
  for (let unusedMs = 0; unusedMs < waitMs;) {
    await sleep(LOOK_EVERY_MS);
    unusedMs = daemon.windows() > 0 ? 0 : unusedMs + LOOK_EVERY_MS;
  }
}
