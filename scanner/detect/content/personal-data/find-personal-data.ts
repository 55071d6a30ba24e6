import type { Evidence } from '../content-finding.ts';
import { isIban, passesLuhn, passesRoutingCheck } from './checks.ts';
import { nationalIds } from './national-ids.ts';

export type PersonalKind = 'card' | 'iban' | 'national-id' | 'phone' | 'email' | 'passport' | 'health' | 'bank';
export const personalKinds: readonly PersonalKind[] = [
  'card',
  'iban',
  'national-id',
  'phone',
  'email',
  'passport',
  'health',
  'bank',
];

interface PersonalRule {
  readonly kind: PersonalKind;
  /** Bounded. The value is the whole match, or its first group. */
  readonly shape: RegExp;
  readonly judge?: (value: string, text: string, at: number) => boolean;
}

const rules: readonly PersonalRule[] = [
  {
    kind: 'card',
    shape: /(?<![\w.-])(?:\d[ -]?){12,18}\d(?![\w-])/g,
    judge: (value) => {
      const digits = value.replaceAll(/\D/g, '');
      return (
        // More groups are the bytes of a dump.
        value.length - digits.length <= 5 &&
        /^(?:4|5[1-5]|2[2-7]|3[47]|6(?:011|2|4[4-9]|5)|35|30|36|38)/.test(digits) &&
        passesLuhn(digits) &&
        !/^(\d)\1+$/.test(digits)
      );
    },
  },
  { kind: 'iban', shape: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, judge: isIban },
  ...nationalIds.map(({ shape, check, near }): PersonalRule => ({
    kind: 'national-id',
    shape,
    judge: (value, text, at) =>
      (check === undefined || check(value)) && (near === undefined || isNamed(text, at, near)),
  })),
  {
    kind: 'phone',
    shape:
      /(?<![\w./:-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}[ .-]\d{4}|[2-9]\d{2}[.-]\d{3}[.-]\d{4})(?![\w-])/g,
    judge: (value) => {
      const digits = value.replaceAll(/\D/g, '');
      return digits.length >= 9 && digits.length <= 15;
    },
  },
  {
    kind: 'email',
    shape: /(?<![\w.+-]|\d:|:\/\/)[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}\b/gi,
    judge: (value) =>
      !/^(?:git|noreply|no-reply|donotreply)@|@(?:example|localhost|test|invalid)\b|\.(?:png|jpe?g|gif|svg|webp|avif|ico|css|m?js|ts|json|html?)$/i.test(
        value,
      ) || /\+/.test(value),
  },
  {
    kind: 'passport',
    shape:
      /\bpassport(?:[^\w]+(?:number|no|is|nr|#|num|numero)){0,3}[^\w]{1,4}([A-Z]{0,2}\d{6,9}|[A-Z](?=[A-Z\d]{0,7}\d{2})[A-Z\d]{8})\b/gi,
  },
  {
    kind: 'health',
    shape:
      /\b(?:diagnos(?:ed|is)[^\w]+(?:with|of|:)[^\w]+\w{4,}|(?:medical record|patient|mrn)[^\w]+(?:number|no|id|#)[^\w]{1,4}[A-Z0-9-]{5,}|mrn[^\w]{1,3}\d{5,12}\b|icd-?10[^\w]{1,4}[A-TV-Z]\d\d(?:\.\d{1,3})?)/gi,
  },
  {
    // A number of an account, or of a bank, where it is called so.
    kind: 'bank',
    shape:
      /\b(?:(?:bank )?account[^\w\n]+(?:number|no|nr|#)|sort[ -]code|bic|swift(?: code)?|kontonummer|blz)[^\w\n]{1,4}(?:is[^\w]+)?([A-Z0-9][A-Z0-9 -]{4,24}[A-Z0-9])\b/gi,
    judge: (value) => /\d.*\d.*\d.*\d/.test(value) || /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(value),
  },
  {
    kind: 'bank',
    shape: /\b(?:routing|aba)(?: transit)?(?: number| no\.?)?[^\w\n]{1,4}(?:is[^\w]+)?(\d{9})\b/gi,
    judge: passesRoutingCheck,
  },
];

/**
 * Finds personal data of the kinds that are asked for. Numbers with check digits count only when these are right; a number that could be two
 * things is told once. Linear.
 */
export function findPersonalData(text: string, kinds: readonly PersonalKind[]): readonly Evidence[] {
  const found: Evidence[] = [];
  const starts = new Set<number>();
  const counts = new Map<PersonalKind, number>();
  for (const { kind, shape, judge } of rules) {
    if (kinds.includes(kind)) {
      for (const match of text.matchAll(shape)) {
        const value = match[1] ?? match[0];
        if (!starts.has(match.index) && (judge === undefined || judge(value, text, match.index))) {
          starts.add(match.index);
          counts.set(kind, (counts.get(kind) ?? 0) + 1);
          found.push({
            rule: 'personal-data',
            tier: 'hard',
            severity: commonKinds.has(kind) ? 'low' : 'medium',
            confidence: kind === 'card' || kind === 'iban' ? 'certain' : 'likely',
            span: { start: match.index, end: match.index + match[0].length },
            detail: kind,
          });
        }
      }
    }
  }
  const inBulk = [...commonKinds].filter((kind) => (counts.get(kind) ?? 0) >= bulk);
  return inBulk.length === 0
    ? found
    : found.map((piece) => (inBulk.some((kind) => kind === piece.detail) ? { ...piece, severity: 'medium' } : piece));
}

/** What stands on every card of every office: one of them is little, a list of them is somebody's data. */
const commonKinds: ReadonlySet<PersonalKind> = new Set(['email', 'phone']);
const bulk = 10;

/** Numbers of common shape need their name nearby. */
function isNamed(text: string, at: number, name: RegExp): boolean {
  return name.test(text.slice(Math.max(0, at - 60), at + 40));
}
