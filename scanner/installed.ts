import type { Client } from './clients/client.ts';
import { expandPaths, glob } from './clients/expand.ts';
import { inParallel } from './in-parallel.ts';
import type { ClientId } from './model/ids.ts';
import { mayRaiseDialog } from './privacy.ts';
import type { SourceDeps } from './sources.ts';

const AT_ONCE = 16;

/** Clients whose program, extension or own data is on this machine. */
export async function findInstalled(clients: readonly Client[], deps: SourceDeps): Promise<ReadonlySet<ClientId>> {
  const commands = await commandsOnPath(deps);
  const found = await inParallel(clients, AT_ONCE, async (client) => {
    const isOnPath = client.commands.some((name) =>
      deps.machine.programEndings.some((ending) => commands.has(`${name}${ending}`)),
    );
    return isOnPath || (await hasEvidence(client, deps)) ? [client.id] : [];
  });
  return new Set(found.flat());
}

async function commandsOnPath({ machine, files }: SourceDeps): Promise<ReadonlySet<string>> {
  const listed = await inParallel(machine.searchPath, AT_ONCE, (folder) => files.list(folder));
  const names = listed.flatMap((found) => (typeof found === 'string' ? [] : found));
  return new Set(machine.os === 'win32' ? names.map((name) => name.toLowerCase()) : names);
}

async function hasEvidence(client: Client, { machine, files, mayReadGuarded }: SourceDeps): Promise<boolean> {
  for (const pattern of expandPaths(client.evidence, machine)) {
    const { paths } = await glob(pattern, files, (folder) => mayReadGuarded || !mayRaiseDialog(folder, machine));
    for (const path of paths) {
      if ((await files.probe(path)).kind !== 'absent') {
        return true;
      }
    }
  }
  return false;
}
