import { noteInSession, type SessionRow, sessionsIn } from '../daemon/policy/sessions.ts';
import { visible } from '../contract/visible.ts';
import { loosen } from './loosen.ts';
import { usageError } from './run-cli.ts';
import type { Context, ExitCode, Given, Verb } from './verb.ts';

export const sessionVerb: Verb = {
  name: 'session',
  summary: 'Shows what sessions have done together, and lets a stopped one go on.',
  usage: ['session list', 'session reset KEY'],
  options: {},
  help: {},
  run,
};

async function run({ positionals }: Given, context: Context): Promise<ExitCode> {
  const [action = '', key, ...more] = positionals;
  if (action === 'list' && key === undefined) {
    return list(context);
  }
  if (action === 'reset' && key !== undefined && more.length === 0) {
    return reset(key, context);
  }
  throw usageError('session takes list, or reset and a key', 'Run `sallyport session list` to see the keys.');
}

function list({ stateFolder, json, output }: Context): ExitCode {
  const rows = sessionsIn(stateFolder);
  output.out(
    json
      ? `${JSON.stringify({ sessions: rows })}\n`
      : rows.length === 0
        ? 'No session has done anything that a policy or a label follows.\n'
        : rows.map(rowInWords).join(''),
  );
  return 0;
}

async function reset(key: string, context: Context): Promise<ExitCode> {
  const { stateFolder, json, output } = context;
  if (!sessionsIn(stateFolder).some(({ session }) => session === key)) {
    throw usageError(`there is no session ${JSON.stringify(key)}`, 'Run `sallyport session list` to see the keys.');
  }
  await loosen(`Starting the session ${key} anew: its labels and counts are forgotten`, context);
  noteInSession(stateFolder, key, { kind: 'reset' });
  output.out(json ? `${JSON.stringify({ session: key, status: 'reset' })}\n` : `The session ${key} starts anew.\n`);
  return 0;
}

function rowInWords({ session, lastActive, calls, denials, labels }: SessionRow): string {
  const marks = labels.length === 0 ? 'no labels' : `labels ${labels.map(visible).join(', ')}`;
  return `${session}  ${lastActive}  ${calls} calls, ${denials} denied, ${marks}\n`;
}
