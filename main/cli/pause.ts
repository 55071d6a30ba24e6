import { machineFolder } from '../../policy/bundle/machine-folder.ts';
import { longestPauseMs } from '../../shim/policy/pause-file.ts';
import { beginPause, endPause, mayPause } from '../daemon/policy/pause.ts';
import { loosen } from './loosen.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, isSet, textOption, type Verb } from './verb.ts';

export const pauseVerb: Verb = {
  name: 'pause',
  summary: 'Switches deciding off for a while; calls are still recorded, and bans still hold.',
  usage: ['pause --for 30m --reason TEXT', 'pause --end'],
  options: { for: { type: 'string' }, reason: { type: 'string' }, end: { type: 'boolean' } },
  help: {
    for: 'how long, as 30m or 2h; at most a day',
    reason: 'why; it stands in the state and is shown',
    end: 'end the pause now',
  },
  run,
};

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000 };

async function run(given: Given, context: Context): Promise<ExitCode> {
  const { stateFolder, now, json, output } = context;
  if (isSet(given, 'end')) {
    endPause(stateFolder);
    output.out(json ? '{"pausedUntil":null}\n' : 'Calls are decided again.\n');
    return 0;
  }
  const until = new Date(now.getTime() + durationMs(textOption(given, 'for') ?? ''));
  const reason = textOption(given, 'reason');
  if (reason === undefined || reason.trim() === '') {
    throw usageError('a pause needs a reason', 'Give one with --reason TEXT.');
  }
  mayPause(stateFolder, machineFolder(process.platform, context.env));
  await loosen(`Letting every call pass undecided until ${until.toISOString()}`, context);
  const pause = { until: until.toISOString(), by: context.env['USER'] ?? null, channel: 'terminal', reason } as const;
  beginPause(stateFolder, pause, now);
  output.out(
    json
      ? `${JSON.stringify({ pausedUntil: pause.until })}\n`
      : `Calls pass undecided until ${pause.until}; they are recorded. End it with "sallyport pause --end".\n`,
  );
  return 0;
}

function durationMs(text: string): number {
  const [, count, unit] = /^(\d{1,4})([mh])$/.exec(text) ?? [];
  const ms = Number(count) * (unitMs[unit ?? ''] ?? Number.NaN);
  if (!(ms > 0) || ms > longestPauseMs) {
    throw usageError(
      `${JSON.stringify(text)} is no time to pause for`,
      'Give --for with minutes or hours, as 30m or 2h; at most a day.',
    );
  }
  return ms;
}
