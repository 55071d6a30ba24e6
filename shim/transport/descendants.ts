import type { ProcessTable } from '../session/process-table.ts';
import type { ServerTree } from './ending.ts';

/**
 * The processes below a server, remembered while they can be seen there: once one in the middle has ended, nothing
 * tells any more whose those below it were. A pid counts only with its start, because pids are given out again.
 */
export class Descendants implements ServerTree {
  readonly outlivesServer = true;
  readonly #table: ProcessTable;
  readonly #known = new Map<number, string>();

  constructor(table: ProcessTable) {
    this.#table = table;
  }

  /** The server itself; also after a second start. */
  adopt(pid: number): void {
    const facts = this.#table.read(pid);
    if (facts !== null) {
      this.#known.set(pid, facts.started);
    }
  }

  /** Looks at the tree as it is now. @returns those that run */
  look(): readonly number[] {
    const running = new Set<number>();
    for (const [pid, started] of this.#known) {
      if (this.#table.read(pid)?.started === started) {
        running.add(pid);
      } else {
        this.#known.delete(pid);
      }
    }
    for (const root of running) {
      for (const facts of this.#table.descendants(root)) {
        this.#known.set(facts.pid, facts.started);
        running.add(facts.pid);
      }
    }
    return [...running];
  }

  /** Sends a signal to everything that runs. @returns how many there were */
  signal(name: 'SIGTERM' | 'SIGKILL'): number {
    const running = this.look();
    for (const pid of running) {
      try {
        process.kill(pid, name);
      } catch {
        // It ended in between, or became another user's: neither is ours to end.
      }
    }
    return running.length;
  }
}
