import { removeOldVersions, removeShim, shimStatus } from '../../shim/install/installed-shim.ts';
import { installShim } from '../../shim/install/install-shim.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import { shippedShim } from '../daemon/shipped-shim.ts';
import { loosen } from './loosen.ts';
import { counted } from '../report/words.ts';
import { usageError } from './run-cli.ts';
import type { Context, ExitCode, Given, Verb } from './verb.ts';

export const shimVerb: Verb = {
  name: 'shim',
  summary: 'The guard between one client and one server: installs it, says what is installed, takes it away.',
  usage: ['shim install', 'shim status', 'shim remove'],
  options: {},
  help: {},
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  const [action = '', ...more] = given.positionals;
  if (more.length > 0) {
    throw usageError(`shim takes one word, not ${JSON.stringify(more[0])}`, 'Use install, status or remove.');
  }
  switch (action) {
    case 'install':
      return install(context);
    case 'status':
      return status(context);
    case 'remove':
      return remove(context);
    default:
      throw usageError('shim needs install, status or remove', 'Use one of the three.');
  }
}

function install({ stateFolder, json, output }: Context): ExitCode {
  const shipped = shippedShim();
  if (shipped === null) {
    throw new SallyportError({
      code: 'LAUNCHER_MISSING',
      message: 'there is no shim beside this program',
      remedy: 'Build Sallyport with `npm run build`, then run the built program.',
    });
  }
  const installed = installShim(stateFolder, shipped);
  const removed = removeOldVersions(stateFolder);
  output.out(
    json
      ? `${JSON.stringify({ ...installed, removed })}\n`
      : `The shim ${installed.version} ${installed.did === 'installed' ? 'is installed' : 'was there already'}: ${installed.launcher}\n`,
  );
  return 0;
}

function status({ stateFolder, json, output }: Context): ExitCode {
  const found = shimStatus(stateFolder, 'bytes');
  const isThere = found.launcher !== 'absent' || found.versions.length > 0;
  const isBroken =
    (isThere && found.launcher !== 'present') ||
    (isThere && found.versions.find(({ version }) => version === found.current)?.isWhole !== true) ||
    found.gaps > 0 ||
    found.lostRecords > 0;
  if (json) {
    output.out(`${JSON.stringify(found)}\n`);
    return isBroken ? 1 : 0;
  }
  const versions = found.versions.map(
    ({ version, isWhole, running }) =>
      `  ${version}${version === found.current ? ' (for new connections)' : ''}${isWhole ? '' : ', broken'}${running === null || running.length === 0 ? '' : `, ${running.length} running`}`,
  );
  const gaps =
    found.gaps === 0
      ? []
      : [
          `${found.gaps === 1 ? '1 server was' : `${found.gaps} servers were`} started unguarded because the runtime was broken.`,
        ];
  const lost = found.lostRecords === 0 ? [] : [`${counted(found.lostRecords, 'record')} could not be written.`];
  output.out(
    `${[`Launcher: ${found.launcher}`, ...(versions.length === 0 ? ['No version is installed.'] : versions), ...gaps, ...lost].join('\n')}\n`,
  );
  return isBroken ? 1 : 0;
}

async function remove(context: Context): Promise<ExitCode> {
  const { stateFolder, json, output } = context;
  await loosen('Removing the shim: entries that still name it will not start', context);
  const removal = removeShim(stateFolder);
  if (removal.kind === 'in-use') {
    throw usageError(
      removal.pids.length === 1
        ? '1 connection still uses the shim'
        : `${removal.pids.length} connections still use the shim`,
      'Quit the clients that started them, then try again.',
    );
  }
  output.out(json ? `${JSON.stringify(removal)}\n` : 'The shim is removed.\n');
  return 0;
}
