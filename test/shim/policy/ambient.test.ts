import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../scanner/machine.ts';
import { entryVariables } from '../../../shim/policy/ambient.ts';

const machine: Machine = {
  os: 'linux',
  home: '/home/anna',
  env: {},
  system: '/',
  searchPath: [],
  programEndings: [''],
  userId: 1000,
};
const namesOf = (own: Record<string, string>, ...others: readonly Record<string, string>[]): readonly string[] => [
  ...entryVariables(own, others, machine).keys(),
];

describe("the entry's own variables that change which code runs", () => {
  it('are those the client does not have', () => {
    expect(namesOf({ NODE_OPTIONS: '--x', PYTHONPATH: '/p', A: '1' }, { PYTHONPATH: '/p' })).toEqual(['NODE_OPTIONS']);
  });

  it('hold a home that is moved, and not one that everything on this laptop has', () => {
    expect(namesOf({ HOME: '/tmp/other' }, { HOME: '/home/anna' })).toEqual(['HOME']);
    expect(namesOf({ HOME: '/home/anna' })).toEqual([]);
    expect(namesOf({ HOME: '/tmp/other' }, { HOME: '/tmp/other' })).toEqual([]);
  });
});
