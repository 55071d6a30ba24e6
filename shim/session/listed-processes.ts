import { spawnSync } from 'node:child_process';
import { walkUp, type ProcessFacts, type ProcessTable } from './process-table.ts';

/** Processes where one program lists them all: `ps` on macOS, CIM on Windows. Each look costs a start of that program. */
export function listedProcesses(list: () => readonly ProcessFacts[]): ProcessTable {
  return {
    read: (pid) => list().find((one) => one.pid === pid) ?? null,
    lineage: (pid) => {
      const all = new Map(list().map((one) => [one.pid, one]));
      return walkUp(pid, (one) => all.get(one) ?? null);
    },
    all: list,
    descendants: (pid) => {
      const all = list();
      const found: ProcessFacts[] = [];
      const parents = new Set([pid]);
      // Lists are not ordered by age everywhere, so pass over it until nothing is added.
      for (let grown = true; grown;) {
        const more = all.filter((one) => parents.has(one.parent) && !parents.has(one.pid));
        more.forEach((one) => parents.add(one.pid));
        found.push(...more);
        grown = more.length > 0;
      }
      return found;
    },
  };
}

export function macProcesses(): ProcessTable {
  const columns = ['-axww', '-o', 'pid=,ppid=,lstart=,command='];
  return listedProcesses(() => parsePs(outputOf('/bin/ps', columns, { LC_ALL: 'C' })));
}

export function windowsProcesses(systemRoot: string): ProcessTable {
  const shell = `${systemRoot}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
  const script =
    '[Console]::OutputEncoding=[Text.Encoding]::UTF8;' +
    'Get-CimInstance Win32_Process|Select-Object ProcessId,ParentProcessId,ExecutablePath,CommandLine,' +
    '@{n="Started";e={$_.CreationDate.ToFileTimeUtc()}}|ConvertTo-Json -Compress';
  return listedProcesses(() => parseCim(outputOf(shell, ['-NoProfile', '-NonInteractive', '-Command', script], {})));
}

/** Lines such as `  501     1 Fri Nov 20 09:00:00 2026 /Applications/Cursor.app/… --flag`. */
export function parsePs(text: string): readonly ProcessFacts[] {
  return text.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4})\s+(.*)$/.exec(line);
    const [, pid, parent, started, command] = found ?? [];
    if (pid === undefined || parent === undefined || started === undefined || command === undefined) {
      return [];
    }
    // The list does not quote: a path with spaces can only be told from its arguments by where a flag begins.
    const path = command.split(/ (?=-)/, 1)[0] ?? command;
    return [{ pid: Number(pid), parent: Number(parent), started, path, args: command.split(' ') }];
  });
}

export function parseCim(text: string): readonly ProcessFacts[] {
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch {
    // The shell was refused or timed out: nothing is known.
    return [];
  }
  return (Array.isArray(rows) ? rows : [rows]).flatMap((row: unknown) => {
    if (typeof row !== 'object' || row === null || !('ProcessId' in row) || !('ParentProcessId' in row)) {
      return [];
    }
    const path = 'ExecutablePath' in row && typeof row.ExecutablePath === 'string' ? row.ExecutablePath : null;
    const command = 'CommandLine' in row && typeof row.CommandLine === 'string' ? row.CommandLine : '';
    const started = 'Started' in row ? String(row.Started) : '';
    return [
      { pid: Number(row.ProcessId), parent: Number(row.ParentProcessId), started, path, args: command.split(' ') },
    ];
  });
}

function outputOf(program: string, args: readonly string[], env: Readonly<Record<string, string>>): string {
  const run = spawnSync(program, args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 3000,
    windowsHide: true,
    maxBuffer: 64 * 1024 * 1024,
  });
  return run.stdout ?? '';
}
