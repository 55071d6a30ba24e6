/** Numbers by which states know people: their form, and the check that tells them from other numbers. */
export interface NationalId {
  readonly country: string;
  /** Bounded; the whole match is the number. */
  readonly shape: RegExp;
  /** The check digits. */
  readonly check?: (value: string) => boolean;
  /** Words one of which must stand near, where form and check are not telling enough. */
  readonly near?: RegExp;
}

const digitsOf = (value: string): readonly number[] => Array.from(value.replaceAll(/\D/g, ''), Number);
const sum = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((total, weight, index) => total + weight * (digits[index] ?? 0), 0);

export const nationalIds: readonly NationalId[] = [
  {
    country: 'US',
    shape: /\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b/g,
    near: /ssn|social security|tax(?:payer)? id/i,
  },
  { country: 'US', shape: /\b(?!000|666|9\d\d)\d{3}(?!00)\d{2}(?!0000)\d{4}\b/g, near: /\bssn\b|social security n/i },
  {
    country: 'GB',
    shape: /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/g,
    near: /national insurance|\bnino?\b/i,
  },
  {
    // Sex, year, month, place and a key of the number modulo 97.
    country: 'FR',
    shape: /\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}\b/g,
    check: (value) => {
      const digits = value.replaceAll(' ', '');
      return 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
    },
  },
  {
    // A letter from the number modulo 23.
    country: 'ES',
    shape: /\b[XYZ]?\d{7,8}-?[A-HJ-NP-TV-Z]\b/g,
    check: (value) => {
      const bare = value.replace('-', '').replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
      return bare.length === 9 && 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(bare.slice(0, 8)) % 23] === bare[8];
    },
  },
  {
    country: 'DE',
    shape: /\b[1-9]\d ?\d{3} ?\d{3} ?\d{3}\b/g,
    check: isGermanTaxId,
    near: /steuer|tax|\btin\b|idnr|id-?nr/i,
  },
  {
    country: 'IT',
    shape: /\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b/g,
    check: isItalianCode,
  },
  {
    country: 'NL',
    shape: /\b\d{9}\b/g,
    check: (value) => sum(digitsOf(value), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
    near: /\bbsn\b|burgerservice|citizen service/i,
  },
  {
    // The first digits are the birthday.
    country: 'PL',
    shape: /\b\d{2}(?:[02468][1-9]|[13579][0-2])(?:0[1-9]|[12]\d|3[01])\d{5}\b/g,
    check: (value) => {
      const digits = digitsOf(value);
      return (10 - (sum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === digits[10];
    },
    near: /pesel/i,
  },
  {
    country: 'BE',
    shape: /\b\d{2}\.?\d{2}\.?\d{2}-?\d{3}\.?\d{2}\b/g,
    check: (value) => {
      const digits = value.replaceAll(/\D/g, '');
      const key = Number(digits.slice(9));
      return 97 - (Number(digits.slice(0, 9)) % 97) === key || 97 - (Number(`2${digits.slice(0, 9)}`) % 97) === key;
    },
    near: /rijksregister|registre national|national (?:register|number)|\binsz\b|\bniss\b/i,
  },
  {
    country: 'CH',
    shape: /\b756\.?\d{4}\.?\d{4}\.?\d{2}\b/g,
    check: (value) => {
      const digits = digitsOf(value);
      return (10 - (sum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10 === digits[12];
    },
  },
  {
    country: 'SE',
    shape: /\b(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-+]\d{4}\b/g,
    check: (value) => {
      const digits = digitsOf(value).slice(-10);
      const total = digits.reduce((all, digit, index) => {
        const weighed = index % 2 === 0 ? digit * 2 : digit;
        return all + (weighed > 9 ? weighed - 9 : weighed);
      }, 0);
      return total % 10 === 0;
    },
  },
  {
    country: 'FI',
    shape: /\b(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b/g,
    check: (value) => {
      const number = Number(value.slice(0, 6) + value.slice(7, 10));
      return '0123456789ABCDEFHJKLMNPRSTUVWXY'[number % 31] === value[10];
    },
  },
  {
    country: 'PT',
    shape: /\b[1235689]\d{8}\b/g,
    check: (value) => {
      const digits = digitsOf(value);
      const rest = sum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
      return digits[8] === (rest < 2 ? 0 : 11 - rest);
    },
    near: /\bnif\b|contribuinte/i,
  },
  {
    country: 'BR',
    shape: /\b\d{3}\.?\d{3}\.?\d{3}-?\d{2}\b/g,
    check: (value) => isBrazilian(digitsOf(value)) && (/[.-]/.test(value) || value.length === 11),
    near: /\bcpf\b|\d{3}\.\d{3}\.\d{3}-\d{2}/i,
  },
  {
    country: 'IN',
    shape: /\b[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}\b/g,
    check: (value) => passesVerhoeff(digitsOf(value)),
    near: /aadhaar|aadhar|\buid(?:ai)?\b/i,
  },
  { country: 'IN', shape: /\b[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]\b/g, near: /\bpan\b|permanent account|income tax/i },
  {
    country: 'CA',
    shape: /\b[1-79]\d{2}[ -]\d{3}[ -]\d{3}\b/g,
    check: (value) => passesLuhnDigits(digitsOf(value)),
    near: /\bsin\b|social insurance/i,
  },
  {
    country: 'AU',
    shape: /\b\d{3} ?\d{3} ?\d{3}\b/g,
    check: (value) => sum(digitsOf(value), [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
    near: /\btfn\b|tax file/i,
  },
  {
    // Region, birthday, a number, and a check modulo 11.
    country: 'CN',
    shape: /\b[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]\b/g,
    check: (value) =>
      '10X98765432'[sum(digitsOf(value.slice(0, 17)), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === value[17],
  },
  {
    country: 'KR',
    shape: /\b\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[1-8]\d{6}\b/g,
  },
  {
    country: 'MX',
    shape: /\b[A-Z][AEIOUX][A-Z]{2}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[HMX](?:[A-Z]{2})[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d\b/g,
  },
  {
    country: 'ZA',
    shape: /\b\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}[01]8\d\b/g,
    check: (value) => passesLuhnDigits(digitsOf(value)),
    near: /\bid\b|identity|south africa/i,
  },
]; // prettier-ignore

/** Product of ISO 7064, and one digit that stands there twice or three times. */
function isGermanTaxId(value: string): boolean {
  const digits = digitsOf(value);
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const total = (digit + product) % 10 || 10;
    product = (total * 2) % 11;
  }
  const counts = Map.groupBy(digits.slice(0, 10), (digit) => digit);
  return (11 - product) % 10 === digits[10] && counts.size >= 8 && counts.size <= 9;
}

/** Values of the characters in odd places: an old table without a rule behind it. */
const oddValues: Readonly<Record<string, number>> = {
  0: 1, 1: 0, 2: 5, 3: 7, 4: 9, 5: 13, 6: 15, 7: 17, 8: 19, 9: 21, A: 1, B: 0, C: 5, D: 7, E: 9, F: 13, G: 15, H: 17, I: 19, J: 21, K: 2, L: 4,
  M: 18, N: 20, O: 11, P: 3, Q: 6, R: 8, S: 12, T: 14, U: 16, V: 10, W: 22, X: 25, Y: 24, Z: 23,
}; // prettier-ignore

function isItalianCode(value: string): boolean {
  const total = Array.from(value.slice(0, 15)).reduce((all, sign, index) => {
    const even = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65;
    return all + (index % 2 === 0 ? (oddValues[sign] ?? 0) : even);
  }, 0);
  return String.fromCharCode(65 + (total % 26)) === value[15];
}

function isBrazilian(digits: readonly number[]): boolean {
  const check = (length: number): number => {
    const weights = Array.from({ length }, (_, index) => length + 1 - index);
    const rest = (sum(digits, weights) * 10) % 11;
    return rest === 10 ? 0 : rest;
  };
  return new Set(digits).size > 1 && check(9) === digits[9] && check(10) === digits[10];
}

function passesLuhnDigits(digits: readonly number[]): boolean {
  const total = digits.toReversed().reduce((all, digit, index) => {
    const weighed = index % 2 === 1 ? digit * 2 : digit;
    return all + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return total % 10 === 0;
}

/** The multiplication of a group of ten, and how places permute the digits. */
function passesVerhoeff(digits: readonly number[]): boolean {
  const multiply = (a: number, b: number): number => {
    if (a < 5) {
      return b < 5 ? (a + b) % 5 : 5 + ((a + b - 5) % 5);
    }
    return b < 5 ? 5 + ((a - 5 - b + 5) % 5) : (a - b + 5) % 5;
  };
  const permuted = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const check = digits.toReversed().reduce((value, digit, place) => {
    let moved = digit;
    for (let turn = 0; turn < place % 8; turn += 1) {
      moved = permuted[moved] ?? moved;
    }
    return multiply(value, moved);
  }, 0);
  return check === 0;
}
