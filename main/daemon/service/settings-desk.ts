import type { Handlers } from '../../contract/operations.ts';
import type { SettingsView } from '../../contract/settings.ts';
import type { Hub } from './hub.ts';
import { readSettings, writeSettings } from './settings-file.ts';

export interface SettingsDeskDeps {
  readonly stateFolder: string;
  readonly hub: Hub;
  readonly can: SettingsView['can'];
}

/** Shows and keeps the person's own choices. */
export function settingsDesk({
  stateFolder,
  hub,
  can,
}: SettingsDeskDeps): Pick<Handlers, 'settings.show' | 'settings.save'> {
  const show = (): SettingsView => ({ values: readSettings(stateFolder), locked: [], can });
  return {
    'settings.show': () => Promise.resolve(show()),
    'settings.save': (changed) => {
      const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
      writeSettings(stateFolder, { ...readSettings(stateFolder), ...given });
      hub.tell('settings.changed', {});
      return Promise.resolve(show());
    },
  };
}
