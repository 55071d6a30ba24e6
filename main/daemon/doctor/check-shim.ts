import { spawnSync } from 'node:child_process';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { isInstalled } from '../../../shim/install/install-shim.ts';
import { shimStatus } from '../../../shim/install/installed-shim.ts';
import { isOfVersion } from '../../../shim/install/layout.ts';
import { ensureLauncher, launcherPath } from '../protect/launcher.ts';
import { shippedShim } from '../shipped-shim.ts';
import { toolVersion } from '../../version.ts';
import { broken, type Finding, mended, note, ok, type Told, told } from './finding.ts';

const START_MS = 20_000;
const damaged = told('shim-damaged', 'the runtime of the shim is missing or damaged');

/**
 * Whether the shim that entries name is there and starts; puts it back where it is not.
 *
 * @param isNeeded entries name it
 */
export function checkShim(stateFolder: string, isNeeded: boolean, mayMend: boolean): readonly Finding[] {
  const trouble = whatIsWrong(stateFolder);
  if (trouble === null) {
    return [
      ok('shim', told('shim-fine', `the shim ${toolVersion} is installed and starts`, toolVersion)),
      ...unguarded(stateFolder),
    ];
  }
  if (!isNeeded) {
    return [
      note(
        'shim',
        { ...trouble, text: `${trouble.text}, and no entry needs it` },
        'Nothing to do: `sallyport protect` installs it.',
      ),
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

function mend(stateFolder: string, trouble: Told): Finding {
  try {
    ensureLauncher(stateFolder, true);
  } catch (error) {
    if (error instanceof SallyportError) {
      return broken(
        'shim',
        { ...trouble, text: `${trouble.text}, and could not be put back: ${error.message}` },
        error.remedy,
      );
    }
    throw error;
  }
  const left = whatIsWrong(stateFolder);
  return left === null
    ? mended('shim', { ...trouble, text: `${trouble.text}; the shim ${toolVersion} is installed now` })
    : broken('shim', left, 'Install Sallyport again, then run `sallyport doctor`.');
}

function whatIsWrong(stateFolder: string): Told | null {
  const { launcher, current, versions } = shimStatus(stateFolder, 'bytes');
  const path = launcherPath(stateFolder);
  if (launcher !== 'present') {
    return launcher === 'absent'
      ? told('shim-missing', `the shim is missing (${path})`, path)
      : told('shim-not-startable', `the shim may not be started (${path})`, path);
  }
  if (current === null || versions.find(({ version }) => version === current)?.isWhole !== true) {
    return damaged;
  }
  const shipped = shippedShim();
  if (shipped !== null && isOfVersion(current, shipped.version) && !isInstalled(stateFolder, shipped)) {
    return damaged;
  }
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: START_MS, env: {} });
  const said = (stdout ?? '').trim();
  if (said === '') {
    return told('shim-silent', 'the shim does not start');
  }
  return said === toolVersion
    ? null
    : told('shim-other-version', `the shim is of version ${said}, not ${toolVersion}`, said, toolVersion);
}

function unguarded(stateFolder: string): readonly Finding[] {
  const { gaps } = shimStatus(stateFolder);
  return gaps === 0
    ? []
    : [
        note(
          'record',
          told(
            'started-unguarded',
            `${gaps} ${gaps === 1 ? 'server was' : 'servers were'} started without the shim while its runtime was broken`,
            gaps,
          ),
          'Restart the clients: the next connection writes it into the record.',
        ),
      ];
}
