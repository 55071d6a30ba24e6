import { join } from 'node:path';
import { type Settings, settingsSchema } from '../../contract/settings.ts';
import { readState, writeState } from '../state-file.ts';

/** What is kept here; the others are kept where the command line keeps them. */
export type OwnSettings = Omit<Settings, 'onGuardGone'>;

const usual: OwnSettings = {
  language: 'system',
  theme: 'system',
  notifications: { mostAnHour: 6, quiet: null, digestAt: null },
  startAtLogin: false,
  projects: [],
  views: [],
  isWelcomed: false,
};

const ownSchema = settingsSchema.omit({ onGuardGone: true });

/** The person's choices, with the usual one for each that was never made or can not be read. */
export function readSettings(stateFolder: string): OwnSettings {
  const written = asObject(readState(settingsPath(stateFolder)));
  const known = Object.entries(ownSchema.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(written[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return { ...usual, ...(Object.fromEntries(known) as Partial<OwnSettings>) };
}

export function writeSettings(stateFolder: string, settings: OwnSettings): void {
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
