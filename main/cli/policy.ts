import { buildPolicy, signPolicy, verifyPolicy } from './policy-bundle.ts';
import { checkPolicy, initPolicy, testPolicy } from './policy-folder.ts';
import { importPolicy } from './policy-import.ts';
import { syncVerb } from './policy-sync.ts';
import { simulatePolicy } from './policy-simulate.ts';
import { explainPolicy } from './policy-explain.ts';
import { showPolicy } from './policy-show.ts';
import { usageError } from './run-cli.ts';
import type { Context, ExitCode, Given, Verb } from './verb.ts';

export const policyVerb: Verb = {
  name: 'policy',
  summary: 'Writes, tests, ships and explains policy.',
  usage: [
    'policy init [DIR] [--preset observe|balanced|strict]',
    'policy check [DIR]',
    'policy test [DIR]',
    'policy build [DIR] --out FILE [--organisation NAME --version N] [--expires DATE]',
    'policy sign FILE --key PEM-FILE',
    'policy verify FILE [--organisation NAME --public-key KEY]...',
    'policy sync [--from SOURCE --organisation NAME --public-key KEY...]',
    'policy show [DIR|FILE]',
    'policy explain [DIR|FILE] --call FILE|--trace ID',
    'policy simulate --candidate DIR [--since 30d]',
    'policy import FILE --owner WHO [--reason WHY] [--any-version] [--until DATE] [--into DIR]',
  ],
  options: {
    preset: { type: 'string' },
    out: { type: 'string' },
    organisation: { type: 'string' },
    version: { type: 'string' },
    expires: { type: 'string' },
    key: { type: 'string' },
    'public-key': { type: 'string', multiple: true },
    from: { type: 'string' },
    call: { type: 'string' },
    trace: { type: 'string' },
    candidate: { type: 'string' },
    since: { type: 'string' },
    into: { type: 'string' },
    owner: { type: 'string' },
    reason: { type: 'string' },
    'any-version': { type: 'boolean' },
    until: { type: 'string' },
  },
  help: {
    preset: 'what to start from; default balanced',
    out: 'the bundle file to write',
    organisation: 'whose bundle it is; without it, one for this computer alone',
    version: 'the version of the bundle, greater than any before',
    expires: 'when it becomes stale, as 2027-01-31',
    key: 'a private Ed25519 key in PEM, as "openssl genpkey -algorithm ed25519" makes it',
    'public-key': 'a key that may have signed, as "policy sign" prints it',
    from: 'a file, a folder or an https address with bundles of the organisation; it is pinned with its keys',
    trace: 'a recorded call, as SESSION-CONNECTION/NUMBER',
    candidate: 'a policy folder that is not in force',
    since: 'how far back, as 30d or 2026-11-20; default 30d',
    into: 'the policy folder whose catalogue takes the entries; default the one of this computer',
    owner: 'who answers for the imported servers',
    reason: 'why; default the name of the list',
    'any-version': 'approve every version of what the list starts without one',
    until: 'last day the entries hold, as 2027-01-31',
    call: 'the call, as YAML or JSON: { tool, arguments, server, person, … }',
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  const [action = '', place, ...more] = given.positionals;
  if (more.length > 0) {
    throw usageError(`policy ${action} takes one folder or file`, 'See `sallyport help policy`.');
  }
  switch (action) {
    case 'init':
      return initPolicy(place, given, context);
    case 'check':
      return checkPolicy(place, context);
    case 'test':
      return testPolicy(place, context);
    case 'build':
      return buildPolicy(place, given, context);
    case 'sign':
      return signPolicy(place, given, context);
    case 'verify':
      return verifyPolicy(place, given, context);
    case 'sync':
      return syncVerb(given, context);
    case 'show':
      return showPolicy(place, context);
    case 'simulate':
      return simulatePolicy(given, context);
    case 'import':
      return importPolicy(place, given, context);
    case 'explain':
      return explainPolicy(place, given, context);
    default:
      throw usageError(
        `there is no policy ${JSON.stringify(action)}`,
        'Use init, check, test, build, sign, verify, sync, show, explain, simulate or import.',
      );
  }
}
