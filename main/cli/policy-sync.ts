import { join, resolve } from 'node:path';
import { publicKeyOf } from '../../policy/bundle/keys.ts';
import { machineFolder } from '../../policy/bundle/machine-folder.ts';
import { trustHere } from '../../policy/bundle/trust.ts';
import { PolicyRefused } from '../../policy/cedar/fault.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import { isPolicySource } from '../daemon/policy/fetch-bundle.ts';
import { localSource, type Synced, syncPolicy } from '../daemon/policy/sync-policy.ts';
import { writeState } from '../daemon/state-file.ts';
import { loosen } from './loosen.ts';
import { problemsInWords } from './policy-files.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, textOption, textOptions } from './verb.ts';

/**
 * Brings the policy up to date. With a source it first pins whose policies count from now on, which loosens: another
 * organisation decides then.
 */
export async function syncVerb(given: Given, context: Context): Promise<ExitCode> {
  const { stateFolder, now } = context;
  const machine = machineFolder(process.platform, context.env);
  await pin(given, machine, context);
  const here = trustHere(join(stateFolder, 'policy'), machine);
  if (here.from === 'default') {
    await loosen(`Putting the policy in ${localSource(stateFolder)} in force`, context);
  }
  const synced = await syncPolicy({ stateFolder, machine, now: () => now, fetch: globalThis.fetch });
  return tell(synced, context);
}

async function pin(given: Given, machine: string, context: Context): Promise<void> {
  const source = textOption(given, 'from');
  const organisation = textOption(given, 'organisation');
  const keys = textOptions(given, 'public-key');
  if (source === undefined && organisation === undefined && keys.length === 0) {
    return;
  }
  if (source === undefined || organisation === undefined || keys.length === 0) {
    throw usageError(
      'a source, an organisation and its keys go together',
      'Give --from SOURCE --organisation NAME --public-key KEY.',
    );
  }
  if (!isPolicySource(source)) {
    throw usageError(
      `${JSON.stringify(source)} is no place for policies`,
      'Name a file, a folder or an https address.',
    );
  }
  keys.forEach(checkKey);
  const { stateFolder } = context;
  const before = trustHere(join(stateFolder, 'policy'), machine);
  if (before.from === 'machine') {
    throw new SallyportError({
      code: 'MANAGED',
      message: 'an administrator has said whose policies count on this computer',
      remedy: 'Ask whoever manages this computer; `sallyport policy sync` fetches the newest.',
    });
  }
  await loosen(`Letting ${JSON.stringify(organisation)} decide here, with policies from ${source}`, context);
  const whole = /^https?:/i.test(source) ? source : resolve(source);
  const trust = { organisation, keys, source: whole, localApprovals: true };
  writeState(join(stateFolder, 'policy', 'trust.json'), `${JSON.stringify(trust)}\n`);
}

function checkKey(text: string): void {
  try {
    publicKeyOf(text);
  } catch (error) {
    if (error instanceof PolicyRefused) {
      throw usageError(error.message, 'Give the key as "policy sign" prints it.');
    }
    throw error;
  }
}

function tell(synced: Synced, { json, output }: Context): ExitCode {
  output.out(json ? `${JSON.stringify(synced)}\n` : `${inWords(synced)}\n`);
  switch (synced.kind) {
    case 'in-force':
    case 'unchanged':
      return 0;
    case 'unreachable':
      return 3;
    case 'broken':
    case 'refused':
    case 'nothing':
      return 2;
    default:
      return synced;
  }
}

/** One sentence about a sync, for people. */
export function inWords(synced: Synced): string {
  switch (synced.kind) {
    case 'in-force':
      return `${problemsInWords(synced.warnings)}Version ${synced.version} of the policy is in force.`;
    case 'unchanged':
      return `Version ${synced.version} of the policy is in force already.`;
    case 'broken':
      return `${problemsInWords(synced.problems)}The policy folder is broken; what was in force before stays.`;
    case 'refused':
      return `Refused (${synced.code}): ${synced.why}. What was in force before stays.`;
    case 'unreachable':
      return `The source could not be reached: ${synced.why}. What was in force before stays.`;
    case 'nothing':
      return 'There is no policy to sync. Make a folder with "sallyport policy init", or name a source with --from.';
    default:
      return synced;
  }
}
