import type { Severity } from '../model/finding.ts';
import type { Detector, Subject } from './detector.ts';
import { isWithin, normalPath, tilde } from './host-path.ts';
import type { PathRules } from './host-path.ts';
import { argumentPlace } from './place.ts';
import { shown } from './shown.ts';

interface LooseFolder {
  readonly what: string;
  readonly severity: Severity;
  readonly folders: readonly string[];
}

/** A program started from a folder that is meant to be thrown away, or that a browser fills. */
export const detectRunsFromTemp: Detector = (subject) => {
  for (const path of startedPaths(subject)) {
    const loose = looseFolder(path, subject);
    if (loose !== null) {
      return [
        {
          rule: 'config/runs-from-temp',
          severity: loose.severity,
          confidence: 'certain',
          where: argumentPlace(subject.entry, (argument) => argument === path),
          message: `${shown(tilde(path, subject))} starts from ${loose.what}`,
          remedy: 'Move the program to a folder that only you write, and start it from there.',
        },
      ];
    }
  }
  return [];
};

function startedPaths({ resolved, program }: Subject): readonly string[] {
  const { runs } = resolved;
  const named =
    runs.kind === 'file' ? [runs.path] : runs.kind === 'source' ? [runs.from.replace(/^file:(?:\/\/)?/, '')] : [];
  return program === null ? named : [...named, program.realPath];
}

/** Inside the home only the home's own loose folders count: the home itself may lie anywhere. */
function looseFolder(path: string, rules: PathRules): LooseFolder | null {
  const normal = normalPath(path, rules);
  const home = normalPath(rules.home, rules);
  if (normal === null) {
    return null;
  }
  const inHome = home !== null && isWithin(normal, home);
  const candidates = inHome ? looseInHome : looseOnSystem[rules.os];
  const rest = inHome ? normal.slice(home.length) : normal;
  const insensitive = rest.toLowerCase();
  return (
    candidates.find(({ folders }) => folders.some((folder) => isWithin(inHome ? insensitive : rest, folder))) ?? null
  );
}

const looseInHome: readonly LooseFolder[] = [
  { what: 'the download folder', severity: 'medium', folders: ['/downloads'] },
  { what: 'a temporary folder', severity: 'medium', folders: ['/appdata/local/temp', '/tmp', '/.tmp'] },
];

const looseOnSystem: Readonly<Record<PathRules['os'], readonly LooseFolder[]>> = {
  linux: [
    { what: 'a folder that every account may write', severity: 'high', folders: ['/tmp', '/var/tmp', '/dev/shm'] },
  ],
  darwin: [
    { what: 'a folder that every account may write', severity: 'high', folders: ['/tmp', '/var/tmp', '/users/shared'] },
    { what: 'a temporary folder', severity: 'medium', folders: ['/var/folders'] },
  ],
  win32: [
    {
      what: 'a folder that every account may write',
      severity: 'high',
      folders: ['c:/windows/temp', 'c:/temp', 'c:/tmp', 'c:/users/public'],
    },
  ],
};
