import { setImmediate as giveWay } from 'node:timers/promises';
import type { Surface } from '../../scanner/detect/content/content-finding.ts';
import type { MessageInspection, Progress } from '../../scanner/detect/content/inspect-parts.ts';
import type { Inspector } from '../../scanner/detect/content/inspector.ts';
import type { PassingMessage } from '../../scanner/detect/content/message-parts.ts';
import { verdictOf } from '../../scanner/detect/content/verdict.ts';
import type { Direction } from '../../policy/content/content-policy.ts';
import type { Message } from '../framing/message.ts';
import type { Classifying } from './classifying.ts';
import { weigh, type Weighed } from './weigh.ts';

/** What was seen in one message. */
export interface Looked {
  readonly inspected: 'full' | 'partial';
  /** What counts for something where it stands. */
  readonly weighed: readonly Weighed[];
  /** The same for a reader that keeps the first of two equal keys; null when no key stands twice. */
  readonly firstKeyWins: readonly Weighed[] | null;
  /** The classifier of the policy should have been asked too, and could not be. */
  readonly isUnclassified: boolean;
}

export interface LookAt {
  readonly message: Message;
  readonly direction: Direction;
  /** Of an answer the method it answers; null where nobody knows. */
  readonly method: string | null;
  /** How many characters are inspected of one message. */
  readonly bound: number;
}

/** Below this a message is inspected in one go. */
const sliceChars = 65_536;

/** Looks into a message at once. */
export function lookNow(inspector: Inspector, at: LookAt): Looked {
  const seen = readings(at).map((value) => {
    const steps = inspector.inSlices(passing(at, value), sliceChars);
    for (let step = steps.next(); ; step = steps.next()) {
      const done = outcomeOf(step, at);
      if (done !== null) {
        return done;
      }
    }
  });
  return together(seen);
}

/** Looks into a large message in steps of a few milliseconds, so that others pass meanwhile. @param classifying null where none is to be asked */
export async function lookInSlices(inspector: Inspector, at: LookAt, classifying: Classifying | null): Promise<Looked> {
  const seen: Seen[] = [];
  let isUnclassified = false;
  for (const value of readings(at)) {
    const message = passing(at, value);
    const opinions = classifying === null ? undefined : await classifying.opinionsOn(message);
    isUnclassified ||= opinions === null;
    const steps = inspector.inSlices(message, sliceChars, opinions ?? undefined);
    for (let done: Seen | null = null; done === null;) {
      await giveWay();
      done = outcomeOf(steps.next(), at);
      if (done !== null) {
        seen.push(done);
      }
    }
  }
  return { ...together(seen), isUnclassified };
}

interface Seen {
  readonly inspected: 'full' | 'partial';
  readonly weighed: readonly Weighed[];
}

function readings({ message: { value, firstKeyWins } }: LookAt): readonly unknown[] {
  return firstKeyWins === null ? [value] : [value, firstKeyWins];
}

function passing({ direction, method }: LookAt, value: unknown): PassingMessage {
  return { towards: direction === 'up' ? 'server' : 'client', method, value };
}

function outcomeOf(step: IteratorResult<Progress, MessageInspection>, { direction, bound }: LookAt): Seen | null {
  const surface: Surface = direction === 'up' ? 'argument' : 'result';
  if (step.done === true) {
    const { findings, parts } = step.value;
    return { inspected: 'full', weighed: thatCount(weigh({ findings, parts }, surface)) };
  }
  const { inspectedChars, findings } = step.value;
  if (inspectedChars <= bound) {
    return null;
  }
  // Nobody knows what the parts come to: what was seen until here is taken for one.
  const whole = { pointer: '', surface, verdict: verdictOf(findings) };
  return { inspected: 'partial', weighed: thatCount(weigh({ findings, parts: [whole] }, surface)) };
}

/** What is only mentioned, and a soft hint that stands alone, is nothing that was found. */
function thatCount(weighed: readonly Weighed[]): readonly Weighed[] {
  return weighed.filter(({ weight }) => weight !== 'clean');
}

function together([first, second]: readonly Seen[]): Looked {
  return {
    inspected: first?.inspected === 'full' && second?.inspected !== 'partial' ? 'full' : 'partial',
    weighed: first?.weighed ?? [],
    firstKeyWins: second?.weighed ?? null,
    isUnclassified: false,
  };
}
