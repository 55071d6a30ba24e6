import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { walkUp, type ProcessFacts, type ProcessTable } from './process-table.ts';

/** Processes as `/proc` shows them. */
export const linuxProcesses: ProcessTable = linuxProcessesBy(() => {
  listsChildren ??= existsSync('/proc/thread-self/children');
  return listsChildren;
});

let boot: string | null = null;
let listsChildren: boolean | null = null;

/** @param isListing whether this kernel lists the children of a process; one that is built without that tells only the parent of each */
export function linuxProcessesBy(isListing: () => boolean): ProcessTable {
  return {
    read,
    lineage: (pid) => walkUp(pid, read),
    all,
    descendants: (pid) => descendants(pid, isListing() ? listedChildren : childrenByParent()),
  };
}

function read(pid: number): ProcessFacts | null {
  const stat = textOf(`/proc/${pid}/stat`);
  if (stat === null) {
    return null;
  }
  const facts = parseStat(stat);
  // A zombie is gone for every purpose here: it runs nothing and only waits for its parent.
  if (facts === null || facts.state === 'Z' || facts.state === 'X') {
    return null;
  }
  const args = (textOf(`/proc/${pid}/cmdline`) ?? '').split('\0').slice(0, -1);
  // Ticks since the start of the system mean nothing after the next one.
  boot ??= textOf('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  return { pid, parent: facts.parent, started: `${boot}/${facts.started}`, path: linkOf(`/proc/${pid}/exe`), args };
}

/** The name in parentheses may itself hold spaces and parentheses: fields are counted from the last one. */
export function parseStat(
  stat: string,
): { readonly state: string; readonly parent: number; readonly started: string } | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent] = fields;
  const started = fields[19];
  return state === undefined || parent === undefined || started === undefined
    ? null
    : { state, parent: Number(parent), started };
}

function all(): readonly ProcessFacts[] {
  return pids()
    .map(read)
    .filter((facts) => facts !== null);
}

function pids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

type Children = (pid: number) => readonly number[];

function descendants(pid: number, childrenOf: Children): readonly ProcessFacts[] {
  const found: ProcessFacts[] = [];
  const open = [...childrenOf(pid)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const facts = read(next);
    if (facts !== null) {
      found.push(facts);
    }
    open.push(...childrenOf(next));
  }
  return found;
}

function listedChildren(pid: number): readonly number[] {
  let threads: readonly string[];
  try {
    threads = readdirSync(`/proc/${pid}/task`);
  } catch {
    // It ended while we looked.
    return [];
  }
  return threads.flatMap((thread) =>
    (textOf(`/proc/${pid}/task/${thread}/children`) ?? '')
      .split(' ')
      .filter((child) => child !== '')
      .map(Number),
  );
}

function childrenByParent(): Children {
  const children = Map.groupBy(pids(), (pid) => parseStat(textOf(`/proc/${pid}/stat`) ?? '')?.parent);
  return (pid) => children.get(pid) ?? [];
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Gone, or another user's: both mean that nothing is known.
    return null;
  }
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    // Another user's process.
    return null;
  }
}
