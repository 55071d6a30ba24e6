import { spawnSync } from 'node:child_process';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { isInstalled } from '../../../shim/install/install-shim.ts';
import { shimStatus } from '../../../shim/install/installed-shim.ts';
import { isOfVersion } from '../../../shim/install/layout.ts';
import { ensureLauncher, launcherPath } from '../protect/launcher.ts';
import { shippedShim } from '../shipped-shim.ts';
import { toolVersion } from '../../version.ts';
import { broken, type Finding, mended, note, ok } from './finding.ts';

const START_MS = 20_000;

/**
 * Whether the shim that entries name is there and starts; puts it back where it is not.
 *
 * @param isNeeded entries name it
 */
export function checkShim(stateFolder: string, isNeeded: boolean, mayMend: boolean): readonly Finding[] {
  const trouble = whatIsWrong(stateFolder);
  if (trouble === null) {
    return [ok('shim', `the shim ${toolVersion} is installed and starts`), ...unguarded(stateFolder)];
  }
  if (!isNeeded) {
    return [
      note('shim', `${trouble}, and no entry needs it`, 'Nothing to do: `sallyport protect` installs it.'),
      ...unguarded(stateFolder),
    ];
  }
  return [
    mayMend
      ? mend(stateFolder, trouble)
      : broken('shim', trouble, 'Run `sallyport doctor` in a terminal, without `--dry-run`: it puts the shim back.'),
    ...unguarded(stateFolder),
  ];
}

function mend(stateFolder: string, trouble: string): Finding {
  try {
    ensureLauncher(stateFolder, true);
  } catch (error) {
    if (error instanceof SallyportError) {
      return broken('shim', `${trouble}, and could not be put back: ${error.message}`, error.remedy);
    }
    throw error;
  }
  const left = whatIsWrong(stateFolder);
  return left === null
    ? mended('shim', `${trouble}; the shim ${toolVersion} is installed now`)
    : broken('shim', left, 'Install Sallyport again, then run `sallyport doctor`.');
}

function whatIsWrong(stateFolder: string): string | null {
  const { launcher, current, versions } = shimStatus(stateFolder, 'bytes');
  const path = launcherPath(stateFolder);
  if (launcher !== 'present') {
    return launcher === 'absent' ? `the shim is missing (${path})` : `the shim may not be started (${path})`;
  }
  if (current === null || versions.find(({ version }) => version === current)?.isWhole !== true) {
    return 'the runtime of the shim is missing or damaged';
  }
  const shipped = shippedShim();
  if (shipped !== null && isOfVersion(current, shipped.version) && !isInstalled(stateFolder, shipped)) {
    return 'the runtime of the shim is missing or damaged';
  }
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: START_MS, env: {} });
  const said = (stdout ?? '').trim();
  if (said === '') {
    return 'the shim does not start';
  }
  return said === toolVersion ? null : `the shim is of version ${said}, not ${toolVersion}`;
}

function unguarded(stateFolder: string): readonly Finding[] {
  const { gaps } = shimStatus(stateFolder);
  return gaps === 0
    ? []
    : [
        note(
          'record',
          `${gaps} ${gaps === 1 ? 'server was' : 'servers were'} started without the shim while its runtime was broken`,
          'Restart the clients: the next connection writes it into the record.',
        ),
      ];
}
