import type { Evidence } from '../content-finding.ts';
import { isIban, passesLuhn } from './checks.ts';

export type PersonalKind = 'card' | 'iban' | 'national-id' | 'phone' | 'email' | 'passport' | 'health';
export const personalKinds: readonly PersonalKind[] = [
  'card',
  'iban',
  'national-id',
  'phone',
  'email',
  'passport',
  'health',
];

const most = 200;

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
        /^(?:4|5[1-5]|2[2-7]|3[47]|6(?:011|5)|35|30|36|38)/.test(digits) &&
        passesLuhn(digits) &&
        !/^(\d)\1+$/.test(digits)
      );
    },
  },
  { kind: 'iban', shape: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, judge: isIban },
  {
    // United States: named, or grouped with valid parts.
    kind: 'national-id',
    shape: /\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b/g,
    judge: (_, text, at) => isNamed(text, at, /ssn|social security|tax(?:payer)? id/i),
  },
  {
    kind: 'national-id',
    shape: /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/g,
    judge: (_, text, at) => isNamed(text, at, /national insurance|\bnino?\b/i),
  },
  {
    // France: sex, year, month, place and a key of the number modulo 97.
    kind: 'national-id',
    shape: /\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}\b/g,
    judge: (value) => {
      const digits = value.replaceAll(' ', '');
      return 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
    },
  },
  {
    // Spain: a letter from the number modulo 23.
    kind: 'national-id',
    shape: /\b[XYZ]?\d{7,8}-?[A-HJ-NP-TV-Z]\b/g,
    judge: (value) => {
      const bare = value.replace('-', '').replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
      return bare.length === 9 && 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(bare.slice(0, 8)) % 23] === bare[8];
    },
  },
  {
    kind: 'phone',
    shape:
      /(?<![\w./:-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4})(?![\w-])/g,
    judge: (value) => {
      const digits = value.replaceAll(/\D/g, '');
      return digits.length >= 9 && digits.length <= 15;
    },
  },
  {
    kind: 'email',
    shape: /(?<![\w.+-]|\d:)[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}\b/gi,
    judge: (value) =>
      !/^(?:git|noreply|no-reply|donotreply)@|@(?:example|localhost|test|invalid)\b/i.test(value) || /\+/.test(value),
  },
  {
    kind: 'passport',
    shape: /\bpassport(?:[^\w]+(?:number|no|is|nr|#|num|numero)){0,3}[^\w]{1,4}([A-Z]{0,2}\d{6,9})\b/gi,
  },
  {
    kind: 'health',
    shape:
      /\b(?:diagnos(?:ed|is)[^\w]+(?:with|of|:)[^\w]+\w{4,}|(?:medical record|patient|mrn)[^\w]+(?:number|no|id|#)[^\w]{1,4}[A-Z0-9-]{5,}|icd-?10[^\w]{1,4}[A-TV-Z]\d\d(?:\.\d{1,3})?)/gi,
  },
];

/** Finds personal data of the kinds that are asked for. Numbers with check digits count only when these are right. Linear. */
export function findPersonalData(text: string, kinds: readonly PersonalKind[]): readonly Evidence[] {
  const found: Evidence[] = [];
  for (const { kind, shape, judge } of rules) {
    if (kinds.includes(kind)) {
      for (const match of text.matchAll(shape)) {
        const value = match[1] ?? match[0];
        if (found.length < most && (judge === undefined || judge(value, text, match.index))) {
          found.push({
            rule: 'personal-data',
            tier: 'hard',
            severity: kind === 'email' || kind === 'phone' ? 'low' : 'medium',
            confidence: kind === 'card' || kind === 'iban' ? 'certain' : 'likely',
            span: { start: match.index, end: match.index + match[0].length },
            detail: kind,
          });
        }
      }
    }
  }
  return found;
}

/** Numbers of common shape need their name nearby. */
function isNamed(text: string, at: number, name: RegExp): boolean {
  return name.test(text.slice(Math.max(0, at - 60), at + 40));
}
