import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Handlers } from '../../contract/operations.ts';
import type { SettingsView } from '../../contract/settings.ts';
import type { Hub } from './hub.ts';
import { mustBeProject } from '../project-folder.ts';
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
  /** Other folders are to be looked at from now on. */
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
    'settings.save': async ({ onGuardGone, ...changed }) => {
      const before = readSettings(stateFolder);
      const projects = changed.projects?.map((folder) => fromHome(folder, home));
      for (const folder of projects ?? []) {
        if (!before.projects.includes(folder)) {
          await mustBeProject(folder, 'Name an existing folder by its whole path.');
        }
      }
      if (onGuardGone !== undefined) {
        writeLocalSettings(stateFolder, { ...readLocalSettings(stateFolder), onDrift: onGuardGone });
      }
      const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
      writeSettings(stateFolder, { ...readSettings(stateFolder), ...given, ...(projects && { projects }) });
      hub.tell('settings.changed', {});
      if (projects !== undefined && !isDeepStrictEqual(projects, before.projects)) {
        onProjects();
      }
      return show();
    },
  };
}

/** Screens write the home as `~`, and so does whoever copies from them. */
function fromHome(folder: string, home: string): string {
  return folder === '~' || /^~[/\\]/.test(folder) ? join(home, folder.slice(1)) : folder;
}
