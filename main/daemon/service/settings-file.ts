import { join } from 'node:path';
import { type Settings, settingsSchema } from '../../contract/settings.ts';
import { readState, writeState } from '../state-file.ts';

const usual: Settings = {
  language: 'system',
  theme: 'system',
  notifications: { mostAnHour: 6, quiet: null, digestAt: null },
  onGuardGone: 'report',
  startAtLogin: false,
  projects: [],
  views: [],
  isWelcomed: false,
};

/** The person's choices, with the usual one for each that was never made or can not be read. */
export function readSettings(stateFolder: string): Settings {
  const written = asObject(readState(settingsPath(stateFolder)));
  const known = Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(written[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return { ...usual, ...(Object.fromEntries(known) as Partial<Settings>) };
}

export function writeSettings(stateFolder: string, settings: Settings): void {
  writeState(settingsPath(stateFolder), `${JSON.stringify(settings, null, 2)}\n`);
}

function settingsPath(stateFolder: string): string {
  return join(stateFolder, 'screens.json');
}

function asObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // A damaged file is as good as none; saving again mends it.
    return {};
  }
}
