import type { EntrySwitches } from '../model/launch.ts';
import { at, pointer } from './document.ts';
import type { Fields, Path } from './fields.ts';

/** What an entry says about running without asking, and about confinement. */
export function readSwitches(entry: Fields, path: Path): EntrySwitches {
  const approving = ['autoApprove', 'alwaysAllow', 'autoApproved', 'trust', 'default_tools_approval_mode'].find((key) =>
    approves(entry[key]),
  );
  const sandboxKey = ['sandboxEnabled', 'sandbox'].find((key) => entry[key] === false);
  return {
    autoApprove: approving === undefined ? [] : approvedTools(entry[approving]),
    autoApproveAt: approving === undefined ? null : pointer([...path, approving]),
    sandboxOffAt: sandboxKey === undefined ? null : pointer([...path, sandboxKey]),
    certificatesOffAt:
      at(entry, ['requestOptions', 'verifySsl']) === false ? pointer([...path, 'requestOptions', 'verifySsl']) : null,
  };
}

function approves(value: unknown): boolean {
  return value === true || value === 'approve' || (Array.isArray(value) && value.length > 0);
}

function approvedTools(value: unknown): 'all' | readonly string[] {
  return Array.isArray(value) && !value.includes('*') ? value.map(String) : 'all';
}
