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

export interface EndTimes {
  /** How long the server has without the signal. */
  readonly signalAfterMs?: number;
  /** How long ago the end began. */
  readonly lateMs?: number;
}

/** The processes of a server, the server included. */
export interface ServerTree {
  look(): readonly number[];
  signal(name: 'SIGTERM' | 'SIGKILL'): number;
  /** Whether it can still be found once the server has ended. Where not, a signal that ends the server must end all of it. */
  readonly outlivesServer: boolean;
}

// Clients wait about as long themselves; the whole tree is promised to be gone three seconds after the end began.
const askAfterMs = 1500;
const askAfterSignalMs = 1000;
const killAfterMs = 2200;
// A client that says no more may still wait for an answer.
const askOwingAfterMs = 2300;
const killOwingAfterMs = 2650;
/** Of its time a server keeps as much, although the decisions before its end took long. */
const leastMs = 500;
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
  readonly #isOwing: () => boolean;
  #reason: EndReason | null = null;
  #isSpent = false;
  #timers: NodeJS.Timeout[] = [];

  /** @param isOwing whether the client still waits for an answer of the server */
  constructor(server: () => ServerProcess | null, tree: ServerTree, isOwing: () => boolean) {
    this.#server = server;
    this.#tree = tree;
    this.#isOwing = isOwing;
  }

  get reason(): EndReason | null {
    return this.#reason;
  }

  /** Everything that is known of the tree was told to end in every way there is. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  /**
   * May be called again: every signal goes through, and the first reason stays.
   *
   * @param times when, where it is not now
   */
  begin(reason: EndReason, signal: NodeJS.Signals | null, { signalAfterMs = 0, lateMs = 0 }: EndTimes = {}): void {
    // Before anything of the tree ends: what hangs below it could not be told any more.
    this.#tree.look();
    this.#server()?.stdin.end();
    if (signal !== null && signalAfterMs === 0) {
      this.#handOn(signal);
    } else if (signal !== null) {
      this.#after(signalAfterMs, () => this.#handOn(signal));
    }
    if (this.#reason === null) {
      this.#reason = reason;
      const askMs = Math.max((signal === null ? askAfterMs : askAfterSignalMs) - lateMs, leastMs);
      const spentMs = lateMs + askMs;
      this.#after(askMs, () => {
        if (reason === 'client-closed' && this.#isOwing()) {
          this.#after(askOwingAfterMs - spentMs, () => this.#tree.signal('SIGTERM'));
          this.#after(killOwingAfterMs - spentMs, () => this.#kill());
        } else {
          this.#tree.signal('SIGTERM');
          this.#after(killAfterMs - spentMs, () => this.#kill());
        }
      });
    }
  }

  #handOn(signal: NodeJS.Signals): void {
    if (this.#tree.outlivesServer) {
      this.#server()?.process.kill(signal);
    } else {
      this.#tree.signal('SIGTERM');
    }
  }

  #kill(): void {
    this.#tree.signal('SIGKILL');
    this.#isSpent = true;
  }

  #after(ms: number, run: () => void): void {
    this.#timers.push(setTimeout(run, ms));
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
