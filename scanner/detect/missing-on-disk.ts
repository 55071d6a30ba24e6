import type { Runs } from '../model/identity.ts';
import type { Detector } from './detector.ts';
import { tilde } from './host-path.ts';
import { argumentPlace } from './place.ts';
import { shown } from './shown.ts';

/** The program an entry names is not there: the entry is dead, and whoever puts a file in that place is started. */
export const detectMissingOnDisk: Detector = (subject) => {
  const { runs } = subject.resolved;
  if (runs.kind !== 'file' || (runs.present !== 'missing' && !isUnknownCommand(runs))) {
    return [];
  }
  const path = shown(tilde(runs.path, subject));
  const base = {
    rule: 'config/missing-on-disk',
    severity: 'low',
    where: argumentPlace(subject.entry, names(runs.path)),
  } as const;
  return [
    runs.present === 'missing'
      ? {
          ...base,
          confidence: 'certain',
          message: `${path} does not exist`,
          remedy: 'Correct the path, or remove the entry.',
        }
      : {
          ...base,
          // A client may search more folders than we know.
          confidence: 'possible',
          message: `the command ${path} was not found in the folders where programs are looked up`,
          remedy: 'Install the program, or name it by its full path.',
        },
  ];
};

/** A bare command that was looked up in vain. A relative path is not missing: its folder is only known to the client. */
export function isUnknownCommand({ path, present, interpreter }: Extract<Runs, { kind: 'file' }>): boolean {
  return present === 'unresolved' && interpreter === null && path !== '' && !/[/\\]/.test(path);
}

/** The argument that led to a path: the path itself, or its relative end. */
function names(path: string): (argument: string) => boolean {
  return (argument) => argument === path || (argument.length > 2 && path.endsWith(argument.replace(/^\.[/\\]/, '')));
}
