import { tellEvents } from './daemon-words.ts';
import { driftChoice } from './on-drift.ts';
import { usageError } from './run-cli.ts';
import { startHere, untilOver, untilStopped } from './start-daemon.ts';
import type { Context, ExitCode, Given, Verb } from './verb.ts';

export const daemonVerb: Verb = {
  name: 'daemon',
  summary: 'Takes the questions of asked calls, watches your configs, keeps the policy up to date and shows windows.',
  usage: ['daemon [--on-drift report|route-again] [--project DIR]… [--json]'],
  options: {
    'on-drift': { type: 'string' },
    project: { type: 'string', multiple: true },
    'read-guarded': { type: 'boolean' },
  },
  help: {
    'on-drift':
      'what to do, from now on, where the shim has vanished: report it, or put it back (three times a day for a file)',
    project: 'watch this folder too, beside those the clients remember',
    'read-guarded': "macOS: read other apps' files although the system may ask you first",
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  if (given.positionals.length > 0) {
    throw usageError(`daemon takes no ${JSON.stringify(given.positionals[0])}`, 'Run `sallyport daemon`.');
  }
  const onDrift = driftChoice(given, context);
  const stopped = untilStopped();
  const words = tellEvents(context);
  const daemon = await startHere(given, context, { ...words, onDrift });
  daemon.service.hub.listen((event) => {
    if (event.name === 'finding.seen') {
      words.onFinding(event.data);
    }
  });
  const over = untilOver(daemon, stopped);
  let isOver = false;
  const watching = async (): Promise<void> => {
    await daemon.ready;
    if (!isOver) {
      context.output.note('sallyport: watching; `sallyport dashboard` opens a window; stop with Ctrl-C');
    }
    await over;
  };
  try {
    await Promise.race([over, watching()]);
  } finally {
    isOver = true;
    await daemon.close();
  }
  return 0;
}
