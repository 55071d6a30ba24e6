import { existsSync } from 'node:fs';
import type { ProcessTable } from '../../../shim/session/process-table.ts';
import { runningDaemon } from '../running-daemon.ts';
import { openSqlite } from '../sqlite.ts';
import { isDamaged, setAside, storeFault } from '../store-faults.ts';
import { traceFile } from '../trace-store.ts';
import { openWholeTrace } from '../whole-trace.ts';
import { broken, type Finding, fromError, mended, ok, told } from './finding.ts';

/**
 * The copy of the trace to look things up in; none is no finding.
 *
 * @param mayMend a damaged one is made anew. Without it the file is only opened: to look through all of it takes a while
 */
export function checkTrace(stateFolder: string, processes: ProcessTable, mayMend: boolean): readonly Finding[] {
  const file = traceFile(stateFolder);
  if (!existsSync(file)) {
    return [];
  }
  try {
    looksWhole(file, mayMend);
    return [ok('record', told('trace-readable', 'the record of calls can be looked up'))];
  } catch (error) {
    if (!isDamaged(error) || !mayMend) {
      return [fromError('record', 'trace-failed', storeFault(file, error))];
    }
    return [runningDaemon(stateFolder, processes) === null ? madeAnew(stateFolder, file) : inUse(file)];
  }
}

function madeAnew(stateFolder: string, file: string): Finding {
  try {
    const aside = setAside(file);
    openWholeTrace({ stateFolder, isInUse: () => false, onSetAside: () => undefined }).close();
    const text = `the store of the trace was damaged: it was set aside as ${aside}, and made anew from what the shims wrote`;
    return mended('record', told('trace-made-anew', text, aside));
  } catch (error) {
    return fromError('record', 'trace-failed', storeFault(file, error));
  }
}

function inUse(file: string): Finding {
  return broken(
    'record',
    told('trace-failed', `the store ${file} is damaged, and the daemon has it open`, 'STORE_UNREADABLE'),
    'Stop the daemon, then run `sallyport doctor` again.',
  );
}

function looksWhole(file: string, wholly: boolean): void {
  const database = openSqlite(file);
  try {
    database.pragma('query_only = ON');
    database.prepare('SELECT max(rowid) FROM record').get();
    if (wholly && database.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      throw new SyntaxError('the check of the file found faults');
    }
  } finally {
    database.close();
  }
}
