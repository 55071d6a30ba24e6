import type { Journal } from '../record/journal.ts';
import type { Recorder } from '../recorder.ts';
import type { Relay } from '../relay.ts';
import type { Session } from '../session/identify.ts';
import type { ProcessTable } from '../session/process-table.ts';
import type { PipeSink } from '../sink.ts';
import { Descendants } from './descendants.ts';
import type { EarlyEvents } from './early-events.ts';
import { Ending, patienceMs, type EndReason, type EndTimes, type ServerTree } from './ending.ts';
import { findProgram, realProgramSearch } from './find-program.ts';
import { hangUp, whenTaken } from './hang-up.ts';
import { lastOutputOf } from './last-output.ts';
import { leave, type Exit } from './leave.ts';
import { pump } from './pump.ts';
import type { SignalSource } from './early-signals.ts';
import { say } from './say.ts';
import { isPerhapsShared, sharedWaitMs } from './shared-signal.ts';
import { startServer, type Launch, type ServerProcess } from './start.ts';
import { windowsTree } from './windows-tree.ts';

export interface ConnectionDeps {
  readonly launch: Launch;
  /** Already started, to lose no time; null when it needs another way to start. */
  readonly server: ServerProcess | null;
  readonly early: EarlyEvents | null;
  readonly relay: Relay;
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly processes: ProcessTable;
  readonly session: Session;
  readonly toServer: PipeSink;
  readonly signals: SignalSource;
  /** For moments in which nobody waits: drops records that are too old or too much. */
  readonly onTidy: () => void;
}

/** Exit code of a shell for a command that it can not find. */
const notFoundCode = 127;
const lookEveryMs = process.platform === 'linux' ? 2000 : 60_000;
const lookWhileActiveMs = 250;
const firstRequestMs = 400;
const parentEveryMs = 1000;
/** From the end of a server's output to its own end, when it is one and the same. */
const outputToExitMs = 250;
/** From the client's end of input until what is not decided by then is given up. */
const decidingMs = 1500;
/** What is still looked into when the server ends is the largest answers, on a busy machine. */
const answersOutMs = 10_000;

/** One client, one server, and everything that can end the two. */
export class Connection {
  readonly #deps: ConnectionDeps;
  readonly #ending: Ending;
  readonly #descendants: Descendants;
  #server: ServerProcess | null;
  #hasRestarted = false;
  #hasSearched = false;
  #isOver = false;
  #lookedAtMs = -Infinity;
  /** How long the client may take nothing of what is written for it, after the end. */
  #patienceMs = Infinity;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#server = deps.server;
    this.#descendants = new Descendants(deps.processes);
    const tree: ServerTree =
      process.platform === 'win32' ? windowsTree(() => this.#server?.process.pid) : this.#descendants;
    this.#ending = new Ending(
      () => this.#server,
      tree,
      () => deps.relay.isWaitedFor,
    );
  }

  open(): void {
    this.#followStarted(this.#deps.server);
    this.#listenToClient();
    this.#watch();
  }

  #followStarted(server: ServerProcess | null): void {
    if (server === null) {
      this.#notStarted('it is a batch file');
    } else {
      this.#follow(server);
    }
  }

  #follow(server: ServerProcess): void {
    const { relay, toServer } = this.#deps;
    this.#server = server;
    const { pid } = server.process;
    if (pid !== undefined) {
      this.#descendants.adopt(pid);
    }
    // A server that reads no more is no error of ours: its end is what counts.
    server.stdin.on('error', ignore);
    server.process.on('error', (error) => {
      if (pid === undefined) {
        this.#notStarted(error.message);
      }
    });
    server.process.on('exit', (code, signal) => void this.#serverExited(server, { code, signal }));
    const { error, exit } = (server === this.#deps.server ? this.#deps.early?.take() : null) ?? nothingYet;
    if (pid === undefined) {
      // It never was: what is said to it waits for another one, or for the answer that there is none.
      if (error !== null) {
        this.#notStarted(error.message);
      }
      return;
    }
    toServer.attach(server.stdin);
    pump({
      source: server.stdout,
      take: (chunk) => {
        if (this.#lookedAtMs === -Infinity) {
          // Whoever has the first answer may end the server at once.
          this.#lookWhileActive();
        }
        relay.fromServer(chunk);
        this.#lookWhileActive();
      },
      mustWait: () => relay.serverMustWait,
      whenMayGoOn: (go) => relay.whenServerMayGoOn(go),
    });
    server.stdout.once('close', () => void this.#outputEnded(server));
    if (exit !== null) {
      void this.#serverExited(server, exit);
    }
  }

  #listenToClient(): void {
    const { relay } = this.#deps;
    const { stdin, stdout } = process;
    pump({
      source: stdin,
      take: (chunk) => relay.fromClient(chunk),
      mustWait: () => relay.clientMustWait,
      whenMayGoOn: (go) => relay.whenClientMayGoOn(go),
    });
    stdin.on('end', () => {
      const endedMs = performance.now();
      relay.clientEnded();
      void relay
        .whenAllIsSent(decidingMs)
        .then(() => this.#end('client-closed', null, { lateMs: performance.now() - endedMs }));
    });
    stdin.on('error', () => this.#end('client-gone', null));
    stdout.on('error', () => this.#end('client-gone', null));
    // A fault of our own: whoever waits is answered, and nothing is left running.
    process.on('uncaughtException', (error) => {
      say(`sallyport: internal error: ${error.stack ?? error.message}`);
      this.#end('internal-error', 'SIGTERM');
    });
    this.#deps.signals({
      end: (signal) =>
        this.#end('signal', signal, {
          signalAfterMs: isPerhapsShared(signal, this.#server?.process.pid) ? sharedWaitMs : 0,
        }),
      relay: (signal) => void this.#server?.process.kill(signal),
    });
  }

  #watch(): void {
    const { session, processes } = this.#deps;
    const parent = process.ppid;
    const looks = [setInterval(() => this.#descendants.look(), lookEveryMs)];
    looks.push(
      setInterval(() => {
        // A launcher in between may go; the client may not.
        const owner = session.owner;
        if (process.ppid !== parent && (owner === null || processes.read(owner.pid)?.started !== owner.started)) {
          this.#end('parent-gone', null);
        }
      }, parentEveryMs),
    );
    looks.forEach((timer) => timer.unref());
  }

  /** What a server starts it starts mostly at its own start or for a call: so that is when to look. */
  #lookWhileActive(): void {
    const nowMs = performance.now();
    if (process.platform === 'linux' && nowMs - this.#lookedAtMs > lookWhileActiveMs) {
      this.#lookedAtMs = nowMs;
      this.#descendants.look();
    }
  }

  #end(reason: EndReason, signal: NodeJS.Signals | null, times?: EndTimes): void {
    this.#patienceMs = Math.min(this.#patienceMs, patienceMs[reason]);
    if (!this.#isOver) {
      this.#deps.relay.clientGone();
      this.#ending.begin(reason, signal, times);
      // Whatever comes now, what has been recorded is written.
      this.#deps.journal.flush();
    }
  }

  #notStarted(why: string): void {
    const { launch, toServer } = this.#deps;
    const found = this.#hasSearched
      ? ({ kind: 'absent' } as const)
      : findProgram(realProgramSearch, launch, process.env);
    this.#hasSearched = true;
    this.#server?.stdin.destroy();
    switch (found.kind) {
      case 'found':
        toServer.detach();
        this.#followStarted(startServer(found.launch));
        return;
      case 'batch':
        void this.#startBatch(found.launch);
        return;
      case 'absent':
        void this.#closeUnstarted(why);
    }
  }

  async #startBatch(launch: Launch): Promise<void> {
    const { refusalForBatch, startBatchFile } = await import('./start-batch.ts');
    const refusal = refusalForBatch(launch);
    if (refusal !== null) {
      await this.#closeUnstarted(refusal);
      return;
    }
    this.#deps.toServer.detach();
    this.#follow(startBatchFile(launch));
  }

  /** The client is about to ask: an answer in its own words tells it more than an end. */
  async #closeUnstarted(why: string): Promise<void> {
    const text = `could not start ${this.#deps.launch.command}: ${why}`;
    say(`sallyport: ${text}`);
    for (let waitedMs = 0; waitedMs < firstRequestMs && !this.#deps.relay.isAsked; waitedMs += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await this.#close({ code: notFoundCode, signal: null }, 'not-started', text);
  }

  async #serverExited(server: ServerProcess, exit: Exit): Promise<void> {
    const { relay } = this.#deps;
    await lastOutputOf(server, {
      adopt: (pid) => this.#descendants.adopt(pid),
      ending: this.#ending,
      mayWait: this.#mayWait,
    });
    relay.serverSaysNoMore();
    await relay.whenAnswersAreOut(answersOutMs);
    const mayRestart = !this.#hasRestarted && this.#ending.reason === null;
    const secondStart = mayRestart ? relay.serverEnded() : null;
    if (secondStart !== null) {
      this.#hasRestarted = true;
      server.stdin.destroy();
      this.#deps.toServer.detach();
      relay.startedAnew(secondStart);
      this.#followStarted(startServer(this.#deps.launch));
      return;
    }
    await this.#close(exit, this.#ending.reason ?? 'server-exited');
  }

  /** The server has said that it says no more. When it lives on, its client hears so at once, as it would without us. */
  async #outputEnded(server: ServerProcess): Promise<void> {
    const { relay, journal } = this.#deps;
    await new Promise((resolve) => setTimeout(resolve, outputToExitMs));
    const { exitCode, signalCode } = server.process;
    if (exitCode !== null || signalCode !== null || this.#ending.reason !== null || server !== this.#server) {
      return;
    }
    relay.serverSaysNoMore();
    await relay.whenAnswersAreOut(answersOutMs);
    if (this.#isOver) {
      return;
    }
    relay.close('server-gone');
    this.#ending.begin('server-closed', null);
    journal.flush();
    if (await whenTaken(this.#mayWait)) {
      hangUp();
    }
  }

  readonly #mayWait = (stalledMs: number): boolean => stalledMs < this.#patienceMs;

  async #close(exit: Exit, reason: EndReason, notStarted: string | null = null): Promise<void> {
    const { relay, recorder, journal } = this.#deps;
    this.#isOver = true;
    relay.close(serverEnds.has(reason) ? 'server-gone' : 'client-gone', notStarted);
    recorder.ended(reason, exit);
    journal.close();
    await this.#ending.sweep();
    this.#deps.onTidy();
    await leave(exit, this.#mayWait);
  }
}

const serverEnds = new Set<EndReason>(['server-exited', 'server-closed', 'not-started']);
const nothingYet = { error: null, exit: null } as const;

function ignore(): void {}
