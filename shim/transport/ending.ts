import type { ServerProcess } from './start.ts';

export type EndReason =
  | 'client-closed'
  | 'client-gone'
  | 'parent-gone'
  | 'signal'
  | 'server-exited'
  /** It closed its output and lived on. */
  | 'server-closed'
  | 'not-started'
  | 'internal-error';

/** How long a client that takes nothing is waited for after the end that it has asked for, or that has come to it. */
export const patienceMs: Readonly<Record<EndReason, number>> = {
  'server-exited': Infinity,
  'server-closed': Infinity,
  'not-started': Infinity,
  'client-closed': Infinity,
  signal: 1500,
  'client-gone': 150,
  'parent-gone': 150,
  'internal-error': 150,
};

/** The processes of a server, the server included. */
export interface ServerTree {
  look(): readonly number[];
  signal(name: 'SIGTERM' | 'SIGKILL'): number;
}

// Clients wait about as long themselves; the whole tree is promised to be gone three seconds after the end began.
const askAfterMs = 1500;
const askAfterSignalMs = 1000;
const killAfterMs = 2200;
const sweepEveryMs = 40;
const sweepAskAfterMs = 120;
const sweepKillAfterMs = 600;
const sweepGiveUpMs = 1200;

/**
 * Ends a server: first as its client has asked, by end of input or by signal, then by SIGTERM to the whole tree, then by
 * SIGKILL.
 */
export class Ending {
  readonly #server: () => ServerProcess | null;
  readonly #tree: ServerTree;
  #reason: EndReason | null = null;
  #isSpent = false;
  #timers: NodeJS.Timeout[] = [];

  constructor(server: () => ServerProcess | null, tree: ServerTree) {
    this.#server = server;
    this.#tree = tree;
  }

  get reason(): EndReason | null {
    return this.#reason;
  }

  /** Everything that is known of the tree was told to end in every way there is. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  /** May be called again: every signal goes through, and the first reason stays. */
  begin(reason: EndReason, signal: NodeJS.Signals | null): void {
    // Before anything of the tree ends: what hangs below it could not be told any more.
    this.#tree.look();
    this.#server()?.stdin.end();
    if (signal !== null) {
      this.#server()?.process.kill(signal);
    }
    if (this.#reason === null) {
      this.#reason = reason;
      this.#timers.push(
        setTimeout(() => this.#tree.signal('SIGTERM'), signal === null ? askAfterMs : askAfterSignalMs),
        setTimeout(() => {
          this.#tree.signal('SIGKILL');
          this.#isSpent = true;
        }, killAfterMs),
      );
    }
  }

  /** The server's own process has ended: ends what is left below it. */
  async sweep(): Promise<void> {
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers = [];
    let asked = false;
    for (let waitedMs = 0; waitedMs < sweepGiveUpMs && this.#tree.look().length > 0; waitedMs += sweepEveryMs) {
      if (waitedMs >= sweepKillAfterMs) {
        this.#tree.signal('SIGKILL');
      } else if (waitedMs >= sweepAskAfterMs && !asked) {
        asked = true;
        this.#tree.signal('SIGTERM');
      }
      await new Promise((resolve) => setTimeout(resolve, sweepEveryMs));
    }
  }
}
