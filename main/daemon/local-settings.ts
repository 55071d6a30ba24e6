import { join } from 'node:path';
import * as z from 'zod/mini';
import { SallyportError } from '../../scanner/model/errors.ts';
import { readState, writeState } from './state-file.ts';

/** What this person has chosen for this laptop; everything else is policy. */
export interface LocalSettings {
  /** What the watch does when the shim has vanished from an entry: say so, or put it back. */
  readonly onDrift: OnDrift;
}

export type OnDrift = (typeof driftChoices)[number];

export const driftChoices = ['report', 'route-again'] as const;
export const usualSettings: LocalSettings = { onDrift: 'report' };

const schema = z.object({ v: z.literal(1), onDrift: z.optional(z.enum(driftChoices)) });

/** @throws SallyportError `SETTINGS_INVALID` */
export function readLocalSettings(stateFolder: string): LocalSettings {
  const path = settingsPath(stateFolder);
  const text = readState(path);
  if (text === null) {
    return usualSettings;
  }
  const parsed = schema.safeParse(asJson(text));
  if (!parsed.success) {
    throw new SallyportError({
      code: 'SETTINGS_INVALID',
      message: `the settings ${path} are not valid`,
      remedy: 'Mend the file, or remove it to go back to the usual settings.',
    });
  }
  return { onDrift: parsed.data.onDrift ?? usualSettings.onDrift };
}

/** What is done about drift now. While the settings can not be used it is reported, and `doctor` says what is wrong with them. */
export function onDriftHere(stateFolder: string): OnDrift {
  try {
    return readLocalSettings(stateFolder).onDrift;
  } catch (error) {
    if (error instanceof SallyportError && error.code === 'SETTINGS_INVALID') {
      return usualSettings.onDrift;
    }
    throw error;
  }
}

export function writeLocalSettings(stateFolder: string, settings: LocalSettings): void {
  writeState(settingsPath(stateFolder), `${JSON.stringify({ v: 1, ...settings })}\n`);
}

function settingsPath(stateFolder: string): string {
  return join(stateFolder, 'settings.json');
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema says that it is not valid.
    return null;
  }
}
