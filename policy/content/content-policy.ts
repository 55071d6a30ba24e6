import type { ClassifierSettings } from '../../scanner/detect/content/classifier/classify.ts';
import type { ContentKind, Surface } from '../../scanner/detect/content/content-finding.ts';
import type { OwnRule } from '../../scanner/detect/content/own-patterns.ts';
import type { PersonalKind } from '../../scanner/detect/content/personal-data/find-personal-data.ts';
import type { Suppressed } from '../../scanner/model/finding.ts';
import type { Effect } from '../classes/tool-class.ts';

/**
 * What can be done about a finding, the mildest first. `block` takes out the smallest whole that holds it: a tool or prompt out of its
 * list, the instructions, else the message.
 */
export const contentActions = ['record', 'warn', 'mark', 'redact', 'ask', 'block'] as const;
export type ContentAction = (typeof contentActions)[number];

export type Direction = 'up' | 'down';

/** `content.yaml`: what is looked for in what passes, and what is done about it. */
export interface ContentPolicy {
  /** False switches the detectors off; the records then say that nothing was inspected. */
  readonly inspect: boolean;
  readonly personalData: readonly PersonalKind[];
  readonly patterns: readonly OwnRule[];
  /** The first that fits a finding decides about it; where none does, it is recorded. */
  readonly rules: readonly ContentRule[];
  readonly suppressions: readonly ContentSuppression[];
  readonly large: LargeMessages;
  readonly pins: PinChoices;
  /** A model of the organisation that is asked about texts too; absent where there is none. */
  readonly classifier?: ClassifierChoice;
}

/** A model, pinned by its hash, and what is made of its scores. */
export interface ClassifierChoice extends ClassifierSettings {
  /** A path; a relative one starts where the files of the policy lie. */
  readonly file: string;
  /** In hex. */
  readonly sha256: string;
}

/** One rule. Null means: whatever it is. */
export interface ContentRule {
  readonly direction: Direction | null;
  readonly kinds: readonly ContentKind[] | null;
  /** Rules of detectors, such as `content/exfiltration`. */
  readonly rules: readonly string[] | null;
  /** Kinds of credentials or of personal data, or ids of the organisation's own patterns. */
  readonly details: readonly string[] | null;
  readonly surfaces: readonly Surface[] | null;
  /** Servers as policies call them: package, image, file, address or id. */
  readonly servers: readonly string[] | null;
  readonly effects: readonly Effect[] | null;
  readonly external: boolean | null;
  /** `bad`: hard evidence only. `suspect`: also what is milder, or soft evidence that agrees. */
  readonly from: 'bad' | 'suspect';
  readonly actions: readonly ContentAction[];
}

/** A finding that is set aside: it is recorded as suppressed, and nothing is done about it. */
export interface ContentSuppression extends Suppressed {
  readonly rule: string;
  /** As in a rule; null for every server. */
  readonly server: string | null;
  /** Name of the tool or prompt; null for every one. */
  readonly target: string | null;
  readonly detail: string | null;
}

/** Messages beyond what is inspected of one. */
export interface LargeMessages {
  readonly characters: number;
  /** `by-mode` passes them in monitor and blocks them in lockdown. */
  readonly beyond: 'by-mode' | 'pass' | 'block';
}

/** What becomes of a tool, a prompt or the instructions that are not what was remembered, until somebody accepts them. */
export type PinChoice = 'pass' | 'ask' | 'hide';
export const pinChoices: readonly PinChoice[] = ['pass', 'ask', 'hide'];

export interface PinChoices {
  readonly changed: PinChoice;
  /** Came after the server was first seen. */
  readonly added: PinChoice;
}

export const usualLarge: LargeMessages = { characters: 16 * 1024 * 1024, beyond: 'by-mode' };

/** Without a `content.yaml`: everything is seen and recorded, and nothing is done. */
export const recordOnly: ContentPolicy = {
  inspect: true,
  personalData: [],
  patterns: [],
  rules: [],
  suppressions: [],
  large: usualLarge,
  pins: { changed: 'pass', added: 'pass' },
};
