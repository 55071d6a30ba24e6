import type { Os } from '../model/launch.ts';
import type { Paths, PathTemplate } from './client.ts';

/** A place under the folder where desktop programs keep their data, by each system's custom. */
export function applicationData(path: string): Paths {
  return {
    darwin: [`{home}/Library/Application Support/${path}`],
    win32: [`{appData}/${path}`],
    linux: inConfigFolder(path),
  };
}

/** The folder the variable names and the default one: programs started from the desktop often miss the shell's variable. */
export function inConfigFolder(path: string): readonly PathTemplate[] {
  return [`{config}/${path}`, `{home}/.config/${path}`];
}

/** A macOS application in either folder where people put them. */
export function macApp(name: string): Paths {
  return { darwin: [`{system}/Applications/${name}.app`, `{home}/Applications/${name}.app`] };
}

/** Joins lists of paths, each system's with its own, in the given order. */
export function together(...parts: readonly Paths[]): Paths {
  const all = (os: Os): readonly PathTemplate[] => parts.flatMap((part) => (isList(part) ? part : (part[os] ?? [])));
  return { darwin: all('darwin'), win32: all('win32'), linux: all('linux') };
}

function isList(paths: Paths): paths is readonly PathTemplate[] {
  return Array.isArray(paths);
}
