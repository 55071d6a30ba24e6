import { isRecord } from '../formats/document.ts';
import type { Confidence, Severity } from '../model/finding.ts';
import type { KeyPath, RiskySwitch } from './client.ts';

interface Said {
  readonly message: string;
  readonly remedy: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

/** A key that lets the client act without asking its person. */
export function skipsPermissions(at: KeyPath, when: RiskySwitch['when'], said: Said): RiskySwitch {
  return { at, when, finding: { rule: 'client/skips-permissions', severity: 'high', confidence: 'certain', ...said } };
}

/** A key that takes away the confinement in which the client runs commands. */
export function sandboxOff(at: KeyPath, when: RiskySwitch['when'], said: Said): RiskySwitch {
  return { at, when, finding: { rule: 'client/sandbox-off', severity: 'high', confidence: 'certain', ...said } };
}

export function is(...risky: readonly unknown[]): RiskySwitch['when'] {
  return (value) => risky.includes(value);
}

export function includes(risky: unknown): RiskySwitch['when'] {
  return (value) => Array.isArray(value) && value.includes(risky);
}

/** For a map of things with names of their own, such as profiles. */
export function someValue(isRisky: (value: unknown) => boolean): RiskySwitch['when'] {
  return (map) => isRecord(map) && Object.values(map).some(isRisky);
}
