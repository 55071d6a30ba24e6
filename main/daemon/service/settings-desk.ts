import { isDeepStrictEqual } from 'node:util';
import type { Handlers } from '../../contract/operations.ts';
import type { SettingsView } from '../../contract/settings.ts';
import type { Hub } from './hub.ts';
import { onDriftHere, readLocalSettings, writeLocalSettings } from '../local-settings.ts';
import { lockedSettings } from './locked-settings.ts';
import { readSettings, writeSettings } from './settings-file.ts';

export interface SettingsDeskDeps {
  readonly stateFolder: string;
  readonly hub: Hub;
  readonly can: SettingsView['can'];
  /** Where an administrator's own files are; null where there are none to look at. */
  readonly policyMachine: string | null;
  readonly home: string;
  /** Other folders are named now. */
  readonly onProjects: () => void;
}

/** Shows and keeps the person's own choices. */
export function settingsDesk({
  stateFolder,
  hub,
  can,
  policyMachine,
  home,
  onProjects,
}: SettingsDeskDeps): Pick<Handlers, 'settings.show' | 'settings.save'> {
  const show = (): SettingsView => ({
    values: { ...readSettings(stateFolder), onGuardGone: onDriftHere(stateFolder) },
    locked: lockedSettings(stateFolder, policyMachine, home),
    can,
  });
  return {
    'settings.show': () => Promise.resolve(show()),
    'settings.save': ({ onGuardGone, ...changed }) => {
      if (onGuardGone !== undefined) {
        writeLocalSettings(stateFolder, { ...readLocalSettings(stateFolder), onDrift: onGuardGone });
      }
      const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
      const before = readSettings(stateFolder);
      writeSettings(stateFolder, { ...before, ...given });
      hub.tell('settings.changed', {});
      if (changed.projects !== undefined && !isDeepStrictEqual(changed.projects, before.projects)) {
        onProjects();
      }
      return Promise.resolve(show());
    },
  };
}
