import { PolicyRefused } from '../cedar/fault.ts';
import { listOf, objectOf, onlyKeys, textOf } from '../cedar/json-form.ts';
import { publicKeyOf } from './keys.ts';
import type { TrustHere } from './trust.ts';

/** What a trust file says. */
export type TrustFile = Omit<TrustHere, 'from' | 'problem'>;

/**
 * Reads `policy-trust.json` or `trust.json`. Parts and words that are not known are refused: a typing error must not loosen.
 *
 * @throws PolicyRefused, SyntaxError
 */
export function parseTrust(text: string): TrustFile {
  const file = objectOf(JSON.parse(text), 'the trust file');
  onlyKeys(file, ['organisation', 'keys'], known, 'the trust file');
  const keys = listOf(file['keys'], 'its keys').map((key) => publicKeyOf(textOf(key, 'a key')));
  const threshold = wholeNumber(file['threshold'] ?? 1, 'its threshold');
  if (keys.length === 0 || threshold < 1 || threshold > keys.length) {
    throw new PolicyRefused('its threshold asks for more keys than it names, or it names none');
  }
  const floor = file['floor'] ?? 'monitor';
  if (floor !== 'monitor' && floor !== 'lockdown') {
    throw new PolicyRefused('its floor is neither monitor nor lockdown');
  }
  const approvals = file['approvals'] ?? 'any';
  if (approvals !== 'any' && approvals !== 'window-only') {
    throw new PolicyRefused('its approvals are neither any nor window-only');
  }
  return {
    trust: {
      kind: 'managed',
      organisation: textOf(file['organisation'], 'its organisation'),
      keys,
      threshold,
      lowestVersion: wholeNumber(file['lowestVersion'] ?? 0, 'its lowest version'),
    },
    source: file['source'] === undefined || file['source'] === null ? null : textOf(file['source'], 'its source'),
    floor,
    localApprovals: trueOrFalse(file['localApprovals'] ?? false, 'its localApprovals'),
    mayPause: trueOrFalse(file['mayPause'] ?? true, 'its mayPause'),
    approvals,
  };
}

const known = ['threshold', 'floor', 'lowestVersion', 'source', 'localApprovals', 'mayPause', 'approvals'];

function trueOrFalse(value: unknown, what: string): boolean {
  if (typeof value !== 'boolean') {
    throw new PolicyRefused(`${what} is neither true nor false`);
  }
  return value;
}

function wholeNumber(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new PolicyRefused(`${what} is no whole number`);
  }
  return value;
}
