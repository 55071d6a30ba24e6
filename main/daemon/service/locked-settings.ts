import { join } from 'node:path';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { shownWriter } from '../../../scanner/display.ts';
import type { Locked } from '../../contract/settings.ts';

/**
 * What whoever decides on this laptop has set for its person: nothing where nobody does.
 *
 * @param machine where an administrator's own files are; null where there are none to look at
 */
export function lockedSettings(stateFolder: string, machine: string | null, home: string): readonly Locked[] {
  const folder = join(stateFolder, 'policy');
  const { trust, from, localApprovals, mayPause, approvals, source: address } = trustHere(folder, machine);
  if (trust.kind === 'local') {
    return [];
  }
  const path = from === 'machine' && machine !== null ? join(machine, 'policy-trust.json') : join(folder, 'trust.json');
  const source = `${trust.organisation} (${shownWriter(home)(path)})`;
  return [
    { name: 'pausing', isAllowed: mayPause, source },
    { name: 'local-approvals', isAllowed: localApprovals, source },
    { name: 'approvals', where: approvals, source },
    { name: 'policy-source', address, source },
  ];
}
