import type { PinAbout } from '../contract/pin-abouts.ts';
import { differences, type Difference, type Meaning } from '../../policy/pins/differences.ts';
import { type PinEntry, pinKey, stateOf } from '../../policy/pins/pins.ts';
import { redactText } from '../../scanner/detect/secrets/redact-text.ts';
import { makeInspector } from '../../scanner/detect/content/inspector.ts';
import { shown } from '../../scanner/detect/shown.ts';

/** A change of one thing, fit to be shown: no credential, and nothing that does not print. */
export interface ShownChange {
  readonly key: string;
  readonly state: 'changed' | 'added' | 'gone';
  readonly since: string;
  /** Hash of what would be accepted; null for what is gone. */
  readonly hash: string | null;
  readonly differences: readonly ShownDifference[];
  /** What inspection finds in the definition as it is now, by rule and place. */
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly where: string;
  }[];
}

export interface ShownDifference {
  readonly pointer: string;
  readonly meaning: Meaning;
  /** More exact than the meaning where that is `other`. */
  readonly about: PinAbout;
  readonly says: string;
  /** Null where there was, or is, nothing. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What of a server is not as it was accepted, with what that means. */
export function shownChanges(entries: readonly PinEntry[]): readonly ShownChange[] {
  return entries.flatMap((entry): readonly ShownChange[] => {
    const state = stateOf(entry);
    if (state === 'pinned') {
      return [];
    }
    const { kind, name, accepted, seen, gone } = entry;
    const now = state === 'gone' ? undefined : seen?.definition;
    const before = state === 'gone' ? undefined : accepted?.definition;
    return [
      {
        key: pinKey(kind, name),
        state,
        since: gone ?? seen?.at ?? '',
        hash: state === 'gone' ? null : (seen?.hash ?? ''),
        differences:
          state === 'gone' ? [] : [...timesListed(kind, now), ...shownDifferences(state, differences(before, now))],
        findings: now === undefined ? [] : findingsIn(kind, now),
      },
    ];
  });
}

/** One change as text for a terminal. */
export function changeInWords({ key, state, since, differences: all, findings }: ShownChange): string {
  const head = `${shown(key)}  ${words[state]} ${since.slice(0, 10)}\n`;
  return [
    head,
    ...all.flatMap(({ pointer, says, before, after }) => [
      `  ${shown(pointer === '' ? '/' : pointer)}  ${says}\n`,
      ...(before === null ? [] : linesOf('-', before)),
      ...(after === null ? [] : linesOf('+', after)),
    ]),
    ...findings.map(({ rule, severity, message, where }) => `  ! ${severity} ${rule}: ${message} (${shown(where)})\n`),
  ].join('');
}

const words = { changed: 'changed, seen since', added: 'new, seen since', gone: 'no more listed since' } as const;

const meanings: Readonly<Record<Meaning, string>> = {
  text: 'text that the model reads',
  schema: 'what the tool takes or gives',
  laxer: 'a claim that makes clients ask less',
  stricter: 'a claim that makes clients ask more',
  annotation: 'an annotation',
  meta: 'icons or metadata',
  other: 'another part of the definition',
};

/** Which of several tools of one name a client calls, nobody knows. */
function timesListed(kind: PinEntry['kind'], now: unknown): readonly ShownDifference[] {
  return kind !== 'instructions' && Array.isArray(now)
    ? [
        {
          pointer: '',
          meaning: 'other',
          about: 'times-listed',
          says: `listed ${now.length} times under one name`,
          before: null,
          after: null,
        },
      ]
    : [];
}

/** What is kept of two definitions may be the same where they are not: what differs was a credential. */
function shownDifferences(state: ShownChange['state'], found: readonly Difference[]): readonly ShownDifference[] {
  return found.length === 0 && state === 'changed'
    ? [
        {
          pointer: '',
          meaning: 'other',
          about: 'credential',
          says: 'a credential in it, which is not kept',
          before: null,
          after: null,
        },
      ]
    : found.map(shownDifference);
}

function shownDifference({ pointer, meaning, before, after }: Difference): ShownDifference {
  return {
    pointer: redactText(pointer),
    meaning,
    about: meaning,
    says: meanings[meaning],
    before: before === undefined ? null : textOf(before),
    after: after === undefined ? null : textOf(after),
  };
}

function textOf(value: unknown): string {
  return redactText(typeof value === 'string' ? value : JSON.stringify(value));
}

const mostLines = 40;
const longestLine = 300;

function linesOf(sign: '-' | '+', text: string): readonly string[] {
  const lines = text.split('\n');
  const cut =
    lines.length > mostLines ? [...lines.slice(0, mostLines), `… ${lines.length - mostLines} more lines`] : lines;
  return cut.map((line) => `    ${sign} ${shown(line, longestLine)}\n`);
}

function findingsIn(kind: PinEntry['kind'], definition: unknown): ShownChange['findings'] {
  const { findings } = makeInspector().value(kind, definition);
  return findings
    .filter(({ tier }) => tier !== 'mention')
    .map(({ rule, severity, message, where }) => ({ rule, severity, message, where: redactText(where.pointer) }));
}
