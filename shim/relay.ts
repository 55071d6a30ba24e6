import { noDiscoveryAnswer, notDecidedAnswer, notStartedAnswer, serverGoneAnswer } from './answers.ts';
import { recordWithdrawn } from './calls.ts';
import { newConversation, type Conversation, type RelayDeps } from './conversation.ts';
import { Discovery, type SecondStart } from './discovery.ts';
import type { EraMemory } from './eras.ts';
import { passDown } from './downward.ts';
import { recordEnd, tellUndelivered } from './unanswered.ts';
import { judge } from './framing/judge.ts';
import { defaultLineCapBytes, LineReader, type Line } from './framing/lines.ts';
import type { MessageId } from './framing/message.ts';
import { InTurn } from './in-turn.ts';
import { mayGoFirst } from './order-down.ts';
import { Outbox } from './outbox.ts';
import { UnreadAnswers } from './unread-answers.ts';
import type { Sink } from './sink.ts';
import { Step } from './step.ts';
import { giveUpUnheard, passUp } from './upward.ts';

export interface RelayEnds {
  readonly toClient: Sink;
  readonly toServer: Sink;
  readonly lineCapBytes?: number;
  readonly eras?: EraMemory;
}

/**
 * Everything that passes between one client and one server: `inspect → decide → record → forward`, a line at a time.
 * What nobody changed leaves as the bytes that came. Nothing leaves that was not judged, and no call before its record.
 */
export class Relay {
  readonly #conversation: Conversation;
  readonly #toClient: Sink;
  readonly #upTurns: InTurn;
  readonly #downTurns: InTurn;
  readonly #toServerUnread: UnreadAnswers;
  readonly #upward: Outbox;
  readonly #downward: Outbox;
  #clientLines: LineReader;
  #serverLines: LineReader;
  readonly #lineCapBytes: number;

  constructor(deps: RelayDeps, { toClient, toServer, lineCapBytes = defaultLineCapBytes, eras }: RelayEnds) {
    this.#toClient = toClient;
    this.#toServerUnread = new UnreadAnswers(toServer);
    this.#upward = new Outbox(toServer);
    this.#downward = new Outbox(toClient);
    this.#lineCapBytes = lineCapBytes;
    this.#clientLines = new LineReader(lineCapBytes);
    this.#serverLines = new LineReader(lineCapBytes);
    this.#conversation = newConversation(deps, {
      discovery: new Discovery((id) => this.#answerDiscovery(id), eras),
      tellClient: (line) => toClient.write([line]),
      releaseUp: (step) => this.#release(step, this.#upward, toServer, toClient),
      releaseDown: (step) => this.#release(step, this.#downward, toClient, this.#toServerUnread),
    });
    const { holding, releaseUp, releaseDown, laterLooks } = this.#conversation;
    this.#upTurns = new InTurn({
      judge: (line) => judge(line, 'client'),
      mayGo: () => !holding.up.holdsBack('everything'),
      go: (judged, step) => passUp(this.#conversation, judged, step),
      release: releaseUp,
    });
    this.#downTurns = new InTurn({
      judge: (line) => judge(line, 'server'),
      mayGo: (judged) => mayGoFirst(judged, holding.down),
      go: (judged, step) => passDown(this.#conversation, judged, step),
      release: releaseDown,
    });
    holding.up.onRelease(() => this.#upTurns.goOn());
    holding.down.onRelease(() => this.#downTurns.goOn());
    deps.judges.attach?.(
      (line) => toClient.write([line]),
      () => laterLooks.doAll(),
    );
  }

  fromClient(chunk: Buffer): void {
    this.#up(this.#clientLines.push(chunk));
  }

  fromServer(chunk: Buffer): void {
    this.#down(this.#serverLines.push(chunk));
  }

  /** The client says no more: what stands after its last line feed is still a line. */
  clientEnded(): void {
    const rest = this.#clientLines.end();
    if (rest !== null) {
      this.#up([rest]);
    }
  }

  /** What stands after the server's last line feed is still a line. */
  serverSaysNoMore(): void {
    const rest = this.#serverLines.end();
    this.#serverLines = new LineReader(this.#lineCapBytes);
    if (rest !== null) {
      this.#down([rest]);
    }
  }

  /** The server's process has ended. @returns not null when it died of discovery, so that it deserves a second start */
  serverEnded(): SecondStart | null {
    const { discovery, askedByClient } = this.#conversation;
    const start = discovery.serverDied(askedByClient.all);
    if (start !== null) {
      askedByClient.takeAll();
    }
    return start;
  }

  /** The server is started a second time: what is said now waits for it. */
  startedAnew({ greeting }: SecondStart): void {
    if (greeting !== null) {
      const step = new Step();
      passUp(this.#conversation, { kind: 'message', message: greeting }, step);
      this.#conversation.releaseUp(step);
    }
  }

  /**
   * Nothing passes any more: whoever waits gets an answer, and every open call its outcome.
   *
   * @param notStarted why there never was a server; null where there was one
   */
  close(because: 'server-gone' | 'client-gone', notStarted: string | null = null): void {
    const { askedByClient, held, discovery, inHand, laterLooks } = this.#conversation;
    laterLooks.doAll();
    this.#conversation.isOver = true;
    discovery.close();
    this.#downTurns.giveUp();
    const unheard = giveUpUnheard(this.#conversation, this.#upTurns.giveUp());
    const waiting = held.abandonAll();
    recordWithdrawn(this.#conversation, waiting.calls);
    const open = [...askedByClient.takeAll(), ...inHand.giveUp()];
    const asked = open.filter(({ cancelled, isAnswered }) => !cancelled && !isAnswered).map(({ id }) => id);
    const answerTo = (id: MessageId): Buffer =>
      notStarted === null ? serverGoneAnswer(id) : notStartedAnswer(id, notStarted);
    this.#toClient.write([...asked, ...waiting.ids, ...unheard].map(answerTo));
    open.filter(({ call }) => call !== null).forEach((one) => recordEnd(this.#conversation, one, because));
  }

  /** Lines that the server did not take, because it reads no more. */
  serverIsDeaf(lines: readonly Buffer[]): void {
    tellUndelivered(this.#conversation, lines);
  }

  /** The client says nothing more, or is gone: what is held is not run, whatever is answered now. */
  clientGone(): void {
    this.#conversation.laterLooks.doAll();
    const { calls, ids } = this.#conversation.held.abandonAll();
    recordWithdrawn(this.#conversation, calls);
    const unheard = giveUpUnheard(this.#conversation, this.#upTurns.giveUp());
    this.#toClient.write([...ids, ...unheard].map(notDecidedAnswer));
  }

  /** Settles when what the server has said is looked into and has gone on, or after that time. */
  whenAnswersAreOut(patienceMs: number): Promise<void> {
    const { inHand } = this.#conversation;
    return new Promise((resolve) => {
      setTimeout(resolve, patienceMs).unref();
      const look = (): void => {
        if (!this.#downTurns.isEmpty) {
          this.#downTurns.whenEmpty(look);
        } else if (inHand.isEmpty) {
          this.#downward.whenEmpty(resolve);
        } else {
          inHand.whenEmpty(look);
        }
      };
      look();
    });
  }

  /** Somebody waits for an answer. */
  get isAsked(): boolean {
    return this.#conversation.askedByClient.size > 0;
  }

  /** Somebody waits for an answer that may still come. */
  get isWaitedFor(): boolean {
    return this.#conversation.askedByClient.isWaitedFor;
  }

  /** The client's source should wait: the server, or the client itself, does not keep up with what it caused. */
  get clientMustWait(): boolean {
    return this.#upward.isFull || this.#toClient.isFull || this.#upTurns.isFull;
  }

  get serverMustWait(): boolean {
    const { inHand } = this.#conversation;
    return this.#downward.isFull || inHand.isFull || this.#downTurns.isFull || this.#toServerUnread.isFull;
  }

  whenClientMayGoOn(run: () => void): void {
    this.#upTurns.whenRoom(() => this.#upward.onDrain(() => this.#toClient.onDrain(run)));
  }

  whenServerMayGoOn(run: () => void): void {
    const { inHand } = this.#conversation;
    this.#downTurns.whenRoom(() =>
      this.#downward.onDrain(() => inHand.whenRoom(() => this.#toServerUnread.onDrain(run))),
    );
  }

  /**
   * Settles when everything the client has said is decided, or waits for a person, and nothing waits for its record; or
   * after that time.
   */
  whenAllIsSent(patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, patienceMs).unref();
      void this.#decideAll().then(() => this.#upward.whenEmpty(resolve));
    });
  }

  async #decideAll(): Promise<void> {
    const { deciding } = this.#conversation;
    do {
      await Promise.all(deciding);
    } while (deciding.size > 0 || !this.#upTurns.isEmpty);
  }

  #up(lines: readonly Line[]): void {
    if (!this.#conversation.isOver) {
      this.#upTurns.push(lines);
    }
  }

  #down(lines: readonly Line[]): void {
    if (!this.#conversation.isOver) {
      this.#downTurns.push(lines);
    }
  }

  #release(step: Step, outbox: Outbox, receiver: Sink, sender: Pick<Sink, 'write'>): void {
    if (step.isEmpty) {
      return;
    }
    const { recorder } = this.#conversation;
    const written = step.recorded ? recorder.commit() : true;
    outbox.release(written, step, (isWritten) => this.#send(step, isWritten, receiver, sender));
  }

  #send(step: Step, isWritten: boolean, receiver: Sink, sender: Pick<Sink, 'write'>): void {
    const { recorder, judges } = this.#conversation;
    const { on, back } = isWritten || judges.mode() === 'monitor' ? step.lines : step.linesWithoutRecord;
    receiver.write(on);
    sender.write(back);
    for (const note of step.afterwards) {
      note();
    }
    if (step.recorded) {
      // The receiver has something to do now, and we have not.
      recorder.prepare();
    }
  }

  /** In place of a server that does not, for whoever still waits. */
  #answerDiscovery(id: MessageId): void {
    const { askedByClient } = this.#conversation;
    const waiting = askedByClient.under(id).filter((one) => one.id.key === id.key && !one.cancelled);
    const unheard = waiting.filter(({ method }) => method === 'server/discover');
    unheard.forEach((one) => askedByClient.giveUp(one));
    // Under an id that something else has by now, our answer would be taken for the answer to that.
    if (unheard.length > 0 && unheard.length === waiting.length) {
      this.#toClient.write([noDiscoveryAnswer(id)]);
    }
  }
}
