import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { approvalsFolder, listStanding, type StandingFolder } from '../../../shim/asking/standing.ts';
import { standingName, standingText, type StandingApproval } from '../../../shim/asking/standing-file.ts';
import { writeState } from '../state-file.ts';

/** Approvals that shims find by themselves, without the daemon: one small file each. */
export interface StandingStore {
  list(): readonly StandingApproval[];
  /** @throws SallyportError `STATE_UNWRITABLE`; nothing is approved then */
  put(standing: StandingApproval): void;
  /** Takes back what an answer with this id gave. @returns whether there was anything */
  remove(id: string): readonly StandingApproval[];
}

export function standingStore(folder: StandingFolder, now: () => Date): StandingStore {
  const pathOf = (name: string): string => join(approvalsFolder(folder.stateFolder), name);
  const list = (): readonly StandingApproval[] => {
    const { standing, over } = listStanding(folder, now());
    over.forEach((name) => rmSync(pathOf(name), { force: true }));
    return standing;
  };
  return {
    list,
    put: (standing) => writeState(pathOf(standingName(standing)), standingText(standing, folder.key)),
    remove: (id) => {
      const found = list().filter((one) => one.id === id);
      found.forEach((one) => rmSync(pathOf(standingName(one)), { force: true }));
      return found;
    },
  };
}
