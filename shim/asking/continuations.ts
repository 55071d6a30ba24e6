import { isObject, type JsonObject } from '../framing/message.ts';
import type { Action, ContentFinding } from '../pipeline.ts';
import { canonical } from '../record/argument-hash.ts';
import type { Approval } from './approval.ts';
import { isExact } from './exact.ts';

/** An approval, and the questions that it answered. */
export interface Continued {
  readonly approval: Approval;
  /** Reasons for which somebody was asked: another one is another question. */
  readonly because: readonly string[];
}

/** What was approved, and by whom. */
export interface Granted extends Continued {
  readonly action: Action;
  /** What inspection saw in the call. */
  readonly findings: readonly ContentFinding[];
}

interface Continuation extends Omit<Granted, 'action'> {
  /** What the repeated call must be, as text: the same action, arguments and state. */
  readonly call: string;
}

const mostOpen = 100;

/**
 * Approved calls whose server has asked for input. The client repeats such a call with the input, and the approval holds
 * for that one repetition as long as nothing else has changed and nothing is found in the input.
 */
export class Continuations {
  #open: Continuation[] = [];

  /** @param result what the server answered to the approved call */
  add({ action, ...granted }: Granted, result: unknown): void {
    if (isObject(result) && result['resultType'] === 'input_required' && isExact(action.input)) {
      const call = callText(action, result['requestState']);
      this.#open = [...this.#open.slice(1 - mostOpen), { ...granted, call }];
    }
  }

  /**
   * The approval that a call goes on with, which is then used up.
   *
   * @param findings what inspection saw in the call, its input included
   */
  take(action: Action, params: JsonObject, findings: readonly ContentFinding[]): Continued | null {
    if (this.#open.length === 0 || (params['inputResponses'] === undefined && params['requestState'] === undefined)) {
      return null;
    }
    const call = isExact(action.input) ? callText(action, params['requestState']) : null;
    const at = this.#open.findIndex((one) => one.call === call);
    const [found] = this.#open.splice(at, at === -1 ? 0 : 1);
    return found === undefined || hasMore(findings, found.findings)
      ? null
      : { approval: found.approval, because: found.because };
  }
}

/** Whether something is found that nobody was asked about, or more of it. Where it stands first does not matter. */
function hasMore(findings: readonly ContentFinding[], before: readonly ContentFinding[]): boolean {
  const known = new Set(before.map(seen));
  return findings.some((finding) => finding.suppressed === undefined && !known.has(seen(finding)));
}

function seen(finding: ContentFinding): string {
  return canonical({ ...finding, where: '' });
}

function callText({ method, target, input }: Action, requestState: unknown): string {
  return canonical([method, target, input, requestState ?? null]);
}
