import { driftChoices, readLocalSettings, writeLocalSettings } from '../daemon/local-settings.ts';
import { usageError } from './run-cli.ts';
import { type Given, textOption } from './verb.ts';

/** Keeps what was chosen with `--on-drift`: the tray, and the next daemon, do the same. */
export function chooseOnDrift(given: Given, stateFolder: string): void {
  const asked = textOption(given, 'on-drift');
  const choice = driftChoices.find((one) => one === asked);
  if (asked !== undefined && choice === undefined) {
    throw usageError(`--on-drift takes no ${JSON.stringify(asked)}`, `Choose one of ${driftChoices.join(', ')}.`);
  }
  const settings = readLocalSettings(stateFolder);
  if (choice !== undefined) {
    writeLocalSettings(stateFolder, { ...settings, onDrift: choice });
  }
}
