import type { PinAbout } from '../contract/pin-abouts.ts';
import { differences, type Difference, type Meaning } from '../../policy/pins/differences.ts';
import { type PinEntry, pinKey, stateOf } from '../../policy/pins/pins.ts';
import { redactText } from '../../scanner/detect/secrets/redact-text.ts';
import { makeInspector } from '../../scanner/detect/content/inspector.ts';
import { shown } from '../../scanner/detect/shown.ts';
import { isRecord } from '../../scanner/formats/document.ts';
import { changedPieces, type Piece } from './changed-text.ts';

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
export function changeInWords(change: ShownChange): string {
  const { key, state, since, findings } = change;
  return [
    `${shown(key)}  ${words[state]} ${since.slice(0, 10)}\n`,
    ...partsOf(change).flatMap(({ pointer, meaning, says, before, after }) => [
      `  ${shown(pointer === '' ? '/' : pointer)}  ${says}\n`,
      ...linesOf(
        before === null && after !== null
          ? changedPieces(null, withoutPictures(inLines(after, meaning) ?? ''))
          : changedPieces(inLines(before, meaning), inLines(after, meaning)),
      ),
    ]),
    ...findings.map(({ rule, severity, message, where }) => `  ! ${severity} ${rule}: ${message} (${shown(where)})\n`),
  ].join('');
}

/** What came is told part by part, as what changed is. */
function partsOf({ state, differences: all }: ShownChange): readonly ShownDifference[] {
  const [whole] = all;
  const definition = state === 'added' && all.length === 1 ? fromJson(whole?.after ?? '') : null;
  return isRecord(definition)
    ? differences({}, definition).flatMap((one) => (one.pointer === '/name' ? [] : [shownDifference(one)]))
    : all;
}

/** The data of a picture says nothing to anybody. */
function withoutPictures(text: string): string {
  return text.replaceAll(/(data:image\/[\w.+-]{1,40};base64,[A-Za-z0-9+/]{20})[A-Za-z0-9+/=]{40,}/g, '$1…');
}

/** A schema and the like, a line for each member. */
function inLines(text: string | null, meaning: Meaning): string | null {
  const value = text === null || meaning === 'text' ? null : fromJson(text);
  return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : text;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // A text is no JSON, and shown as it is.
  }
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

/** More than anybody reads; a server may say as much as it likes. */
const mostPieces = 400;

function linesOf(pieces: readonly Piece[]): readonly string[] {
  const lines = pieces.slice(0, mostPieces).map(({ sign, text }) => `    ${sign} ${shown(text, Infinity)}\n`);
  const more = pieces.length - lines.length;
  return more === 0 ? lines : [...lines, `      … ${more} more, which --json shows\n`];
}

function findingsIn(kind: PinEntry['kind'], definition: unknown): ShownChange['findings'] {
  const { findings } = makeInspector().value(kind, definition);
  return findings
    .filter(({ tier }) => tier !== 'mention')
    .map(({ rule, severity, message, where }) => ({ rule, severity, message, where: redactText(where.pointer) }));
}
