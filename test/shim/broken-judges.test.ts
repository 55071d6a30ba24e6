import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenJudges } from '../../shim/broken-judges.ts';
import { putInForce } from './content/inspected-talk.ts';
import { callOf, talk } from './conversation-of-two.ts';
import { removeFolders, temporaryFolder } from './real-shim.ts';

let state: string;
let machine: string;
beforeEach(() => {
  state = temporaryFolder();
  machine = temporaryFolder();
});
afterEach(removeFolders);

const mode = (): string => brokenJudges(new Error('gone'), state, machine).mode();
const settings = (text: string): Readonly<Record<string, string>> => ({
  'settings.yaml': `version: 1\n${text}`,
  'person.cedar': 'permit (principal, action, resource);',
});

describe('a shim that lacks its judges', () => {
  it('passes calls where nobody has asked for more, and notes that it could not decide', () => {
    const between = talk({ judges: brokenJudges(new Error('gone'), state, machine) });
    between.client(callOf(1, 'any'));

    expect(between.atServer).toHaveLength(1);
    expect(between.notes.map(({ note }) => note)).toEqual(['decision', 'undecided']);
  });

  it('passes none in lockdown, and notes the same', async () => {
    await putInForce(state, settings('mode: lockdown\n'));
    const between = talk({ judges: brokenJudges(new Error('gone'), state, machine) });
    between.client(callOf(1, 'any'));

    expect(between.atServer).toEqual([]);
    expect(between.atClient).toHaveLength(1);
    expect(between.notes.map(({ note }) => note)).toEqual(['decision', 'undecided']);
  });

  it('goes by the mode of the policy in force', async () => {
    await putInForce(state, settings('mode: monitor\n'));

    expect(mode()).toBe('monitor');
  });

  it.each<[string, string, () => void]>([
    ['an administrator wants nothing to pass', 'lockdown', () => writeFileSync(join(machine, 'fail-closed'), '')],
    [
      "the administrator's floor is lockdown",
      'lockdown',
      () => writeFileSync(join(machine, 'policy-trust.json'), '{"floor":"lockdown"}'),
    ],
    [
      "the administrator's floor is monitor",
      'monitor',
      () => writeFileSync(join(machine, 'policy-trust.json'), '{"floor":"monitor"}'),
    ],
    [
      "the administrator's file is cut short",
      'lockdown',
      () => writeFileSync(join(machine, 'policy-trust.json'), '{"fl'),
    ],
    ['the policy in force is cut short', 'lockdown', () => damage('active', '{"payload":"eyJ')],
    [
      'the policy in force can not be read',
      'lockdown',
      () => mkdirSync(join(state, 'policy', 'active'), { recursive: true }),
    ],
  ])('when %s is in %s', (_, expected, arrange) => {
    arrange();

    expect(mode()).toBe(expected);
  });
});

function damage(name: string, text: string): void {
  mkdirSync(join(state, 'policy'));
  writeFileSync(join(state, 'policy', name), text);
}
