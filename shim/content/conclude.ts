import type { ContentPolicy, Direction } from '../../policy/content/content-policy.ts';
import type { Mode } from '../../policy/decide/decision.ts';
import { actionOf } from '../action.ts';
import type { Message } from '../framing/message.ts';
import type { ContentFinding, Inspection } from '../pipeline.ts';
import { cryptography } from '../record/chain.ts';
import { actionsOf, asRecorded, type Decided } from './as-recorded.ts';
import { changesIn, type ChangesWanted } from './changes.ts';
import { describedIn } from './described.ts';
import { withStrings } from './rewrite.ts';
import { blockedText, tooLargeText, tooManyText, twoReadingsText, unclassifiedText, unfitText } from './texts.ts';

/** One message that was looked into, and what was decided about each finding. */
export interface Judged extends Pick<ChangesWanted, 'outputSchema' | 'speaker' | 'matches'> {
  readonly message: Message;
  readonly direction: Direction;
  /** Of an answer the method it answers; null where nobody knows. */
  readonly method: string | null;
  readonly inspected: 'full' | 'partial';
  /** The classifier could not be asked. */
  readonly isUnclassified: boolean;
  readonly decided: readonly Decided[];
  /** What a reader sees who keeps the first of two equal keys; null when no key stands twice. */
  readonly otherReading: readonly Decided[] | null;
  readonly policy: ContentPolicy;
  readonly mode: Mode;
}

/** What becomes of a message, and what marks the session takes on when it passes. */
export interface Conclusion {
  readonly inspection: Inspection;
  readonly labels: readonly string[];
  /** Findings that a person has to be asked about first, and what becomes of the message when nobody says yes. */
  readonly asking: { readonly findings: readonly ContentFinding[]; readonly otherwise: Inspection } | null;
}

const nothingFound: Conclusion = {
  inspection: { outcome: 'pass', inspected: 'full', findings: [] },
  labels: [],
  asking: null,
};

/** Makes one verdict of all that was decided: to pass, to pass with some strings changed, or not to pass. */
export function conclude(judged: Judged): Conclusion {
  const { decided, otherReading, inspected } = judged;
  if (decided.length === 0 && otherReading === null && inspected === 'full') {
    return nothingFound;
  }
  const findings = asRecorded([...decided, ...(otherReading ?? [])]);
  if (inspected === 'partial' && blocksBeyond(judged)) {
    return blocked(judged, findings, judged.isUnclassified ? unclassifiedText : tooLargeText);
  }
  if (
    otherReading !== null &&
    [...decided, ...otherReading].some((one) => actionsOf(one).some((act) => act !== 'warn'))
  ) {
    return blocked(judged, findings, twoReadingsText);
  }
  const apart = decided.map((one) => ({ one, ...whereOf(one, judged) }));
  const barring = apart.filter(({ one, where }) => where === 'message' && barsMessage(one)).map(({ one }) => one);
  if (barring.length > 0) {
    return blocked(judged, findings, blockedText(nounOf(judged), barring));
  }
  const line = changed(judged, apart);
  if (line === 'unfit' || line === 'too-many') {
    return blocked(judged, findings, line === 'unfit' ? unfitText : tooManyText);
  }
  const labels = labelsOf(judged);
  const asked = apart.filter(({ one, where }) => where === 'message' && isAsked(one, judged)).map(({ one }) => one);
  const otherwise = (): Inspection => ({
    outcome: 'block',
    inspected,
    findings,
    text: blockedText(nounOf(judged), asked),
  });
  const asking = asked.length === 0 ? null : { findings: asRecorded(asked), otherwise: otherwise() };
  const { message } = judged;
  return line === message.line
    ? { inspection: { outcome: 'pass', inspected, findings }, labels, asking }
    : { inspection: { outcome: 'edit', inspected, findings, line }, labels, asking };
}

/** What becomes of a message about which something was to be done, and that failed. */
export function notConcluded(judged: Judged): Conclusion {
  const { decided } = judged;
  return blocked(judged, asRecorded(decided), blockedText(nounOf(judged), decided));
}

type Whole = 'described' | 'instructions' | 'message';

/** The smallest whole that holds a finding and can be left out. */
function whereOf(one: Decided, { method, message }: Judged): { readonly where: Whole; readonly name: string | null } {
  const name = describedIn(method, message.value, one);
  const isAbout = one.surface === 'instructions';
  return { where: name !== null ? 'described' : isAbout ? 'instructions' : 'message', name };
}

function barsMessage(one: Decided): boolean {
  return actionsOf(one).includes('block');
}

/** Whether somebody has to be asked before the message goes on. About a call they are asked when it is decided. */
function isAsked(one: Decided, { message, direction }: Judged): boolean {
  return actionsOf(one).includes('ask') && direction === 'down' && actionOf(message) === null;
}

function isRedacted(one: Decided, { direction, message }: Judged): boolean {
  const actions = actionsOf(one);
  // Nobody can be asked about an answer of the client to its server: what would be asked about is taken out.
  return actions.includes('redact') || (actions.includes('ask') && direction === 'up' && actionOf(message) === null);
}

function changed(
  judged: Judged,
  apart: readonly { readonly one: Decided; readonly where: Whole; readonly name: string | null }[],
): Buffer | 'unfit' | 'too-many' {
  const { message, direction, decided } = judged;
  const isOut = (one: Decided): boolean => actionsOf(one).some((action) => action === 'block' || action === 'ask');
  const redact = decided.filter((one) => isRedacted(one, judged));
  const mark = direction === 'down' ? decided.filter((one) => actionsOf(one).includes('mark')) : [];
  const withhold = apart.filter(({ one, where }) => where === 'instructions' && isOut(one)).map(({ one }) => one.part);
  let { line } = message;
  if (redact.length + mark.length + withhold.length > 0) {
    const { outputSchema, speaker, matches } = judged;
    const changes = changesIn({
      message: message.value,
      redact,
      mark,
      withhold: [...new Set(withhold)],
      outputSchema,
      speaker,
      matches,
      fenceNumber: () => cryptography().randomBytes(4).toString('hex'),
    });
    if (changes.kind !== 'edits') {
      return changes.kind;
    }
    line = changes.edits.length === 0 ? line : withStrings(line, changes.edits);
  }
  return line;
}

function labelsOf({ direction, method, decided, inspected, ...rest }: Judged): readonly string[] {
  if (direction === 'up') {
    return [];
  }
  const isUntrusted = inspected === 'partial' || decided.some((one) => actionsOf(one).includes('mark'));
  const showsSecret =
    !(method ?? '').endsWith('/list') &&
    decided.some((one) => {
      const { finding, weight, verdict } = one;
      const judged = { direction, method, decided, inspected, ...rest };
      return finding.kind === 'secret' && weight === 'bad' && verdict.kind === 'do' && !isRedacted(one, judged);
    });
  return [...(isUntrusted ? ['untrusted-content'] : []), ...(showsSecret ? ['secrets'] : [])];
}

function blocksBeyond({ policy, mode }: Judged): boolean {
  const { beyond } = policy.large;
  return beyond === 'block' || (beyond === 'by-mode' && mode === 'lockdown');
}

function blocked({ inspected }: Judged, findings: Inspection['findings'], text: string): Conclusion {
  return { inspection: { outcome: 'block', inspected, findings, text }, labels: [], asking: null };
}

function nounOf({ direction, message }: Judged): string {
  if (direction === 'up') {
    return 'this call';
  }
  return message.kind === 'response' ? 'this result' : 'this message';
}
