import { linuxProcesses } from '../../shim/session/linux-processes.ts';
import { macProcesses, windowsProcesses } from '../../shim/session/listed-processes.ts';
import type { ProcessTable } from '../../shim/session/process-table.ts';

/** The processes of this system. */
export function processTable(env: Readonly<Record<string, string | undefined>>): ProcessTable {
  if (process.platform === 'darwin') {
    return macProcesses();
  }
  return process.platform === 'win32' ? windowsProcesses(env['SystemRoot'] ?? 'C:\\Windows') : linuxProcesses;
}
