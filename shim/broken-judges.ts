import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineFolder } from '../policy/bundle/machine-folder.ts';
import { noJudges, type Judges } from './pipeline.ts';

/**
 * For a shim whose own judges could not be loaded: each call is one that could not be decided, which passes with a gap in
 * the record, unless this laptop is in lockdown, or an administrator wants nothing to pass then.
 *
 * @param machine folder of the administrator's files
 */
export function brokenJudges(
  error: unknown,
  stateFolder: string,
  machine: string = machineFolder(process.platform, {}),
): Judges {
  const mode = modeWithoutJudges(stateFolder, machine);
  return {
    ...noJudges,
    decide: () => {
      throw error;
    },
    mode: () => mode,
  };
}

/** What can be told by the files alone, unverified. Where one says nothing that can be read, nothing passes. */
function modeWithoutJudges(stateFolder: string, machine: string): 'monitor' | 'lockdown' {
  const policy = join(stateFolder, 'policy');
  const said = [
    existsSync(join(machine, 'fail-closed')) ? 'lockdown' : 'monitor',
    saidBy(join(machine, 'policy-trust.json'), (trust) => member(trust, 'floor')),
    saidBy(join(policy, 'trust.json'), (trust) => member(trust, 'floor')),
    saidBy(join(policy, existsSync(join(policy, 'active')) ? 'active' : 'previous'), (envelope) => {
      const payload = Buffer.from(String(member(envelope, 'payload')), 'base64').toString('utf8');
      return member(member(JSON.parse(payload), 'settings'), 'mode');
    }),
  ];
  return said.includes('lockdown') ? 'lockdown' : 'monitor';
}

function saidBy(path: string, modeIn: (document: unknown) => unknown): 'monitor' | 'lockdown' {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'monitor' : 'lockdown';
  }
  try {
    const mode = modeIn(JSON.parse(text)) ?? 'monitor';
    return mode === 'monitor' ? 'monitor' : 'lockdown';
  } catch {
    // Not whole: what it asked for is not known.
    return 'lockdown';
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
