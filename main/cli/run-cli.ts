import { parseArgs } from 'node:util';
import type { Machine } from '../../scanner/machine.ts';
import { SallyportError, type ErrorCode } from '../../scanner/model/errors.ts';
import { stateFolder } from '../daemon/state-folder.ts';
import { toolVersion } from '../version.ts';
import { helpFor, overview } from './help.ts';
import type { Context, ExitCode, Given, Output, Verb, Verbs } from './verb.ts';

export interface CliDeps {
  readonly verbs: Verbs;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Made only when a verb runs: help needs no home. */
  readonly machine: () => Machine;
  readonly now: Date;
  readonly output: Output;
  readonly ask: Context['ask'];
  readonly agentAbove: Context['agentAbove'];
  readonly runningClients: Context['runningClients'];
}

const everywhere = {
  json: { type: 'boolean' },
  state: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Runs one command line and gives the exit code; every failure is told with its remedy, as text or as JSON. */
export async function runCli(words: readonly string[], deps: CliDeps): Promise<ExitCode> {
  const json = words.includes('--json');
  try {
    return await dispatch(words, json, deps);
  } catch (error) {
    return tell(error, json, deps.output);
  }
}

async function dispatch(words: readonly string[], json: boolean, deps: CliDeps): Promise<ExitCode> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const asked = rest[0] === undefined ? undefined : await load(rest[0], deps.verbs);
    deps.output.out(asked === undefined ? await overview(deps.verbs) : helpFor(asked));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === 'version') {
    deps.output.out(`${toolVersion}\n`);
    return 0;
  }
  const verb = await load(name, deps.verbs);
  const given = parse(verb, rest);
  if (given.values['help'] === true) {
    deps.output.out(helpFor(verb));
    return 0;
  }
  const machine = deps.machine();
  const state = given.values['state'];
  return verb.run(given, {
    env: deps.env,
    machine,
    stateFolder: stateFolder(typeof state === 'string' ? state : undefined, deps.env, machine.home),
    json,
    output: deps.output,
    now: deps.now,
    ask: deps.ask,
    agentAbove: deps.agentAbove,
    runningClients: deps.runningClients,
  });
}

async function load(name: string, verbs: Verbs): Promise<Verb> {
  const loader = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (loader === undefined) {
    throw usageError(`there is no verb ${JSON.stringify(name)}`, 'Run `sallyport help` to see all verbs.');
  }
  return loader();
}

function parse(verb: Verb, words: readonly string[]): Given {
  try {
    return parseArgs({
      args: [...words],
      options: { ...verb.options, ...everywhere },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      const [sentence = ''] = error.message.split('. ');
      throw usageError(
        sentence.charAt(0).toLowerCase() + sentence.slice(1),
        `Run \`sallyport help ${verb.name}\` to see its options.`,
      );
    }
    throw error;
  }
}

export function usageError(message: string, remedy: string): SallyportError {
  return new SallyportError({ code: 'USAGE', message, remedy });
}

const exits: Readonly<Partial<Record<ErrorCode, ExitCode>>> = {
  // No wrong usage: what was asked for could not be looked at, or not be kept, and unknown is not clean.
  NO_HOME: 3,
  STATE_UNWRITABLE: 3,
  STORE_UNREADABLE: 3,
  NEEDS_TERMINAL: 4,
  REFUSED_FOR_AGENT: 4,
  NOT_CONFIRMED: 4,
  NEEDS_ROOT: 4,
  MANAGED: 4,
  APPROVAL_TOO_BROAD: 4,
  APPROVALS_WINDOW_ONLY: 4,
  INTERNAL: 5,
};

function tell(error: unknown, json: boolean, output: Output): ExitCode {
  const known = error instanceof SallyportError ? error : internal(error);
  const { code, message, remedy } = known;
  if (json) {
    output.out(`${JSON.stringify({ error: { code, message, remedy } })}\n`);
  } else {
    output.note(`sallyport: ${message}\n${remedy}`);
  }
  if (code === 'INTERNAL' && error instanceof Error) {
    output.note(error.stack ?? String(error));
  }
  return exits[code] ?? 2;
}

function internal(cause: unknown): SallyportError {
  return new SallyportError({
    code: 'INTERNAL',
    message: `something in Sallyport itself went wrong: ${cause instanceof Error ? cause.name : 'unknown error'}`,
    remedy: 'Report it with the lines below; nothing was changed.',
    cause,
  });
}
