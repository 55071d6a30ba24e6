import { SallyportError } from '../../scanner/model/errors.ts';
import { driftChoices, type OnDrift, readLocalSettings } from '../daemon/local-settings.ts';
import { usageError } from './run-cli.ts';
import { type Context, type Given, textOption } from './verb.ts';

/**
 * What was chosen with `--on-drift`; null when nothing was. Settings that can not be used keep nobody from watching, and are
 * never written over.
 *
 * @throws SallyportError `SETTINGS_INVALID` where the choice could not be kept
 */
export function driftChoice(
  given: Given,
  { stateFolder, output }: Pick<Context, 'stateFolder' | 'output'>,
): OnDrift | null {
  const asked = textOption(given, 'on-drift');
  const choice = driftChoices.find((one) => one === asked) ?? null;
  if (asked !== undefined && choice === null) {
    throw usageError(`--on-drift takes no ${JSON.stringify(asked)}`, `Choose one of ${driftChoices.join(', ')}.`);
  }
  try {
    readLocalSettings(stateFolder);
  } catch (error) {
    if (choice !== null || !(error instanceof SallyportError) || error.code !== 'SETTINGS_INVALID') {
      throw error;
    }
    output.note(`sallyport: ${error.message}; until they are mended, drift is reported`);
  }
  return choice;
}
