import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../../scanner/machine.ts';

export interface Account {
  readonly name: string;
  /** Null on Windows. */
  readonly id: number | null;
  readonly home: string;
}

const FIRST_PERSON_LINUX = 1000;
const NOBODY = 65_534;
const notPeople = new Set([
  'Shared',
  'Guest',
  'Public',
  'Default',
  'Default User',
  'All Users',
  'WDAGUtilityAccount',
  '.localized',
  'desktop.ini',
]);

/** People with a home on this machine, root included where it has one. Starts no program: the account files and the folder of homes tell. */
export function accounts({ os, system }: Pick<Machine, 'os' | 'system'>): readonly Account[] {
  return os === 'linux'
    ? fromPasswd(join(system, 'etc', 'passwd'))
    : fromFolder(join(system, 'Users'), os === 'darwin');
}

function fromPasswd(path: string): readonly Account[] {
  const people = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line): readonly Account[] => {
      const [name, , uid, , , home] = line.split(':');
      const id = Number(uid);
      const isPerson = id === 0 || (id >= FIRST_PERSON_LINUX && id < NOBODY);
      return name === undefined || home === undefined || home === '' || !isPerson || !existsSync(home)
        ? []
        : [{ name, id, home }];
    });
  return [...new Map(people.map((person) => [person.home, person])).values()];
}

function fromFolder(folder: string, hasNumbers: boolean): readonly Account[] {
  return readdirSync(folder)
    .filter((name) => !notPeople.has(name))
    .map((name) => ({ name, home: join(folder, name), stats: statSync(join(folder, name), { throwIfNoEntry: false }) }))
    .filter(({ stats }) => stats?.isDirectory() === true)
    .map(({ name, home, stats }) => ({ name, home, id: hasNumbers ? (stats?.uid ?? null) : null }));
}
