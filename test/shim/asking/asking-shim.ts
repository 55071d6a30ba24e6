// A shim that asks about every tool whose name begins with "ask", or about all, with a judge of its own in place of a policy.
import { appendFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArguments } from '../../../shim/arguments.ts';
import { createAsker } from '../../../shim/asking/asker.ts';
import { systemClock } from '../../../shim/clock.ts';
import { limitsOf } from '../../../shim/limits.ts';
import { noJudges, type Judges } from '../../../shim/pipeline.ts';
import { argumentHash } from '../../../shim/record/argument-hash.ts';
import { deviceKey } from '../../../shim/record/device-key.ts';
import { run, type RunOptions } from '../../../shim/run.ts';

const options = parseArguments(process.argv.slice(2));
if (options.kind !== 'run') {
  throw new Error(options.kind);
}
const { env } = process;
const stateFolder = options.stateFolder ?? join(homedir(), '.sallyport');
const asker = createAsker({
  stateFolder,
  clock: systemClock,
  now: () => systemClock.now(),
  hash: () => argumentHash(deviceKey(stateFolder)),
  mayElicit: () => env['TEST_NO_ELICITATION'] === undefined,
  channels: () => 'any',
  onHeld: ({ tool }) => appendFileSync(join(stateFolder, 'held.log'), `${tool}\n`),
  ...(env['TEST_LIMIT_MS'] === undefined ? {} : { limitMs: () => Number(env['TEST_LIMIT_MS']) }),
});
const notes = {
  toolClass: null,
  policy: null,
  obligations: { redact: [], record: [] },
  observed: [],
  matched: {},
  asked: true,
};
const decide: Judges['decide'] = async ({ action, hold, continues, era }) => {
  const tool = action.target ?? '';
  if (!tool.startsWith('ask') && env['TEST_ASK_ALL'] === undefined) {
    return { effect: 'allow', because: [] };
  }
  const call = {
    person: { id: 'kim', name: 'Kim' },
    agent: { client: options.client, verified: null, confidence: 'none', mode: 'principal', delegation: [] },
    server: { identity: 'pkg:npm/habits@1.0.0', name: options.server },
    session: env['TEST_SESSION'] ?? 's1',
    method: action.method,
    tool,
    input: action.input,
    question: 'May it do this?',
    because: ['person/ask-first'],
    term: tool.includes('date') ? 'date' : tool.includes('session') ? 'session' : 'once',
    effect: tool.includes('read') || env['TEST_ALL_READ'] !== undefined ? 'read' : 'write',
    era,
    continues,
  } as const;
  const outcome = await asker.ask(call, hold);
  return outcome.kind === 'approved'
    ? { effect: 'allow', because: call.because, notes: { ...notes, approval: outcome.approval } }
    : {
        effect: 'deny',
        because: [...call.because, `approval/${outcome.reason}`],
        text: outcome.text,
        notes: { ...notes, approval: outcome.approval },
      };
};
const judging: RunOptions['judging'] = async () => ({
  judges: { ...noJudges, decide },
  durability: 'os',
  limits: limitsOf({}),
});
void run(options, { judging, version: '0' });
