import type {
  AnswerEffect,
  Answered,
  AskGroup,
  Pause,
  PausedSession,
  Scope,
  StandingAnswer,
} from '../../contract/approvals.ts';

/** How far an answer reaches, who gave it and where. */
export interface Answer {
  readonly scope: Scope;
  readonly until: string | null;
  readonly by: string;
  readonly channel: 'window';
  readonly reason: string | null;
}

/** Where asks of the shims arrive and are answered. */
export interface ApprovalPlace {
  /** How many calls wait, each for itself: what is alike is answered together and waits all the same. */
  waiting(): number;
  list(): {
    readonly groups: readonly AskGroup[];
    readonly standing: readonly StandingAnswer[];
    readonly answered: readonly Answered[];
  };
  /** The whole arguments of an ask; null when it is gone. */
  argumentsOf(ask: string): string | null;
  /** @throws SallyportError for one that is gone, or that policy does not let be answered so */
  approve(ask: string, answer: Answer): Promise<AnswerEffect>;
  deny(ask: string, answer: Pick<Answer, 'by' | 'channel'> & { readonly reason: string }): Promise<AnswerEffect>;
  /** @returns takes the listener away again */
  onChange(listener: () => void): () => void;
}

/** Sessions that stop rules have paused, and the pause of everything. */
export interface PausePlace {
  paused(): Promise<readonly PausedSession[]>;
  resume(session: string, answer: Pick<Answer, 'by' | 'channel'>): Promise<void>;
  current(): Pause | null;
  begin(minutes: number, answer: Pick<Answer, 'by' | 'channel'> & { readonly reason: string }): Promise<Pause>;
  end(answer: Pick<Answer, 'by' | 'channel'>): Promise<void>;
}
