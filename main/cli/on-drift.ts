import { SallyportError } from '../../scanner/model/errors.ts';
import { driftChoices, readLocalSettings, writeLocalSettings } from '../daemon/local-settings.ts';
import { usageError } from './run-cli.ts';
import { type Context, type Given, textOption } from './verb.ts';

/**
 * Keeps what was chosen with `--on-drift`: the tray, and the next daemon, do the same. Settings that can not be used keep nobody
 * from watching, and are never written over.
 */
export function chooseOnDrift(given: Given, { stateFolder, output }: Pick<Context, 'stateFolder' | 'output'>): void {
  const asked = textOption(given, 'on-drift');
  const choice = driftChoices.find((one) => one === asked);
  if (asked !== undefined && choice === undefined) {
    throw usageError(`--on-drift takes no ${JSON.stringify(asked)}`, `Choose one of ${driftChoices.join(', ')}.`);
  }
  try {
    const settings = readLocalSettings(stateFolder);
    if (choice !== undefined) {
      writeLocalSettings(stateFolder, { ...settings, onDrift: choice });
    }
  } catch (error) {
    if (choice !== undefined || !(error instanceof SallyportError) || error.code !== 'SETTINGS_INVALID') {
      throw error;
    }
    output.note(`sallyport: ${error.message}; until they are mended, drift is reported`);
  }
}
