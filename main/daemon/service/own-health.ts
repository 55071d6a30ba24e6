import { accessSync, constants } from 'node:fs';
import type { HealthLine } from '../../contract/health.ts';
import type { Inventory } from '../../../scanner/model/inventory.ts';
import { unreadSources } from '../../report/order.ts';
import { launcherPath } from '../protect/launcher.ts';
import { isWritable } from '../state-folder.ts';
import type { HealthSource } from './health-desk.ts';
import { inForceNow } from './policy-desk.ts';

export interface OwnHealthDeps {
  readonly stateFolder: string;
  readonly policyFolder: string;
  readonly policyMachine: string | null;
  readonly now: () => Date;
  readonly inventory: () => Inventory | null;
}

/** What the daemon sees of itself: its folder, the shim it installs, the policy, what it could not read. */
export function ownHealth(deps: OwnHealthDeps): HealthSource {
  const lines = (): readonly HealthLine[] => [
    folderLine(deps.stateFolder),
    launcherLine(deps.stateFolder, deps.inventory()),
    policyLine(deps),
    sourcesLine(deps.inventory()),
  ];
  return { status: () => Promise.resolve(lines()), doctor: () => Promise.resolve(lines()) };
}

function folderLine(stateFolder: string): HealthLine {
  return isWritable(stateFolder)
    ? { id: 'state-folder', state: 'ok', message: `the state folder ${stateFolder} can be written`, remedy: null }
    : {
        id: 'state-folder',
        state: 'broken',
        message: `the state folder ${stateFolder} can not be written`,
        remedy: 'Make the folder writable, or choose another with `--state DIR`.',
      };
}

function launcherLine(stateFolder: string, inventory: Inventory | null): HealthLine {
  const path = launcherPath(stateFolder);
  const guarded = inventory?.summary.guarded ?? 0;
  if (isRunnable(path)) {
    return { id: 'shim', state: 'ok', message: `the shim is installed (${path})`, remedy: null };
  }
  return guarded === 0
    ? { id: 'shim', state: 'ok', message: 'the shim is not installed, and nothing needs it yet', remedy: null }
    : {
        id: 'shim',
        state: 'broken',
        message: `${guarded} servers start through the shim, and it is not installed (${path})`,
        remedy: 'Run `sallyport shim install`.',
      };
}

function policyLine({ policyFolder, policyMachine, now }: OwnHealthDeps): HealthLine {
  const current = inForceNow(policyFolder, policyMachine, now());
  switch (current.kind) {
    case 'none':
      return {
        id: 'policy',
        state: 'ok',
        message: 'no policy: everything is recorded, little is refused',
        remedy: null,
      };
    case 'unusable':
      return {
        id: 'policy',
        state: 'broken',
        message: `the policy can not be used: ${current.why}`,
        remedy: 'Build the policy anew, or ask who manages this laptop.',
      };
    case 'in-force': {
      const { staleSince, loaded } = current.verified;
      const message = `version ${loaded.bundle.version} of the policy decides`;
      return current.passedOver !== null || staleSince !== null
        ? {
            id: 'policy',
            state: 'attention',
            message: `${message}${staleSince === null ? `; ${current.passedOver ?? ''}` : `, stale since ${staleSince.toISOString()}`}`,
            remedy: 'Fetch or build a newer one.',
          }
        : { id: 'policy', state: 'ok', message, remedy: null };
    }
  }
}

function sourcesLine(inventory: Inventory | null): HealthLine {
  if (inventory === null) {
    return { id: 'sources', state: 'unknown', message: 'this home was not scanned yet', remedy: 'Scan it.' };
  }
  const unread = unreadSources(inventory).length;
  return unread === 0
    ? { id: 'sources', state: 'ok', message: 'every place where servers may be configured was read', remedy: null }
    : {
        id: 'sources',
        state: 'attention',
        message: `${unread} ${unread === 1 ? 'place' : 'places'} where servers may be configured could not be read`,
        remedy: 'See Clients for each of them.',
      };
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // The only question is whether it is there to be started.
    return false;
  }
}
